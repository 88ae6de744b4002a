import type { Row, Value } from '../../ports.ts';

/** Rows of one measure, found by window, dimension and value, and by fact where it has facts. */
export interface Cells {
  at(windowId: number, dimension: string, value: string, fact?: string): readonly Row[];
  /** Rows that belong to no window. */
  readonly timeless: readonly Row[];
}

const key = (windowId: Value, dimension: Value, value: Value, fact: Value) =>
  `${windowId}\u0000${dimension}\u0000${value}\u0000${fact}`;

/** Indexes rows that carry window_id, and dimension and value where the measure is segmented. */
export function cells(rows: readonly Row[]): Cells {
  const index = new Map<string, Row[]>();
  for (const row of rows) {
    const at = key(row.window_id ?? null, row.dimension ?? 'all', row.value ?? '', row.fact ?? '');
    const found = index.get(at);
    if (found) found.push(row);
    else index.set(at, [row]);
  }
  return {
    timeless: rows.filter((row) => row.window_id === undefined),
    at: (windowId, dimension, value, fact = '') =>
      index.get(key(windowId, dimension, value, fact)) ?? [],
  };
}
