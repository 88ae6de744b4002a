import type { View } from '../view.ts';
import { textBridge, textCohorts, textHealth } from './charts.ts';
import { wrap } from './layout.ts';
import { textAccounts, textActions, textList, textMovers, textWins } from './lists.ts';
import { textMetrics } from './metrics.ts';
import { textDefinitions, textQuality } from './quality.ts';
import { textFollowUp, textTrackRecord } from './records.ts';
import {
  textAttributions,
  textKpiReview,
  textMaturity,
  textPostMortems,
  textSpotlight,
  textStory,
} from './told.ts';

type Lines = readonly string[];

/** The same report as lines of plain text, section by section; an absent section has no lines. */
export interface TextView {
  readonly head: Lines;
  readonly summary: Lines;
  readonly metrics: Lines;
  readonly attributions: Lines;
  readonly spotlight: Lines;
  readonly story: Lines;
  readonly post_mortems: Lines;
  readonly kpi_review: Lines;
  readonly maturity: Lines;
  readonly movers: Lines;
  readonly bridge: Lines;
  readonly cohorts: Lines;
  readonly health: Lines;
  readonly risks: Lines;
  readonly expansions: Lines;
  readonly actions: Lines;
  readonly follow_up: Lines;
  readonly track_record: Lines;
  readonly wins: Lines;
  readonly quality: Lines;
  readonly definitions: Lines;
  readonly footer: Lines;
}

export function textViewOf(view: View): TextView {
  return {
    head: head(view),
    summary: textList(view.summary),
    metrics: textMetrics(view),
    ...toldLines(view),
    movers: view.movers ? textMovers(view.movers) : [],
    bridge: view.bridge ? textBridge(view.bridge) : [],
    cohorts: view.cohorts ? textCohorts(view.cohorts) : [],
    health: view.health ? textHealth(view.health) : [],
    risks: textAccounts(view.risks),
    expansions: textAccounts(view.expansions),
    actions: textActions(view.actions),
    follow_up: view.follow_up ? textFollowUp(view.follow_up) : [],
    track_record: view.track_record ? textTrackRecord(view.track_record) : [],
    wins: textWins(view.wins),
    quality: textQuality(view.quality),
    definitions: textDefinitions(view.definitions),
    footer: view.footer.flatMap((text) => wrap(text)),
  };
}

function head({ company, edition, period, span, scope, headline }: View): Lines {
  const scoped = scope === null ? [] : wrap(`Only ${scope}`);
  return [
    ...wrap(`${company}: ${edition}`),
    ...wrap(span === null ? period : `${period} (${span})`),
    ...scoped,
    '',
    ...wrap(headline),
  ];
}

function toldLines(view: View) {
  const { attributions, spotlight, story, post_mortems, kpi_review, maturity } = view;
  return {
    attributions: attributions ? textAttributions(attributions) : [],
    spotlight: spotlight ? textSpotlight(spotlight) : [],
    story: story ? textStory(story) : [],
    post_mortems: post_mortems ? textPostMortems(post_mortems) : [],
    kpi_review: kpi_review ? textKpiReview(kpi_review) : [],
    maturity: maturity ? textMaturity(maturity) : [],
  };
}
