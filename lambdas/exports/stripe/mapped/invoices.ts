import type { Group, Mapped } from '../../source.ts';
import { minorUnits } from '../money/currency.ts';
import type { StripeObjects } from '../objects.ts';
import { idOf, type Reference } from '../shapes/common.ts';
import type { Invoice } from '../shapes/invoice.ts';
import type { CreditNote, Refund } from '../shapes/money_back.ts';

const table = 'invoices';
const iso = (at: number | null | undefined) =>
  at === null || at === undefined ? null : new Date(at * 1000).toISOString();

/** Invoices of a customer with what was given back of them. */
export function* invoiceRows(
  invoices: readonly Invoice[],
  group: Group,
  objects: StripeObjects,
): Generator<Mapped> {
  const refunds = present(group, objects.refunds).filter(({ status }) => status === 'succeeded');
  const notes = present(group, objects.credit_notes).filter(({ status }) => status === 'issued');
  for (const invoice of invoices) {
    const { id } = invoice;
    const own = notes.filter((note) => idOf(note.invoice) === id);
    const cells = cellsOf(invoice, refundsOf(invoice, refunds, own), credited(invoice, own));
    if (typeof cells === 'string') yield { table, id, refused: cells };
    else yield { table, row: cells };
  }
}

const statuses = ['draft', 'open', 'paid', 'uncollectible', 'void'];

const present = <Data>(group: Group, object: Parameters<typeof group.of<Data>>[0]) =>
  group
    .of(object)
    .filter(({ isDeleted }) => !isDeleted)
    .map(({ data }) => data);

function cellsOf(invoice: Invoice, refunded: number, creditedTo: number) {
  const { status_transitions: at, due_date, collection_method } = invoice;
  const account = idOf(invoice.customer);
  if (account === null) return 'names no customer';
  if (!statuses.includes(invoice.status ?? '')) return 'has a status that is not known';
  const currency = invoice.currency.toUpperCase();
  const money = (amount: number) => minorUnits(amount, currency);
  if (money(0) === null) return 'has a currency that is no ISO 4217 code';
  return {
    invoice_id: invoice.id,
    account_id: account,
    subscription_id: idOf(invoice.parent?.subscription_details?.subscription),
    status: invoice.status,
    billing_reason: invoice.billing_reason,
    issued_at: iso(at.finalized_at ?? invoice.created),
    // What is charged at once is due when it is final.
    due_at: iso(
      due_date ?? (collection_method === 'charge_automatically' ? at.finalized_at : null),
    ),
    paid_at: iso(at.paid_at),
    currency,
    total_minor: money(invoice.total),
    paid_minor: money(invoice.amount_paid),
    refunded_minor: money(refunded),
    credited_minor: money(creditedTo),
  };
}

/** Refunds of its payments, and those that only its credit notes name. */
function refundsOf(
  { payments }: Invoice,
  refunds: readonly Refund[],
  notes: readonly CreditNote[],
): number {
  const paid = payments?.data.map(({ payment }) => payment) ?? [];
  const ids = new Set(
    paid.flatMap(({ payment_intent, charge }) => [idOf(payment_intent), idOf(charge)]),
  );
  const isOf = (reference: Reference | null | undefined) =>
    idOf(reference) !== null && ids.has(idOf(reference));
  const own = refunds.filter(({ payment_intent, charge }) => {
    const charged = typeof charge === 'object' ? charge?.payment_intent : null;
    return isOf(payment_intent) || isOf(charge) || isOf(charged);
  });
  const counted = new Set(own.map(({ id }) => id));
  const noted = refundsIn(notes).filter(({ refund }) => !counted.has(idOf(refund) ?? ''));
  return sum(own.map(({ amount }) => amount)) + sum(noted.map((one) => one.amount_refunded));
}

/** What credit notes took off it, but what they paid back is a refund. */
function credited(invoice: Invoice, notes: readonly CreditNote[]): number {
  const { pre_payment_credit_notes_amount: before, post_payment_credit_notes_amount: after } =
    invoice;
  const all = (before ?? 0) + (after ?? 0);
  return all - sum(refundsIn(notes).map((one) => one.amount_refunded));
}

const refundsIn = (notes: readonly CreditNote[]) => notes.flatMap(({ refunds }) => refunds ?? []);
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
