import type { Fact } from '../fact.ts';
import type { Facts } from '../facts.ts';
import type { FactName } from '../measures/fact_queries.ts';
import { duration, NotMeasurable, type Outcome, proportion, quotient, total } from '../outcome.ts';

/** What many KPIs have in common: how a fact becomes a value. `nothing` says what is counted, in the plural. */

export const dayMs = 86_400_000;
export const hourMs = 3_600_000;

/** Members for which the fact came true, of all members, in per cent; those not due yet beside it. */
export const shareOf = (fact: FactName, nothing: string) => ({
  facts: [fact],
  needsSample: true,
  measure: (facts: Facts): Outcome => hitRate(facts.fact(fact), nothing),
});

export function hitRate({ hits, members, pending }: Fact, nothing: string): Outcome {
  const outcome = proportion(hits, members, nothing);
  return pending === null ? outcome : { ...outcome, pending };
}

/** Median of a duration with mean and p90, in units of `unitMs`. */
export const medianOf = (fact: FactName, unitMs: number, nothing: string) => ({
  facts: [fact],
  needsSample: true,
  measure: (facts: Facts): Outcome => {
    const { durations, pending } = facts.fact(fact);
    const outcome = duration(durations, unitMs, nothing);
    return pending === null ? outcome : { ...outcome, pending };
  },
});

/** Amount of a fact by its members, times the factor. */
export const meanOf = (fact: FactName, nothing: string, factor = 1) => ({
  facts: [fact],
  needsSample: true,
  measure: (facts: Facts): Outcome => {
    const { amount, members } = facts.fact(fact);
    return quotient(amount, members, nothing, { factor });
  },
});

/** Members of a fact. */
export const countOf = (fact: FactName) => ({
  facts: [fact],
  measure: (facts: Facts): Outcome => total(facts.fact(fact).members),
});

/** A table with a row per item of a fact: members for which it came true, of its members. */
export const shareByItem = (fact: FactName, nothing: string) => ({
  facts: [fact],
  needsSample: true,
  rows: (facts: Facts): ReadonlyMap<string, () => Outcome> =>
    new Map([...facts.items(fact)].map(([item, found]) => [item, () => hitRate(found, nothing)])),
  empty: (): Outcome => {
    throw new NotMeasurable(`there were no ${nothing}`);
  },
});
