import type { Facts } from '../facts.ts';
import type { TableKpi } from '../kpi.ts';
import { NotMeasurable, type Outcome, proportion } from '../outcome.ts';

/** Cohorts: who is still there, by month of the first payment. */

export const cohortKpis: readonly TableKpi[] = [
  {
    id: 'cohort_retention',
    label: 'Cohort retention',
    question: 'Which share of the customers of a month is still there, month by month?',
    definition:
      'For each month of first payment: accounts paying or paused at the closing of month n. Month 0 is the closing of the first month.',
    formula:
      'accounts of the cohort paying or paused at closing of month n ÷ accounts of the cohort',
    unit: '% matrix',
    direction: 'higher',
    indicator: 'lagging',
    stage: 'Retention',
    windows: ['to_date'],
    tables: ['subscription_periods'],
    settings: ['past_due_grace_days'],
    measures: ['cohort_retention'],
    range: 'level',
    dimension: 'cohort',
    ownPeriodOnly: true,
    empty: () => {
      throw new NotMeasurable('no customer has a whole month behind it yet');
    },
    rows: cohortRows,
  },
];

function cohortRows(facts: Facts): ReadonlyMap<string, () => Outcome> {
  return new Map(
    facts
      .timeless('cohort_retention')
      .map((row) => [
        `${row.cohort}+${row.months_since}`,
        () => proportion(Number(row.retained_accounts), Number(row.accounts), 'accounts'),
      ]),
  );
}
