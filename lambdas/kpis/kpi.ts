import type { Definitions } from '../settings/definitions.ts';
import type { Facts } from './facts.ts';
import type { FactName } from './measures/fact_queries.ts';
import type { SubjectName } from './measures/subjects.ts';
import type { Outcome } from './outcome.ts';

export const stages = [
  'Acquisition',
  'Onboarding',
  'Adoption',
  'Value Realization',
  'Retention',
  'Loyalty & Growth',
  'Operations',
] as const;
export type Stage = (typeof stages)[number];

/** What a KPI is, for people; how it is computed stands beside it in the catalogue. */
export interface KpiText {
  /** Id as in the published list, e.g. `net_revenue_retention`. */
  readonly id: string;
  readonly label: string;
  /** The question it answers. */
  readonly question: string;
  readonly definition: string;
  readonly formula: string;
  readonly unit: string;
  readonly direction: 'higher' | 'lower' | 'neutral';
  readonly indicator: 'leading' | 'lagging';
  readonly stage: Stage;
  /** `period` first where it is measured for the period; then the named windows. */
  readonly windows: readonly string[];
  /**
   * What it cannot be measured without: canonical tables, and parts of them, e.g. `events.user_id` (events
   * name their users), `survey_responses.nps` (such a survey was asked), `features.key` (a feature plays the role).
   */
  readonly tables: readonly string[];
  /** Definitions in the settings that change it. */
  readonly settings?: readonly (keyof Definitions)[];
  /** Second names of the same KPI. */
  readonly aliases?: readonly string[];
  /**
   * What its usual range is about: `level` for what swings around a value (rates, scores),
   * `change` for what grows (MRR, customers), where only the step from period to period can be unusual.
   */
  readonly range: 'level' | 'change';
  /** A rate, mean or median: below the minimum sample it is too few to judge. */
  readonly needsSample?: boolean;
}

/** How a KPI is computed from measures. */
interface Computed extends KpiText {
  /** Measure queries that its formula reads. */
  readonly measures?: readonly SubjectName[];
  /** Facts that its formula reads. */
  readonly facts?: readonly FactName[];
}

/** A KPI that is one number per period, window and segment. */
export interface Kpi extends Computed {
  /** False where segments make no sense, e.g. cost that belongs to no account. */
  readonly segmented?: boolean;
  /** Measured for each currency on its own too. */
  readonly byCurrency?: boolean;
  /** Throws NotMeasurable or NoSource, with the reason, where there is no value. */
  readonly measure: (facts: Facts) => Outcome;
}

/** A KPI, or a part of one, that is a table: one record per row. */
export interface TableKpi extends Computed {
  /** Dimension of the rows: feature, channel, reason, step, model, cohort. */
  readonly dimension: string;
  /** Measured for the report's own period only, where the table is long; else for all of the trend. */
  readonly ownPeriodOnly?: boolean;
  /** Throws the reason why the table has no row. Absent where a total stands beside the rows. */
  readonly empty?: () => Outcome;
  /** Row → what measures it; throws like any other measure. */
  readonly rows: (facts: Facts) => ReadonlyMap<string, () => Outcome>;
}
