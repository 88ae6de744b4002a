import type { Facts } from './facts.ts';
import type { SubjectName } from './measures/subjects.ts';
import type { Outcome } from './outcome.ts';

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
  readonly stage: string;
  /** `period` first where it is measured for the period; then the named windows. */
  readonly windows: readonly string[];
  /** Canonical tables without which there is no data source. */
  readonly tables: readonly string[];
  /** Second names of the same KPI. */
  readonly aliases?: readonly string[];
  /**
   * What its usual range is about: `level` for what swings around a value (rates, scores),
   * `change` for what grows (MRR, customers), where only the step from period to period can be unusual.
   */
  readonly range: 'level' | 'change';
}

/** A KPI that is one number per period, window and segment. */
export interface Kpi extends KpiText {
  /** Measures that its formula reads. */
  readonly measures: readonly SubjectName[];
  /** A rate, mean or median: below the minimum sample it is too few to judge. */
  readonly needsSample?: boolean;
  /** False where segments make no sense, e.g. cost that belongs to no account. */
  readonly segmented?: boolean;
  /** Measured for each currency on its own too. */
  readonly byCurrency?: boolean;
  /** Throws NotMeasurable or NoSource, with the reason, where there is no value. */
  readonly measure: (facts: Facts) => Outcome;
}
