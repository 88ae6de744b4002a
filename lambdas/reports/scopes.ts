import type { OwnRecords } from '../kpis/evaluate.ts';
import type { Measurement } from '../kpis/measure.ts';
import type { NamedScope } from '../kpis/measures/parameters.ts';
import type { KpiRecord } from '../kpis/record.ts';
import type { Scorecard } from '../kpis/scores/scorecard.ts';
import type { Timelines } from '../kpis/timelines.ts';
import type { Reader, Scope } from '../settings/schema.ts';

/** A part of the base with the words for it; readers with the same scope share it. */
export interface ReaderScope extends NamedScope {
  /** e.g. `CSM: Dana Reyes`. */
  readonly label: string;
}

/** The distinct scopes of readers, in a stable order. */
export function readerScopes(readers: readonly Reader[]): readonly ReaderScope[] {
  const labels = readers.flatMap(({ scope }) => (scope ? [{ scope, label: labelOf(scope) }] : []));
  const distinct = new Map(labels.map((found) => [found.label, found.scope]));
  return [...distinct.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, scope], n) => ({ id: `scope-${n + 1}`, scope, label }));
}

/** The scope of a reader; null for the whole company. */
export function scopeOf(reader: Reader, scopes: readonly ReaderScope[]): ReaderScope | null {
  const { scope } = reader;
  return scope ? (scopes.find(({ label }) => label === labelOf(scope)) ?? null) : null;
}

/** The words for a reader's part of the base; null for the whole company. */
export const scopeLabel = ({ scope }: Reader) => (scope ? labelOf(scope) : null);

function labelOf(scope: Scope): string {
  return Object.entries(scope)
    .map(
      ([dimension, values]) =>
        `${dimension === 'csm' ? 'CSM' : dimension.replaceAll('_', ' ')}: ${[...values].sort().join(', ')}`,
    )
    .sort()
    .join('; ');
}

/** Records that a reader's tables hold: all dimensions of the whole company, a scope's own as its total. */
export function readersRecords(
  { records }: OwnRecords,
  scope: ReaderScope | null,
): readonly KpiRecord[] {
  return scope === null ? records : records.map((record) => ({ ...record, segment: null }));
}

/** What a scope may see: its own accounts and, of all records, its own, cut before anything is composed. */
export function forScope(
  { accounts, scopeAccounts }: Pick<Measurement, 'accounts' | 'scopeAccounts'>,
  { records, supporting }: OwnRecords,
  scope: ReaderScope | null,
) {
  const said = [...records, ...supporting];
  if (scope === null) return { records: said, accounts, scope: null };
  const ids = scopeAccounts.get(scope.id) ?? new Set();
  return {
    records: said,
    accounts: accounts.filter(({ account_id }) => ids.has(account_id)),
    scope: { label: scope.label, dimension: 'scope', value: scope.id },
  };
}

/** Dated facts of these accounts alone: those of others were asked for by other readers. */
export function timelinesOf(accounts: readonly Scorecard[], dated: Timelines): Timelines {
  const own = new Set(accounts.map(({ account_id }) => account_id));
  return new Map([...dated].filter(([account]) => own.has(account)));
}
