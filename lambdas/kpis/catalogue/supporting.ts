import { type Exact, toNumber } from '../exact.ts';
import type { Facts } from '../facts.ts';
import type { Kpi } from '../kpi.ts';
import { money, NotMeasurable } from '../outcome.ts';
import { revenue } from './recurring_revenue.ts';

/** Lines of the MRR bridge that are no KPI: they make it add up, and no rate looks at them. */

const line = {
  unit: 'money/month',
  windows: ['period'],
  tables: ['subscription_periods'],
  measures: ['recurring_revenue'],
  range: 'level',
  direction: 'neutral',
  indicator: 'lagging',
  stage: 'Retention',
  question: '',
} as const;

const bridgeLine = (id: string, label: string, value: (facts: Facts) => Exact): Kpi => ({
  ...line,
  id,
  label,
  definition: label,
  formula: label,
  measure: (facts) => money(value(facts)),
});

export const supportingKpis: readonly Kpi[] = [
  bridgeLine('opening_mrr', 'Opening MRR', (facts) => revenue(facts, 'opening_mrr')),
  bridgeLine('paused_mrr', 'Paused', (facts) => revenue(facts, 'paused_mrr')),
  bridgeLine('resumed_mrr', 'Resumed', (facts) => revenue(facts, 'resumed_mrr')),
  bridgeLine('came_and_went_mrr', 'Came and went', (facts) => revenue(facts, 'came_and_went_mrr')),
  bridgeLine('discount_end_mrr', 'Discounts that ended', (facts) =>
    revenue(facts, 'discount_end_mrr'),
  ),
  bridgeLine(
    'sold_expansion_mrr',
    'Expansion without discounts that ended',
    (facts) => revenue(facts, 'expansion_mrr') - revenue(facts, 'discount_end_mrr'),
  ),
  bridgeLine('exchange_mrr', 'Exchange', exchange),
];

/** What rates alone did to the opening MRR since the period before was reported. */
function exchange(facts: Facts): Exact {
  if (!facts.previous) throw new NotMeasurable('the period before is not measured');
  const moved = revenue(facts, 'opening_mrr') - revenue(facts.previous, 'closing_mrr');
  return toNumber(moved) === 0 ? 0n : moved;
}
