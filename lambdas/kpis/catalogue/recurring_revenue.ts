import type { Exact } from '../exact.ts';
import type { Facts } from '../facts.ts';
import type { Kpi } from '../kpi.ts';
import { money, quotient } from '../outcome.ts';

/** Amounts of recurring revenue. */

export const revenue = (facts: Facts, column: string): Exact =>
  facts.money('recurring_revenue', column);

export const stock = {
  windows: ['period'],
  tables: ['subscription_periods'],
  measures: ['recurring_revenue'],
  range: 'change',
  byCurrency: true,
  stage: 'Retention',
} as const;

/** Movements are of the period: they swing around a level. */
export const flow = { ...stock, range: 'level' } as const;

export const netNew = (facts: Facts): Exact =>
  revenue(facts, 'closing_mrr') - revenue(facts, 'opening_mrr');

export const recurringRevenue: readonly Kpi[] = [
  {
    ...stock,
    id: 'mrr',
    label: 'MRR',
    question: 'How much recurring revenue runs at the end of the period?',
    definition:
      'Monthly recurring revenue of all counting spans at closing: active, or past due for no more than the days of grace. Trials, free plans, paused spans, taxes, one-time and metered charges are out.',
    formula: 'Σ monthly-normalised MRR of counting spans at closing',
    unit: 'money/month',
    direction: 'higher',
    indicator: 'lagging',
    measure: (facts) => money(revenue(facts, 'closing_mrr')),
  },
  {
    ...stock,
    id: 'arr',
    label: 'ARR',
    question: 'What is the recurring revenue worth over a year?',
    definition: 'Twelve times the MRR at closing.',
    formula: '12 × MRR',
    unit: 'money/year',
    direction: 'higher',
    indicator: 'lagging',
    aliases: ['average_returning_revenue'],
    measure: (facts) => money(12n * revenue(facts, 'closing_mrr')),
  },
  {
    ...flow,
    id: 'scheduled_churn_mrr',
    label: 'Scheduled churn',
    question: 'How much is already set to end in the next period?',
    definition:
      'MRR of counting spans whose end is set inside the next period and is no plan change, less what follows on the same item.',
    formula: 'Σ MRR with next period’s start ≤ end < next period’s end',
    unit: 'money/month',
    direction: 'lower',
    indicator: 'leading',
    measures: ['scheduled_churn'],
    measure: (facts) => money(facts.money('scheduled_churn', 'scheduled_churn_mrr')),
  },
  {
    ...stock,
    id: 'arpa',
    label: 'ARPA',
    question: 'What does an average customer pay a month?',
    definition: 'Closing MRR per customer.',
    formula: 'MRR ÷ customers',
    unit: 'money/customer',
    direction: 'higher',
    indicator: 'lagging',
    byCurrency: false,
    needsSample: true,
    measure: (facts) => perCustomer(facts),
  },
];

function perCustomer(facts: Facts) {
  const mrr = money(revenue(facts, 'closing_mrr')).value;
  return quotient(mrr, facts.count('recurring_revenue', 'customers'), 'customers at closing');
}
