import type { Measurement } from '../kpis/measure.ts';
import type { NamedScope } from '../kpis/measures/parameters.ts';
import { onceForEach } from '../kpis/once_for_each.ts';
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

/** Readers' own scopes overlap and are theirs alone; the run's tables hold the dimensions. */
export const isPublic = ({ segment }: KpiRecord) => segment?.dimension !== 'scope';

type Records = readonly KpiRecord[];

/** Records by the scope whose own they are, sorted out once: a run has many books of many records. */
const recordsByScope = onceForEach((records: Records): ReadonlyMap<string, Records> => {
  const found = new Map<string, KpiRecord[]>();
  for (const record of records) {
    if (record.segment?.dimension !== 'scope') continue;
    const own = found.get(record.segment.value);
    if (own) own.push(record);
    else found.set(record.segment.value, [record]);
  }
  return found;
});

const publicRecords = onceForEach((records: Records): Records => records.filter(isPublic));

/** Records that a reader's tables hold: all dimensions of the whole company, a scope's own as its total. */
export function readersRecords(records: Records, scope: ReaderScope | null): Records {
  if (scope === null) return publicRecords(records);
  const own = recordsByScope(records).get(scope.id) ?? [];
  return own.map((record) => ({ ...record, segment: null }));
}

/** The same list for every book: what is sorted out of it is sorted out once. */
const together = onceForEach((records: Records) =>
  onceForEach((supporting: Records): Records => [...records, ...supporting]),
);

/** What a scope may see: its own accounts and its own records, cut before anything is composed. */
export function forScope(
  measured: Pick<Measurement, 'records' | 'supporting' | 'accounts' | 'scopeAccounts'>,
  scope: ReaderScope | null,
) {
  const records = together(measured.records)(measured.supporting);
  if (scope === null) return { records, accounts: measured.accounts, scope: null };
  const own = measured.scopeAccounts.get(scope.id) ?? new Set();
  return {
    records: recordsByScope(records).get(scope.id) ?? [],
    accounts: measured.accounts.filter(({ account_id }) => own.has(account_id)),
    scope: { label: scope.label, dimension: 'scope', value: scope.id },
  };
}

/** Dated facts of these accounts alone: those of others were asked for by other readers. */
export function timelinesOf(accounts: readonly Scorecard[], dated: Timelines): Timelines {
  const own = new Set(accounts.map(({ account_id }) => account_id));
  return new Map([...dated].filter(([account]) => own.has(account)));
}
