import { type Exact, toNumber } from '../exact.ts';
import type { Facts } from '../facts.ts';
import type { Kpi, KpiText, TableKpi } from '../kpi.ts';
import { NotMeasurable, type Outcome, proportion } from '../outcome.ts';
import { count } from './billing_rates.ts';
import { hitRate, shareByItem } from './kinds.ts';

/** Why customers leave, what comes before it, and who returns. */

const leaving = {
  stage: 'Retention',
  windows: ['period'],
  tables: ['subscription_periods'],
  range: 'level',
  indicator: 'lagging',
  needsSample: true,
  unit: '%',
} as const;

export const leaverKpis: readonly Kpi[] = [
  {
    ...leaving,
    id: 'downgrade_to_churn_conversion_rate',
    label: 'From downgrade to churn',
    question: 'Which share of the customers that pay less soon leaves?',
    definition:
      'Accounts lost within the window of days after a downgrade, of the accounts with a downgrade whose window ended in the period. A downgrade is a day on which MRR is lower than the day before and above 0, all currencies at the rates of the period; lost is one that is neither paying nor paused any more. An account counts once; those with a downgrade not due yet stand beside it.',
    formula: 'accounts lost within the window ÷ downgraded accounts whose window ended',
    direction: 'lower',
    settings: ['downgrade_to_churn_days'],
    facts: ['downgrade_due', 'downgrade_pending', 'unrated_change'],
    measure: afterDowngrade,
  },
  {
    ...leaving,
    id: 'win_back_rate',
    label: 'Win-back rate',
    question: 'Which share of the customers that had left came back?',
    definition:
      'Accounts that pay at the closing, of those that paid before the period and were neither paying nor paused at its opening. With `win_back_of` set to `campaign`: only of those with a win-back activity that took place before the end of the period.',
    formula: 'former customers paying at closing ÷ former customers at opening',
    direction: 'higher',
    settings: ['win_back_of'],
    measures: ['recurring_revenue'],
    facts: ['approached_to_return'],
    measure: wonBack,
  },
];

const exitReasons: KpiText = {
  ...leaving,
  id: 'exit_reason_frequency',
  label: 'Exit reasons',
  question: 'Why do customers leave?',
  definition:
    'Accounts lost in the period by the end reason of their span that ended last (`unknown` where it names none), of all lost, with their MRR at the opening; and within each segment, of those lost there.',
  formula: 'accounts lost for the reason ÷ accounts lost',
  unit: 'count & %',
  direction: 'neutral',
};

const segmentReasons = shareByItem('leaver_of_segment', 'accounts lost in the period');

export const leaverTables: readonly TableKpi[] = [
  {
    ...exitReasons,
    dimension: 'reason',
    facts: ['leaver', 'leaver_mrr'],
    rows: byReason,
    empty: () => {
      throw new NotMeasurable('there were no accounts lost in the period');
    },
  },
  {
    ...exitReasons,
    dimension: 'segment_reason',
    facts: segmentReasons.facts,
    rows: segmentReasons.rows,
  },
];

function byReason(facts: Facts): ReadonlyMap<string, () => Outcome> {
  const reasons = [...facts.items('leaver')];
  const all = reasons.reduce((sum, [, { members }]) => sum + members, 0);
  return new Map(
    reasons.map(([reason, { members }]) => [
      reason,
      () => ({
        ...proportion(members, all, 'accounts lost in the period'),
        ...amountOf(facts.fact('leaver_mrr', reason).money),
      }),
    ]),
  );
}

/** Money beside a count; without a rate the count stands alone. */
function amountOf(money: () => Exact): { readonly amount?: number } {
  try {
    return { amount: toNumber(money()) };
  } catch (error) {
    if (error instanceof NotMeasurable) return {};
    throw error;
  }
}

function afterDowngrade(facts: Facts): Outcome {
  // Without a rate nobody can tell a fall; the sum names the rate that is missing.
  facts.fact('unrated_change').money();
  const nothing = 'accounts with a downgrade whose window ended in the period';
  const pending = facts.fact('downgrade_pending').members;
  return { ...hitRate(facts.fact('downgrade_due'), nothing), pending };
}

function wonBack(facts: Facts): Outcome {
  if (facts.definitions.win_back_of === 'campaign') {
    return hitRate(facts.fact('approached_to_return'), 'former customers with a win-back activity');
  }
  return proportion(
    count(facts, 'won_back_accounts'),
    count(facts, 'churned_base_accounts'),
    'former customers at opening',
  );
}
