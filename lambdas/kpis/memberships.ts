import type { Row } from '../ports.ts';
import type { SegmentValue } from './evaluation.ts';
import type { Membership } from './scores/score_records.ts';
import type { DataSources } from './sources.ts';

/** Without an accounts table nothing is known to cut by; only the total and readers' scopes remain. */
export function segmentsOf(
  memberships: readonly Row[],
  { present }: DataSources,
): readonly SegmentValue[] {
  const found = new Map<string, SegmentValue>();
  for (const { dimension, value } of memberships) {
    const part = { dimension: String(dimension), value: String(value) };
    if (present.has('accounts') || ['all', 'scope'].includes(part.dimension)) {
      found.set(`${part.dimension}\u0000${part.value}`, part);
    }
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
}

/** Account → its value in every dimension. */
export function membership(rows: readonly Row[]): Membership {
  const found = new Map<string, SegmentValue[]>();
  for (const { account_id, dimension, value } of rows) {
    const parts = found.get(String(account_id)) ?? [];
    parts.push({ dimension: String(dimension), value: String(value) });
    found.set(String(account_id), parts);
  }
  return found;
}

/** Value of a dimension → its accounts. */
export function accountsBy(rows: readonly Row[], dimension: string) {
  const found = new Map<string, Set<string>>();
  for (const row of rows.filter((row) => row.dimension === dimension)) {
    const ids = found.get(String(row.value)) ?? new Set();
    found.set(String(row.value), ids.add(String(row.account_id)));
  }
  return found;
}
