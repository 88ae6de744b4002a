import { numberKpis, tableKpis } from '../catalogue/catalogue.ts';
import type { SubjectName } from '../measures/subjects.ts';
import { sourceOfFact } from './row_source.ts';

/** A measure query that a KPI reads, and the facts that it reads of it. */
export interface QueryRead {
  readonly query: string;
  readonly facts: readonly string[];
}

/** Queries behind scores and patterns: where accounts stand, and their signals. */
const ofAccounts: readonly QueryRead[] = [
  { query: 'account_signals', facts: [] },
  { query: 'account_standing', facts: [] },
] satisfies readonly { query: SubjectName; facts: readonly string[] }[];

/** What a KPI's formula reads, by the KPI's id. */
export function queriesOf(id: string): readonly QueryRead[] {
  const computed = [...numberKpis, ...tableKpis].filter((kpi) => kpi.id === id);
  if (computed.length === 0) return ofAccounts;
  const found = new Map<string, Set<string>>();
  for (const { measures = [], facts = [] } of computed) {
    for (const query of measures) found.set(query, found.get(query) ?? new Set());
    for (const fact of facts) {
      const { query } = sourceOfFact(fact);
      found.set(query, (found.get(query) ?? new Set()).add(fact));
    }
  }
  return [...found].map(([query, read]) => ({ query, facts: [...read] }));
}
