import type { Row } from '../ports.ts';
import type { SegmentValue } from './evaluation.ts';
import { remembered } from './remembered.ts';
import type { Membership } from './scores/customer_tally.ts';
import type { DataSources } from './sources.ts';

/** Account → its value in every dimension; accounts that share one share the object that says so. */
export async function membershipOf(rows: AsyncIterable<Row>): Promise<Membership> {
  const part = remembered((key: string): SegmentValue => {
    const [dimension = '', value = ''] = key.split('\u0000');
    return { dimension, value };
  });
  const found = new Map<string, SegmentValue[]>();
  for await (const { account_id, dimension, value } of rows) {
    const id = String(account_id);
    const parts = found.get(id) ?? [];
    found.set(id, parts);
    parts.push(part(`${dimension}\u0000${value}`));
  }
  return found;
}

/** Without an accounts table nothing is known to cut by; only the total and readers' scopes remain. */
export function segmentsOf(
  membership: Membership,
  { present }: DataSources,
): readonly SegmentValue[] {
  const found = new Map<string, SegmentValue>();
  for (const part of [...membership.values()].flat()) {
    if (present.has('accounts') || ['all', 'scope'].includes(part.dimension)) {
      found.set(`${part.dimension}\u0000${part.value}`, part);
    }
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
}

/** Value of a dimension → its accounts. */
export function accountsBy(membership: Membership, dimension: string) {
  const found = new Map<string, Set<string>>();
  for (const [account, parts] of membership) {
    for (const { value } of parts.filter((part) => part.dimension === dimension)) {
      found.set(value, (found.get(value) ?? new Set()).add(account));
    }
  }
  return found;
}
