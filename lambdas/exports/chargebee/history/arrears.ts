import type { Days } from '../../billing/spans.ts';
import type { Invoice } from '../shapes/invoice.ts';
import type { Subscription } from '../shapes/subscription.ts';
import { isOwed, linesOf } from './lines.ts';

type Day = (seconds: number) => string;

/** Days on which an invoice for what recurs was due and not paid; what is due later is not yet. */
export function arrears(
  subscription: Subscription,
  invoices: readonly Invoice[],
  until: string,
  day: Day,
): readonly Days[] {
  const own = invoices.filter((one) => isOwed(one) && linesOf(subscription.id, one).length > 0);
  const known = own.flatMap((invoice) => overdue(invoice, day) ?? []);
  // Invoices may not be permitted; the subscription says since when it is behind.
  const { due_since } = subscription;
  const stated = due_since && own.length === 0 ? [{ from: day(due_since), to: null }] : [];
  return [...known, ...stated].filter(({ from }) => from <= until);
}

function overdue({ status, due_date, date, paid_at }: Invoice, day: Day): Days | undefined {
  const due = due_date ?? date;
  if (!due) return undefined;
  const from = day(due);
  if (status === 'payment_due' || status === 'not_paid') return { from, to: null };
  const to = status === 'paid' && paid_at ? day(paid_at) : undefined;
  return to !== undefined && to > from ? { from, to } : undefined;
}
