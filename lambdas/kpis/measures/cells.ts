import type { Row, Value } from '../../ports.ts';

/** Rows of one measure, found by window, dimension and value. */
export interface Cells {
  at(windowId: number, dimension: string, value: string): readonly Row[];
}

const key = (windowId: Value, dimension: Value, value: Value) =>
  `${windowId}\u0000${dimension}\u0000${value}`;

/** Indexes rows that carry window_id, and dimension and value where the measure is segmented. */
export function cells(rows: readonly Row[]): Cells {
  const index = new Map<string, Row[]>();
  for (const row of rows) {
    const at = key(row.window_id ?? null, row.dimension ?? 'all', row.value ?? '');
    const found = index.get(at);
    if (found) found.push(row);
    else index.set(at, [row]);
  }
  return { at: (...place) => index.get(key(...place)) ?? [] };
}
