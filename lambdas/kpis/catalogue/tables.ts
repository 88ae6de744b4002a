import type { Row } from '../../ports.ts';
import type { Facts } from '../facts.ts';
import type { KpiText } from '../kpi.ts';
import { NotMeasurable, type Outcome, proportion } from '../outcome.ts';

/** KPIs that are a table: one record per row, no total. */

export interface TableKpi extends KpiText {
  readonly dimension: string;
  /** Measured for every period of the trend, or for the report's own only. */
  readonly everyPeriod: boolean;
  /** Value of the dimension → what measures it; throws like any other measure. */
  /** Throws the reason why the table has no row. */
  readonly empty: () => Outcome;
  readonly rows: (facts: Facts, cohorts: readonly Row[]) => ReadonlyMap<string, () => Outcome>;
}

export const tableKpis: readonly TableKpi[] = [
  {
    id: 'active_feature_usage_rate',
    label: 'Active feature usage',
    question: 'Which share of the active users uses each feature?',
    definition: 'Users with at least one use of the feature, of all users active in the period.',
    formula: 'users of the feature ÷ active users',
    unit: '%',
    direction: 'higher',
    indicator: 'leading',
    stage: 'Adoption',
    windows: ['period'],
    tables: ['events', 'events.user_id', 'features'],
    range: 'level',
    dimension: 'feature',
    everyPeriod: true,
    empty: () => {
      throw new NotMeasurable('no user used a feature in the period');
    },
    rows: featureUse,
  },
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
    range: 'level',
    dimension: 'cohort',
    everyPeriod: false,
    empty: () => {
      throw new NotMeasurable('no customer has a whole month behind it yet');
    },
    rows: (_, cohorts) =>
      new Map(
        cohorts.map((row) => [
          `${row.cohort}+${row.months_since}`,
          () => proportion(Number(row.retained_accounts), Number(row.accounts), 'accounts'),
        ]),
      ),
  },
];

function featureUse(facts: Facts): ReadonlyMap<string, () => Outcome> {
  const activeUsers = facts.count('usage', 'active_users');
  return new Map(
    facts
      .rows('feature_users')
      .map((row) => [
        String(row.feature_id),
        () => proportion(Number(row.feature_users), activeUsers, 'active users in the period'),
      ]),
  );
}
