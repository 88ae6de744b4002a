import type { Invoice } from '../shapes/invoice.ts';
import type { Subscription } from '../shapes/subscription.ts';
import type { Known } from './known.ts';
import { observed, type Window, windowsOf } from './observed.ts';
import { covers, joined, type Stretch, within } from './stretch.ts';

const endless = Number.POSITIVE_INFINITY;

/**
 * When a subscription was past due. Its status says so where an export saw it, and an invoice since when;
 * between two exports, and before the first, invoices that were paid late say it alone.
 */
export function pastDue({ states, invoices }: Known): readonly Stretch[] {
  const late = lateInvoices(invoices);
  const stretches = windowsOf(states).flatMap((window) => inWindow(window, within(late, window)));
  const last = states.at(-1);
  const goesOn = last && owes(last.is) ? [{ from: last.at, to: endless }] : [];
  return joined([...stretches, ...goesOn]);
}

const isOver = ({ status }: Subscription) => status === 'canceled';
const owes = ({ status }: Subscription) => status === 'past_due' || status === 'unpaid';

/** What invoices say of a window, as far as the states at its ends do not say otherwise. */
function inWindow(window: Window, late: readonly Stretch[]): readonly Stretch[] {
  const { from, to, was, is } = window;
  const isDated = late.some((one) => one.from <= from);
  const owed = was && owes(was) ? (isDated ? [] : [{ from, to }]) : [];
  const open = late.filter((one) => one.to >= to && one.from > from);
  // The invoice is unpaid and yet the status is good: Stripe did not wait for it.
  const isDenied = !owes(is) && !isOver(is);
  return [...owed, ...late.filter((one) => !(isDenied && open.includes(one)))];
}

/** When an invoice was owed: due, or tried in vain, until it or a later one was paid or given up. */
export function lateInvoices(invoices: readonly Invoice[]): readonly Stretch[] {
  const stretches = invoices.flatMap((invoice) => {
    const from = owedFrom(invoice);
    if (from === null) return [];
    const later = invoices
      .filter((one) => one.created > invoice.created && one.amount_due > 0)
      .map((one) => one.status_transitions.paid_at ?? endless);
    return [{ from, to: Math.min(settledAt(invoice), ...later) }];
  });
  return joined(stretches);
}

function owedFrom(invoice: Invoice): number | null {
  const { finalized_at } = invoice.status_transitions;
  if (invoice.amount_due <= 0 || !finalized_at) return null;
  if (invoice.collection_method === 'send_invoice') return invoice.due_date ?? null;
  const tries = invoice.status === 'paid' ? invoice.attempt_count - 1 : invoice.attempt_count;
  return tries > 0 ? finalized_at : null;
}

function settledAt({ status_transitions: at }: Invoice): number {
  return at.paid_at ?? at.voided_at ?? at.marked_uncollectible_at ?? endless;
}

/** When a subscription had been given up as unpaid without being ended. */
export function unpaid({ states, invoices }: Known): readonly Stretch[] {
  return observed(states, {
    holds: ({ status }) => status === 'unpaid',
    // Invoices of an unpaid subscription stay drafts.
    began: ({ from, to }) =>
      invoices.find((one) => one.status === 'draft' && one.created > from && one.created <= to)
        ?.created ?? null,
    ended: (window) => paidIn(window, invoices),
  });
}

const paidIn = (window: Stretch, invoices: readonly Invoice[]) =>
  invoices
    .map(({ status_transitions }) => status_transitions.paid_at ?? 0)
    .find((at) => covers({ from: window.from + 1, to: window.to + 1 }, at)) ?? null;
