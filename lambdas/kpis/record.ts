/** An English text with places, `no {0} rate`, and what stands there, so that languages can translate it. */
export interface Message {
  readonly words: string;
  readonly with: readonly string[];
}

/** One value of one KPI; the rows of kpis.json. Null means unknown or not applicable, never zero. */
export interface KpiRecord {
  readonly kpi: string;
  /** Label of the period measured, e.g. `2026-10`. */
  readonly period: string;
  /** First day of the period in the report's time zone. */
  readonly start: string;
  /** First day after it. */
  readonly end: string;
  /** `period`, or the named window that ends with the period. */
  readonly window: string;
  /** Null for the total. */
  readonly segment: { readonly dimension: string; readonly value: string } | null;
  /** In `unit`: per cent as 0–100, money in major units. */
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Members that the value rests on. */
  readonly sample: number | null;
  readonly unit: string;
  readonly status: 'measured' | 'not_measurable' | 'no_data_source';
  /** Why it is not measured; null when it is. */
  readonly reason: string | null;
  /** Of a reason that names something: its clauses as messages with places; absent where `reason` is all. */
  readonly about?: readonly Message[];
  /** ISO 4217 code of money values. */
  readonly currency?: string;
  /** False: below the minimum sample, too few to judge. */
  readonly judged?: boolean;
  /** 95 % Wilson interval of a proportion. */
  readonly low?: number;
  readonly high?: number;
  /** Beside the median of a duration. */
  readonly mean?: number;
  readonly p90?: number;
  /** Recurring revenue at stake beside a count. */
  readonly amount?: number;
  /** Members of the cohort whose window has not closed yet. */
  readonly pending?: number;
  /** Left out as impossible, e.g. negative durations. */
  readonly left_out?: number;
}
