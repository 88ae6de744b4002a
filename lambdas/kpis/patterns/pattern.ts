import type { Definitions } from '../../settings/definitions.ts';
import type { KpiText } from '../kpi.ts';
import { NotMeasurable, type Outcome, proportion } from '../outcome.ts';
import type { AccountState } from '../scores/account_scores.ts';

/** What a pattern looks at: the customers of a segment at a cut-off. */
export interface Customers {
  readonly customers: readonly AccountState[];
  readonly definitions: Definitions;
  /** Tables, and parts of them, that the data has. */
  readonly has: ReadonlySet<string>;
}

/** A KPI over the states of customers: how many show a pattern, and what they pay. */
export interface PatternKpi extends KpiText {
  /** Whether a customer shows it. Null where nothing is known of it. */
  readonly holds: (state: AccountState, definitions: Definitions) => boolean | null;
  readonly measure: (step: Customers) => Outcome;
}

type Holds = PatternKpi['holds'];

/** Counts the customers with the pattern; their MRR stands beside it. */
export const counted = (holds: Holds) => ({
  holds,
  measure: ({ customers, definitions }: Customers): Outcome => {
    const found = customers.filter((state) => holds(state, definitions) === true);
    const amount = found.reduce((sum, { standing }) => sum + (standing.mrr ?? 0), 0);
    return { value: found.length, amount, sample: customers.length };
  },
});

/** The same without money beside it. */
export const countedOnly = (holds: Holds) => ({
  holds,
  measure: ({ customers, definitions }: Customers): Outcome => {
    const found = customers.filter((state) => holds(state, definitions) === true);
    return { value: found.length, sample: customers.length };
  },
});

/** Share of the customers with the pattern. `unknown` says why it has no value where nothing is known of any. */
export const shared = (holds: Holds, unknown: string) => ({
  holds,
  needsSample: true,
  measure: ({ customers, definitions }: Customers): Outcome => {
    const known = customers.map((state) => holds(state, definitions));
    if (customers.length > 0 && known.every((one) => one === null)) {
      throw new NotMeasurable(unknown);
    }
    return proportion(known.filter(Boolean).length, customers.length, 'customers at closing');
  },
});
