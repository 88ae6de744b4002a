import type { Figure, Said } from './model.ts';

/** What staging and measuring learned about the data, for the data-quality section. */
export interface QualityFacts {
  readonly tables: readonly {
    readonly table: string;
    readonly rows: number;
    readonly rejected: number;
    /** Reason → rows. */
    readonly reasons: Readonly<Record<string, number>>;
    readonly duplicates: number;
    /** Rows whose account is not in `accounts`. */
    readonly orphans: number;
  }[];
  readonly absent: readonly string[];
  /** First day that the data no longer covers. */
  readonly covered_until: string | null;
  /** Items that ran twice at once; the later span won. */
  readonly overlapping_spans: number;
  /** Recurring revenue of accounts that no link resolves. */
  readonly unlinked_mrr: Figure | null;
  readonly unlinked_accounts: readonly string[];
  /** MRR that came and went inside the period, in no KPI. */
  readonly came_and_went: Figure | null;
  /** Gates that are shut but may go out with the missing part named, and other doubts, as clauses. */
  readonly shut_gates: readonly Said[];
  /** Why there is no total, as clauses: `no CHF rate in fx_rates for 2026-10-31`. */
  readonly missing_rates: readonly Said[];
}
