import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemSpans, type Span, withStatus } from '../../../lambdas/exports/billing/spans.ts';
import { fraction } from '../../../lambdas/tables/cells/fraction.ts';

const whole = (value: number) => fraction(BigInt(value));
const base: Span = {
  ...{ from: '2026-01-01', to: null, status: 'active', product: 'pro', plan: 'pro-usd-monthly' },
  ...{ seats: '5', currency: 'USD', mrr: whole(5_000), list: whole(5_000), term: '1 month' },
};
const span = (from: string, to: string | null, more: Partial<Span> = {}) => ({
  ...base,
  from,
  to,
  ...more,
});
const told = (spans: readonly Span[]) =>
  itemSpans(spans).map(({ from, to, changeReason, endReason }) => [
    from,
    to,
    changeReason,
    endReason,
  ]);

describe('the spans of an item', () => {
  it('that are equal and follow each other are one', () => {
    expect(told([span('2026-02-01', '2026-03-01'), span('2026-01-01', '2026-02-01')])).toEqual([
      ['2026-01-01', '2026-03-01', undefined, undefined],
    ]);
  });

  it('with a gap between them are two, and neither is a change of the other', () => {
    const spans = [
      span('2026-01-01', '2026-02-01', { endReason: 'cancelled' }),
      span('2026-03-01', null),
    ];
    expect(told(spans)).toEqual([
      ['2026-01-01', '2026-02-01', undefined, 'cancelled'],
      ['2026-03-01', null, undefined, undefined],
    ]);
  });

  it('that overlap are cut where the later begins', () => {
    const more = { seats: '6', list: whole(6_000), mrr: whole(6_000) };
    expect(
      told([span('2026-01-01', null, { endReason: 'cancelled' }), span('2026-02-10', null, more)]),
    ).toEqual([
      ['2026-01-01', '2026-02-10', undefined, 'changed'],
      ['2026-02-10', null, 'seats', undefined],
    ]);
  });

  it.each([
    ['seats', { seats: '6', list: whole(6_000), mrr: whole(6_000) }],
    ['price', { list: whole(5_500), mrr: whole(5_500) }],
    ['term', { plan: 'pro-usd-yearly', term: '1 year', list: whole(4_000), mrr: whole(4_000) }],
    ['plan', { product: 'max', plan: 'max-usd-monthly', list: whole(9_000), mrr: whole(9_000) }],
    ['discount_start', { mrr: whole(4_000) }],
    ['pause', { status: 'paused' as const }],
  ])('say that the %s changed', (reason, after) => {
    expect(told([span('2026-01-01', '2026-02-01'), span('2026-02-01', null, after)])[1]?.[2]).toBe(
      reason,
    );
  });

  it('say what ends: a discount, a pause; and nothing of a trial', () => {
    const pair = (before: Partial<Span>) =>
      told([span('2026-01-01', '2026-02-01', before), span('2026-02-01', null)])[1]?.[2];
    expect(pair({ mrr: whole(4_000) })).toBe('discount_end');
    expect(pair({ status: 'paused' })).toBe('resume');
    expect(pair({ status: 'trialing' })).toBeUndefined();
  });

  it('are past due on the days that they are, and end as they did before', () => {
    const days = [
      { from: '2026-01-10', to: '2026-01-20' },
      { from: '2026-03-25', to: null },
    ];
    const due = withStatus(
      [span('2026-01-01', '2026-04-01', { endReason: 'cancelled' })],
      'past_due',
      days,
    );
    expect(
      itemSpans(due).map(({ from, to, status, endReason }) => [from, to, status, endReason]),
    ).toEqual([
      ['2026-01-01', '2026-01-10', 'active', 'changed'],
      ['2026-01-10', '2026-01-20', 'past_due', 'changed'],
      ['2026-01-20', '2026-03-25', 'active', 'changed'],
      ['2026-03-25', '2026-04-01', 'past_due', 'cancelled'],
    ]);
  });

  it('never overlap, and cover the same days however they come and are cut', () => {
    const date = fc
      .integer({ min: 0, max: 300 })
      .map((n) => new Date(n * 864e5).toISOString().slice(0, 10));
    const one = fc.record({ from: date, to: fc.option(date), seats: fc.constantFrom('1', '2') });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), (some) => {
        const spans = itemSpans(some.map(({ from, to, seats }) => span(from, to, { seats })));
        for (const [at, { from, to }] of spans.entries()) {
          expect(to === null || from < to).toBe(true);
          const next = spans[at + 1];
          if (next) expect(to !== null && to <= next.from).toBe(true);
        }
        expect(itemSpans(spans)).toEqual(spans);
      }),
      { numRuns: 300 },
    );
  });
});
