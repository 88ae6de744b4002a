import fc from 'fast-check';
import type { NaiveOptions } from '../options.ts';
import { hour } from '../time.ts';
import { maybe, someDay, someDelay, someInstant } from './moments.ts';

export function someTicket(period: NaiveOptions) {
  return fc.record({
    createdAt: someInstant(period),
    solvedAfter: maybe(
      fc.oneof({ arbitrary: someDelay, weight: 6 }, { arbitrary: fc.constant(-hour), weight: 1 }),
    ),
    // instead of the delay, to meet the borders of the period
    solvedAt: maybe(someInstant(period), 1),
    escalatedAfter: maybe(someDelay, 1),
    escalatedAt: maybe(someInstant(period), 1),
    replies: maybe(fc.constantFrom(0, 1, 1, 1, 2)),
    reopened: maybe(fc.constantFrom(0, 0, 1)),
    isNobodys: fc.constantFrom(false, false, false, false, true),
  });
}

const scales = {
  nps: [[0, 10]],
  csat: [
    [1, 5],
    [1, 7],
    [0, 1],
  ],
  ces: [
    [1, 7],
    [1, 5],
  ],
  oss: [[1, 5]],
} as const;

export function someAnswer(period: NaiveOptions) {
  return fc.constantFrom('nps', 'nps', 'csat', 'csat', 'ces', 'oss').chain((kind) => {
    const type = kind as keyof typeof scales;
    return fc.constantFrom(...scales[type]).chain(([min, max]) =>
      fc.record({
        type: fc.constant(type),
        min: fc.constant(min),
        max: fc.constant(max),
        score: fc.integer({ min, max }),
        higherIsBetter: type === 'nps' ? fc.constant(true) : fc.constantFrom(true, true, false),
        at: someInstant(period),
        // at the same instant as the account's first answer
        isAtOnce: fc.constantFrom(false, false, true),
        from: fc.constantFrom('user', 'user', 'contact', 'nobody'),
        who: fc.constantFrom(0, 0, 1, 2),
        isNobodys: fc.constantFrom(false, false, false, true),
      }),
    );
  });
}

export function someInvoice(period: NaiveOptions) {
  return fc.record({
    status: fc.constantFrom('open', 'open', 'uncollectible', 'paid', 'paid', 'draft', 'void'),
    issuedAt: someInstant(period),
    dueAfter: maybe(someDelay, 6),
    paidAfter: maybe(someDelay, 6),
    total: fc.integer({ min: 0, max: 100_000 }),
  });
}

export function someContract(period: NaiveOptions) {
  return fc.record({
    days: fc.tuple(someDay(period), someDay(period)),
    isRenewed: fc.constantFrom(false, false, true),
    renewedAt: maybe(someInstant(period), 1),
  });
}

export function someOpportunity(period: NaiveOptions) {
  return fc.record({
    type: fc.constantFrom('upsell', 'cross_sell', 'renewal', 'new_business'),
    createdAt: someInstant(period),
    closedAfter: maybe(someDelay, 1),
    isWon: fc.boolean(),
  });
}

export function someSpend(period: NaiveOptions, currencies: readonly string[]) {
  return fc.record({
    category: fc.constantFrom('support', 'support', 'sales', 'marketing', 'success'),
    day: someDay(period),
    days: maybe(fc.integer({ min: 1, max: 60 })),
    amount: fc.integer({ min: 0, max: 500_000 }),
    currency: fc.constantFrom(period.reportingCurrency, ...currencies),
  });
}

type Made<T> = T extends (...all: never[]) => fc.Arbitrary<infer D> ? D : never;
export type TicketDraft = Made<typeof someTicket>;
export type AnswerDraft = Made<typeof someAnswer>;
export type InvoiceDraft = Made<typeof someInvoice>;
export type ContractDraft = Made<typeof someContract>;
export type OpportunityDraft = Made<typeof someOpportunity>;
export type SpendDraft = Made<typeof someSpend>;
