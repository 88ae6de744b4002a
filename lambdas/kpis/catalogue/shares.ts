import type { Facts } from '../facts.ts';
import type { FactName } from '../measures/fact_queries.ts';
import type { SubjectName } from '../measures/subjects.ts';
import { type Outcome, proportion } from '../outcome.ts';

const measures: readonly SubjectName[] = ['recurring_revenue'];

/** Customers at closing of which a fact is true, in per cent of all; the fact has one member for each. */
export const shareOfCustomers = (fact: FactName) => ({
  measures,
  facts: [fact],
  needsSample: true,
  measure: (facts: Facts): Outcome =>
    proportion(
      facts.fact(fact).members,
      facts.count('recurring_revenue', 'customers'),
      'customers at the closing of the period',
    ),
});
