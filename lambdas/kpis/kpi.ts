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
