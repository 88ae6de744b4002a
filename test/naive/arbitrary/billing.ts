import fc from 'fast-check';
import type { NaiveOptions } from '../options.ts';
import { day, hour, midnight } from '../time.ts';
import type { Row } from '../world.ts';
import {
  dateText,
  instantText,
  later,
  maybe,
  ownOrLater,
  seldom,
  someDay,
  someDelay,
  someInstant,
  someStart,
} from './moments.ts';

const second = 1000;

export function someInvoice(period: NaiveOptions, currencies: readonly string[]) {
  return fc.record({
    status: fc.constantFrom(
      'open',
      'open',
      'uncollectible',
      'paid',
      'paid',
      'paid',
      'draft',
      'void',
    ),
    reason: fc.constantFrom('subscription_cycle', 'subscription_create', 'manual', null),
    issuedAt: someInstant(period),
    dueAfter: maybe(someDelay, 6),
    dueAt: maybe(someInstant(period), 1),
    paidAfter: maybe(someDelay, 6),
    paidAt: maybe(someInstant(period), 1),
    // instead, so long after the account's first trial began
    paidInTrial: maybe(someDelay, 1),
    total: fc.integer({ min: 0, max: 100_000 }),
    paid: maybe(fc.integer({ min: 0, max: 60_000 }), 1),
    refunded: seldom(fc.integer({ min: 0, max: 20_000 }), 2),
    credited: seldom(fc.integer({ min: 0, max: 20_000 }), 2),
    currency: fc.constantFrom(period.reportingCurrency, ...currencies),
  });
}

export function someContract(period: NaiveOptions, currencies: readonly string[]) {
  return fc.record({
    days: fc.tuple(someDay(period), someDay(period)),
    isContinued: fc.constantFrom(false, false, true),
    renewedAt: seldom(someStart(period, 30), 1),
    // instead, around the last day of grace
    renewedAtEnd: seldom(fc.constantFrom(0, 0, hour, day - second, day), 1),
    value: maybe(fc.integer({ min: 0, max: 900_000 })),
    currency: fc.constantFrom(period.reportingCurrency, ...currencies),
  });
}

type Made<T> = T extends (...all: never[]) => fc.Arbitrary<infer D> ? D : never;
export type InvoiceDraft = Made<typeof someInvoice>;
export type ContractDraft = Made<typeof someContract>;

/** When a contract was renewed; null when that is unknown or it was not. */
export function renewedAt(contract: ContractDraft, timeZone: string): number | null {
  const { days, renewedAtEnd } = contract;
  if (renewedAtEnd === null) return contract.renewedAt;
  return midnight(dateText(Math.max(...days)), timeZone) + renewedAtEnd;
}

export function contractRows(
  account: string,
  contracts: readonly ContractDraft[],
  timeZone: string,
): readonly Row[] {
  return contracts.map((contract, n) => ({
    contract_id: `${account}-k${n}`,
    account_id: account,
    starts_on: dateText(Math.min(...contract.days)),
    ends_on: dateText(Math.max(...contract.days)),
    value_minor: contract.value,
    currency: contract.currency,
    renewed_by_contract_id: contract.isContinued ? `${account}-k${n}-next` : null,
    renewed_at: later(renewedAt(contract, timeZone), 0),
  }));
}

export function invoiceRows(
  account: string,
  invoices: readonly InvoiceDraft[],
  trialStartedAt: number | null,
): readonly Row[] {
  return invoices.map((invoice, n) => {
    const { status, issuedAt } = invoice;
    const paidAt =
      later(trialStartedAt, invoice.paidInTrial) ??
      ownOrLater(issuedAt, invoice.paidAt, invoice.paidAfter);
    return {
      invoice_id: `${account}-b${n}`,
      account_id: account,
      status,
      billing_reason: invoice.reason,
      issued_at: instantText(issuedAt),
      due_at: ownOrLater(issuedAt, invoice.dueAt, invoice.dueAfter),
      paid_at: status === 'paid' ? paidAt : null,
      currency: invoice.currency,
      total_minor: invoice.total,
      paid_minor: invoice.paid,
      refunded_minor: invoice.refunded,
      credited_minor: invoice.credited,
    };
  });
}
