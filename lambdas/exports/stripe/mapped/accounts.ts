import type { StripeOptions } from '../../../settings/exports/stripe.ts';
import type { MapContext, Mapped } from '../../source.ts';
import type { Customer } from '../shapes/customer.ts';

/** What links a customer to its account, or the account itself where Stripe says which there are. */
export function accountRow(
  id: string,
  customer: Customer | undefined,
  /** First instant that anything is known of it, in seconds. */
  since: number,
  { account_id_key }: StripeOptions,
  { namesAccounts }: MapContext,
): Mapped {
  const domain = domainOf(customer?.email);
  const account_id = customer?.metadata?.[account_id_key]?.trim() || null;
  if (!namesAccounts) {
    return { table: 'account_links', row: { source: 'stripe', source_id: id, account_id, domain } };
  }
  const created = new Date((customer?.created ?? since) * 1000).toISOString();
  // A customer that was deleted keeps its account: what it paid and that it left is history.
  const name = customer?.name?.trim() || id;
  return { table: 'accounts', row: { account_id: id, name, domain, created_at: created } };
}

const domainOf = (email: string | null | undefined) =>
  /@([a-z0-9.-]+\.[a-z0-9-]+)$/i.exec(email?.trim() ?? '')?.[1]?.toLowerCase() ?? null;
