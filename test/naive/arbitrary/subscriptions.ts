import fc from 'fast-check';
import type { NaiveOptions } from '../options.ts';
import { addMonths, dayNumber } from '../time.ts';
import { known, type Row } from '../world.ts';
import { dateText, maybe, seldom, someDay } from './moments.ts';

type Shape = 'whole' | 'missing' | 'overlapping' | 'unending' | 'short' | 'same_day';

interface SpanDraft {
  readonly shape: Shape;
  readonly status: string;
  readonly minor: string;
  readonly seats: number | null;
  readonly product: string | null;
  readonly plan: string | null;
  readonly days: number;
}

export interface ItemDraft {
  readonly days: readonly number[];
  readonly spans: readonly SpanDraft[];
  readonly currency: string;
  readonly lastEnds: boolean;
  /** When it is not that of the account. */
  readonly endReason: string | null;
}

function weighted<T>(...choices: readonly (readonly [number, T])[]): fc.Arbitrary<T> {
  return fc.oneof(...choices.map(([weight, value]) => ({ arbitrary: fc.constant(value), weight })));
}

const someMinor = fc.oneof(
  fc.constantFrom('10000.000000', '5000.000000', '16666.666667', '4333.333333', '0.000000'),
  fc
    .tuple(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 0, max: 999_999 }))
    .map(([whole, millionths]) => `${whole}.${String(millionths).padStart(6, '0')}`),
);

const someSpan: fc.Arbitrary<SpanDraft> = fc.record({
  shape: weighted<Shape>(
    [10, 'whole'],
    [2, 'missing'],
    [2, 'overlapping'],
    [1, 'unending'],
    [2, 'short'],
    [1, 'same_day'],
  ),
  status: weighted([8, 'active'], [3, 'past_due'], [3, 'paused'], [1, 'trialing'], [1, 'free']),
  minor: someMinor,
  seats: maybe(fc.integer({ min: 0, max: 12 })),
  product: fc.constantFrom('pulse', 'pulse', 'insight', 'guard', null),
  plan: fc.constantFrom('basic', 'pro', 'enterprise', null),
  days: fc.integer({ min: 1, max: 20 }),
});

export function someItem(
  period: NaiveOptions,
  currencies: readonly string[],
): fc.Arbitrary<ItemDraft> {
  const longAgo = dayNumber(addMonths(period.end, -13));
  const someDays = fc.uniqueArray(someDay(period), { minLength: 1, maxLength: 5 });
  return fc.tuple(someDays, seldom(fc.constant(longAgo), 2)).chain(([later, first]) => {
    const days = new Set(first === null ? later : [first, ...later]);
    return fc.record({
      days: fc.constant([...days].sort((a, b) => a - b)),
      spans: fc.array(someSpan, { minLength: days.size, maxLength: days.size }),
      currency: fc.constantFrom(period.reportingCurrency, ...currencies),
      lastEnds: weighted([2, false], [1, true]),
      endReason: seldom(fc.constantFrom('cancelled', 'payment_failed', 'price'), 2),
    });
  });
}

function endOf(draft: ItemDraft, index: number): number | null {
  const start = known(draft.days[index]);
  const { shape, days } = known(draft.spans[index]);
  const next = draft.days[index + 1] ?? null;
  if (shape === 'same_day') return start;
  if (shape === 'unending') return null;
  if (shape === 'overlapping') return draft.days[index + 2] ?? null;
  if (next === null) return draft.lastEnds ? start + days : null;
  return shape === 'short' ? Math.min(start + days, next) : next;
}

const paying = ['active', 'past_due', 'paused'];

interface Names {
  readonly account: string;
  readonly item: string;
  readonly subscription: string;
  /** Why the account's spans end when nothing follows them. */
  readonly endReason: string | null;
}

/** Rows of one item: starts differ, a span that another follows on the same day ends with `changed`. */
export function spanRows(draft: ItemDraft, names: Names): readonly Row[] {
  const spans = draft.spans
    .map((span, index) => ({ ...span, start: known(draft.days[index]), end: endOf(draft, index) }))
    .filter(({ shape }) => shape !== 'missing');
  return spans.map(({ start, end, status, minor, seats, product, plan }) => {
    const isFollowed = spans.some(
      (other) => other.start === end && other.end !== end && paying.includes(other.status),
    );
    return {
      subscription_item_id: names.item,
      subscription_id: names.subscription,
      account_id: names.account,
      product,
      plan,
      seats,
      currency: draft.currency,
      mrr_minor: minor,
      status,
      starts_on: dateText(start),
      ends_on: end === null ? null : dateText(end),
      end_reason: end === null ? null : isFollowed ? 'changed' : names.endReason,
    };
  });
}
