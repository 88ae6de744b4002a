import fc from 'fast-check';
import type { NaiveOptions } from '../options.ts';
import { addDays, day, hour } from '../time.ts';
import {
  maybe,
  seldom,
  someBorder,
  someDay,
  someDelay,
  someDelayOrEarlier,
  someInstant,
} from './moments.ts';

const second = 1000;

export function someTicket(period: NaiveOptions) {
  return fc.record({
    createdAt: someInstant(period),
    // instead of its own time, so long after the offer of help to a user, or when that was replied to
    follows: seldom(fc.constantFrom(0, 0, -second, hour, 3 * day, 'reply', 'reply'), 1),
    user: maybe(fc.nat({ max: 3 }), 1),
    category: fc.constantFrom('login', 'login', 'billing', null),
    solvedAfter: maybe(someDelayOrEarlier),
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
  oss: [
    [1, 5],
    [0, 10],
  ],
  post_activation: [[1, 5]],
  value: [[1, 5]],
} as const;

const kinds = ['nps', 'nps', 'csat', 'csat', 'ces', 'oss', 'post_activation', 'value'] as const;

export function someAnswer(period: NaiveOptions) {
  const ninetyDaysBack = someBorder(period, [addDays(period.start, -90), period.start]);
  return fc.constantFrom(...kinds).chain((type) =>
    fc.constantFrom(...scales[type]).chain(([min, max]) =>
      fc.record({
        type: fc.constant(type),
        min: fc.constant(min),
        max: fc.constant(max),
        score: fc.integer({ min, max }),
        higherIsBetter: type === 'nps' ? fc.constant(true) : fc.constantFrom(true, true, false),
        at: fc.oneof(
          { arbitrary: someInstant(period), weight: 5 },
          { arbitrary: ninetyDaysBack, weight: 1 },
        ),
        // at the same instant as the account's first answer
        isAtOnce: fc.constantFrom(false, false, true),
        from: fc.constantFrom('user', 'user', 'contact', 'nobody'),
        who: fc.constantFrom(0, 0, 1, 2),
        isNobodys: fc.constantFrom(false, false, false, true),
      }),
    ),
  );
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
export type SpendDraft = Made<typeof someSpend>;
