import type { Scorecard } from '../../kpis/scores/scorecard.ts';
import { byMrr, mrrOf } from '../book.ts';
import type { Context } from '../context.ts';
import type { AccountCard, Prose, Report } from '../model.ts';
import { counted, score } from '../words/figures.ts';
import { say } from '../words/say.ts';
import { growthReasons } from './reasons.ts';
import { mostOf } from './shown.ts';

/** Customers with an opening to grow, most MRR first. */
export function expansionsOf(context: Context): Report['expansions'] {
  const ready = readyToGrow(context);
  const most = mostOf(ready.length, context.longest);
  return {
    title: titleOf(ready, context),
    accounts: ready.slice(0, most).map((account) => cardOf(account, context)),
    more: Math.max(0, ready.length - most),
  };
}

export function readyToGrow({ customers, settings }: Context): Scorecard[] {
  const from = settings.definitions.expansion_from;
  return customers.filter((account) => (opportunity(account) ?? -1) >= from).sort(byMrr);
}

function opportunity({ scores }: Scorecard): number | null {
  return scores.expansion_opportunity_score.value;
}

function cardOf(account: Scorecard, context: Context): AccountCard {
  return {
    account_id: account.account_id,
    name: account.name,
    csm: account.csm,
    mrr: mrrOf([account], context),
    score: score(opportunity(account) ?? 0),
    score_label: 'Expansion',
    tone: account.at_risk ? 'neutral' : 'good',
    reasons: growthReasons(account, context),
  };
}

function titleOf(ready: readonly Scorecard[], context: Context): Prose {
  const [first] = ready;
  if (first) {
    const mrr = mrrOf(ready, context);
    const paying = mrr ? say` beyond ${mrr} of MRR` : '';
    if (ready.length === 1) return say`${first.name} has room to grow${paying}`;
    return say`${counted(ready.length, 'customer')} have room to grow${paying}`;
  }
  const scored = context.customers.some((account) => opportunity(account) !== null);
  if (scored) return say`No customer shows a clear opening to grow`;
  return say`Openings to grow cannot be told: no customer has an expansion score`;
}
