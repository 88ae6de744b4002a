import { instantOf } from '../billing/days.ts';
import type { Group, Kept, Mapped } from '../source.ts';
import { type CreditNote, creditNotes } from './shapes/credit_note.ts';
import type { Invoice } from './shapes/invoice.ts';

const statuses: Readonly<Record<string, string>> = {
  paid: 'paid',
  posted: 'open',
  payment_due: 'open',
  not_paid: 'uncollectible',
  voided: 'void',
  pending: 'draft',
};

/** Invoices with what was credited and paid back of them. */
export function* invoiceRows(invoices: readonly Kept<Invoice>[], group: Group): Generator<Mapped> {
  const notes = group.of(creditNotes);
  for (const invoice of invoices) {
    if (!invoice.isDeleted) yield invoiceRow(invoice, notes);
  }
}

function invoiceRow(
  { id, data, changedAt }: Kept<Invoice>,
  notes: readonly Kept<CreditNote>[],
): Mapped {
  const status = statuses[data.status];
  if (!status) return { table: 'invoices', id, refused: 'its status is not known' };
  return {
    table: 'invoices',
    row: {
      ...{ invoice_id: id, account_id: data.customer_id, subscription_id: subscriptionOf(data) },
      ...{ status, billing_reason: reasonOf(data), currency: data.currency_code },
      ...{ issued_at: instantOf(data.date), due_at: instantOf(data.due_date) },
      paid_at: data.status === 'paid' ? instantOf(data.paid_at) : null,
      ...{ total_minor: data.total, paid_minor: data.amount_paid },
      ...moneyBack(data, notes),
      source_updated_at: changedAt,
    },
  };
}

/** Of several subscriptions on one invoice none is the one that it bills. */
function subscriptionOf({ subscription_id, line_items }: Invoice): string | null {
  const named = new Set((line_items ?? []).flatMap((line) => line.subscription_id ?? []));
  if (named.size > 1) return null;
  return subscription_id ?? [...named][0] ?? null;
}

function reasonOf({ first_invoice, recurring }: Invoice): string {
  if (!recurring) return 'manual';
  return first_invoice ? 'subscription_create' : 'subscription_cycle';
}

/** Credit notes lessen an invoice: what of them was paid back is refunded, the rest is credited. */
function moneyBack(invoice: Invoice, notes: readonly Kept<CreditNote>[]) {
  const known = new Map(notes.map((note) => [note.id, note]));
  const own = notes
    .filter(({ data, isDeleted }) => data.reference_invoice_id === invoice.id && !isDeleted)
    .filter(({ data }) => data.status !== 'voided')
    .map(({ data }) => ({ total: data.total ?? 0, refunded: data.amount_refunded ?? 0 }));
  // Credit notes may not be permitted; the invoice names them all the same.
  const named = [...(invoice.issued_credit_notes ?? []), ...(invoice.adjustment_credit_notes ?? [])]
    .filter(({ cn_id, cn_status }) => !known.has(cn_id) && cn_status !== 'voided')
    .map(({ cn_total, cn_status }) => ({
      total: cn_total ?? 0,
      refunded: cn_status === 'refunded' ? (cn_total ?? 0) : 0,
    }));
  const all = [...own, ...named];
  const refunded = all.reduce((sum, one) => sum + one.refunded, 0);
  const total = all.reduce((sum, one) => sum + one.total, 0);
  return { refunded_minor: refunded, credited_minor: total - refunded };
}
