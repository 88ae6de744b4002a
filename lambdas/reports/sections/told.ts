import type { ChosenAccount } from '../../kpis/timelines.ts';
import type { Context } from '../context.ts';
import type { Action, Report, Tile } from '../model.ts';
import { attributionsOf } from './attributions.ts';
import { kpiReviewOf } from './kpi_review.ts';
import { maturityOf } from './maturity.ts';
import { postMortemAccounts, postMortemsOf } from './post_mortems.ts';
import { spotlightOf } from './spotlight.ts';
import { storyAccounts, storyOf } from './story.ts';

type Told = Pick<
  Report,
  'attributions' | 'spotlight' | 'story' | 'post_mortems' | 'kpi_review' | 'maturity'
>;

/** What is told beside the metrics; each section knows the editions and readers that it is for. */
export function toldOf(tiles: readonly Tile[], fired: readonly Action[], context: Context): Told {
  return {
    attributions: attributionsOf(tiles, context),
    spotlight: spotlightOf(fired, context),
    story: storyOf(context),
    post_mortems: postMortemsOf(context),
    kpi_review: kpiReviewOf(context),
    maturity: maturityOf(context),
  };
}

/** Accounts whose dated facts these sections need. */
export function accountsToTell(context: Context): readonly ChosenAccount[] {
  return [...storyAccounts(context), ...postMortemAccounts(context)];
}
