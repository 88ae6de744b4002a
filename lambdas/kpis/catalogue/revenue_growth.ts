import type { Facts } from '../facts.ts';
import type { Kpi } from '../kpi.ts';
import { NotMeasurable, type Outcome, share } from '../outcome.ts';
import { billing, count, noOpening } from './billing_rates.ts';
import { netNew, revenue } from './recurring_revenue.ts';

/** Growth of recurring revenue. */

export const revenueGrowth: readonly Kpi[] = [
  {
    ...billing,
    id: 'mrr_growth_rate',
    label: 'MRR growth rate',
    question: 'By how much did MRR grow in the period?',
    definition: "Net new MRR of opening MRR, at the rates of the period's last day.",
    formula: '(closing − opening) ÷ opening',
    direction: 'higher',
    windows: ['period'],
    stage: 'Loyalty & Growth',
    measure: (facts) =>
      share(
        netNew(facts),
        revenue(facts, 'opening_mrr'),
        noOpening,
        count(facts, 'customers_at_opening'),
      ),
  },
  {
    ...billing,
    id: 'expansion_revenue_rate',
    label: 'Expansion revenue rate',
    question: 'Which share of MRR was won by expansion in the period?',
    definition: 'Expansion MRR of the period, of closing MRR.',
    formula: 'expansion MRR ÷ closing MRR',
    direction: 'higher',
    windows: ['period'],
    stage: 'Loyalty & Growth',
    measure: (facts) =>
      share(
        revenue(facts, 'expansion_mrr'),
        revenue(facts, 'closing_mrr'),
        'customers at closing',
        count(facts, 'customers'),
      ),
  },
  {
    ...billing,
    id: 'expansion_revenue_growth_rate',
    label: 'Expansion growth rate',
    question: 'Did expansion grow against the period before?',
    definition:
      'Change of expansion MRR against the period before, as that was reported, at its own rates.',
    formula: '(expansion − expansion before) ÷ expansion before',
    direction: 'higher',
    windows: ['period'],
    needsSample: false,
    stage: 'Loyalty & Growth',
    measure: (facts) =>
      growth(facts, facts.previous, 'expansion_mrr', 'there was no expansion in the period before'),
  },
  {
    ...billing,
    id: 'yoy_growth',
    label: 'Year-on-year growth',
    question: 'How much more MRR is there than a year ago?',
    definition: 'Change of MRR against the same period of the year before, as that was reported.',
    formula: '(MRR − MRR a year ago) ÷ MRR a year ago',
    direction: 'higher',
    windows: ['period'],
    needsSample: false,
    stage: 'Operations',
    measure: (facts) => {
      if (!facts.lastYear) throw new NotMeasurable('no comparable week a year ago');
      return growth(facts, facts.lastYear, 'closing_mrr', 'there was no MRR a year ago');
    },
  },
];

function growth(now: Facts, then: Facts | null, column: string, unknown: string): Outcome {
  if (!then) throw new NotMeasurable('the period before is not measured');
  const [is, was] = [revenue(now, column), revenue(then, column)];
  if (was === 0n) throw new NotMeasurable(unknown);
  return share(is - was, was, unknown, count(then, 'customers'));
}
