import type { Fact } from '../fact.ts';
import type { Kpi, TableKpi } from '../kpi.ts';
import { type Outcome, quotient } from '../outcome.ts';

/** How much of their time customer success managers have for customers. */

const utilization = {
  id: 'csm_utilization',
  label: 'CSM utilisation',
  question: 'Which share of their time do customer success managers spend on customers?',
  definition:
    'Minutes of customer work that managers logged in the period, of the minutes that they had: the capacity stated for a manager’s day, counted once, else all minutes logged that day. It may exceed 100 %, and much above 85 % leaves no room for the unexpected.',
  formula: 'minutes of customer work ÷ minutes of capacity',
  unit: '%',
  direction: 'higher',
  indicator: 'leading',
  stage: 'Operations',
  windows: ['period'],
  tables: ['csm_time'],
  range: 'level',
  needsSample: true,
} as const;

/** The sample is days of managers. */
function used(work: Fact | undefined, capacity: Fact): Outcome {
  const days = { factor: 100, sample: capacity.members };
  return quotient(work?.amount ?? 0, capacity.amount, 'minutes of capacity in the period', days);
}

export const workloadKpis: readonly Kpi[] = [
  {
    ...utilization,
    segmented: false,
    facts: ['customer_work', 'csm_capacity'],
    measure: (facts) => used(facts.fact('customer_work'), facts.fact('csm_capacity')),
  },
];

/** The same of each manager, beside the total. */
export const workloadTables: readonly TableKpi[] = [
  {
    ...utilization,
    dimension: 'csm',
    facts: ['customer_work_by_csm', 'csm_capacity_by_csm'],
    rows: (facts) => {
      const work = facts.items('customer_work_by_csm');
      const capacity = [...facts.items('csm_capacity_by_csm')];
      return new Map(capacity.map(([csm, had]) => [csm, () => used(work.get(csm), had)]));
    },
  },
];
