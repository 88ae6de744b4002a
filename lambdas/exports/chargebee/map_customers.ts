import { instantOf } from '../billing/days.ts';
import type { Group, MapContext, Mapped, SourceObject } from '../source.ts';
import type { Customer } from './shapes/customer.ts';

/** A customer: an account where Chargebee names accounts, else its link to one. */
export function* customerRows(
  group: Group,
  { namesAccounts }: MapContext,
  customers: SourceObject<Customer>,
): Generator<Mapped> {
  for (const { id, data, changedAt, isDeleted } of group.of(customers)) {
    if (isDeleted) continue;
    const { company, domain, created_at, account } = data;
    const source_updated_at = changedAt;
    if (namesAccounts) {
      const named = { account_id: id, name: company ?? id, domain };
      const row = { ...named, created_at: instantOf(created_at), source_updated_at };
      yield { table: 'accounts', row };
    } else {
      const account_id = account === null || account === undefined ? null : String(account);
      const row = { source: 'chargebee', source_id: id, account_id, domain, source_updated_at };
      yield { table: 'account_links', row };
    }
  }
}
