import type { Definitions } from '../../settings/definitions.ts';
import type { KpiText } from '../kpi.ts';
import { NotMeasurable, type Outcome, proportion } from '../outcome.ts';
import type { AccountState } from '../scores/account_scores.ts';
import type { ScoreId } from '../scores/scorecard.ts';

/** Customers of a segment at a cut-off, by whether they show a pattern. */
export interface PatternTally {
  readonly customers: number;
  /** Of whom it can be told. */
  readonly known: number;
  readonly hits: number;
  /** What the hits pay together. */
  readonly mrr: number;
}

/** What else a pattern may look at. */
export interface Around {
  /** Tables, and parts of them, that the data has. */
  readonly has: ReadonlySet<string>;
  /** How many of the customers have the score. */
  readonly scored: (id: ScoreId) => number;
}

/** A KPI over the states of customers: how many show a pattern, and what they pay. */
export interface PatternKpi extends KpiText {
  /** Whether a customer shows it. Null where nothing is known of it. */
  readonly holds: (state: AccountState, definitions: Definitions) => boolean | null;
  readonly measure: (tally: PatternTally, around: Around) => Outcome;
}

type Holds = PatternKpi['holds'];

/** Counts the customers with the pattern; their MRR stands beside it. */
export const counted = (holds: Holds) => ({
  holds,
  measure: ({ customers, hits, mrr }: PatternTally): Outcome => ({
    value: hits,
    amount: mrr,
    sample: customers,
  }),
});

/** The same without money beside it. */
export const countedOnly = (holds: Holds) => ({
  holds,
  measure: ({ customers, hits }: PatternTally): Outcome => ({ value: hits, sample: customers }),
});

/** Share of the customers with the pattern. `unknown` says why it has no value where nothing is known of any. */
export const shared = (holds: Holds, unknown: string) => ({
  holds,
  needsSample: true,
  measure: ({ customers, known, hits }: PatternTally): Outcome => {
    if (customers > 0 && known === 0) throw new NotMeasurable(unknown);
    return proportion(hits, customers, 'customers at closing');
  },
});
