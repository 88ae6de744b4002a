import type { NamedScope } from '../kpis/measures/parameters.ts';
import type { Reader, Scope } from '../settings/schema.ts';

/** A part of the base with the words for it; readers with the same scope share it. */
export interface ReaderScope extends NamedScope {
  /** e.g. `csm: Dana Reyes`. */
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

function labelOf(scope: Scope): string {
  return Object.entries(scope)
    .map(
      ([dimension, values]) =>
        `${dimension.replaceAll('_', ' ')}: ${[...values].sort().join(', ')}`,
    )
    .sort()
    .join('; ');
}
