import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Discount, discounted } from '../../../lambdas/exports/billing/discounts.ts';
import { type Cycle, monthly } from '../../../lambdas/exports/billing/monthly.ts';
import { byVolume, graduated, type Tier } from '../../../lambdas/exports/billing/tiers.ts';
import {
  compare,
  type Fraction,
  fraction,
  mrrText,
  plus,
  zero,
} from '../../../lambdas/tables/cells/fraction.ts';

const every = (count: number, interval: Cycle['interval']) => ({ count, interval });
const whole = (value: number) => fraction(BigInt(value));
const all = () => true;
const percent = (share: string): Discount['off'] => ({ percent: whole(Number(share)) });
const amount = (minor: number): Discount['off'] => ({ amount: whole(minor) });

/** What is left of amounts a month, as text. */
function left(amounts: Record<string, number>, discounts: readonly Discount[]) {
  const start = new Map(Object.entries(amounts).map(([item, minor]) => [item, whole(minor)]));
  return Object.fromEntries(
    [...discounted(start, discounts)].map(([item, one]) => [item, mrrText(one)]),
  );
}

describe('an amount a month', () => {
  it.each([
    ['1: 1,200.00 a year', 120_000, every(1, 'year'), '10000'],
    ['2: 1,500.00 every 6 months', 150_000, every(6, 'month'), '25000'],
    ['3: 12.00 a week', 1_200, every(1, 'week'), '5200'],
    ['3: 10.00 a week', 1_000, every(1, 'week'), '4333.333333'],
    ['3: 10.00 every 2 weeks', 1_000, every(2, 'week'), '2166.666667'],
    ['4: 12.00 a day', 1_200, every(1, 'day'), '36500'],
    ['5: 2,400.00 every 2 years', 240_000, every(2, 'year'), '10000'],
    ['7: 2,000.00 a year', 200_000, every(1, 'year'), '16666.666667'],
    ['8: 1,000 yen a month', 1_000, every(1, 'month'), '1000'],
  ])('case %s', (_, minor, cycle, expected) => {
    expect(mrrText(monthly(whole(minor), cycle))).toBe(expected);
  });

  it('is added unrounded: three thirds are one', () => {
    const third = monthly(whole(100), every(3, 'month'));
    expect(mrrText([third, third, third].reduce(plus, zero))).toBe('100');
  });
});

describe('case 6: the price of tiers', () => {
  const tiers: readonly Tier[] = [
    { upTo: whole(10), perUnit: whole(500), flat: whole(0) },
    { upTo: whole(20), perUnit: whole(400), flat: whole(1_000) },
    { upTo: null, perUnit: whole(300), flat: whole(0) },
  ];
  it.each([
    [0, '0', '0'],
    [10, '5000', '5000'],
    [11, '6400', '5400'],
    [25, '11500', '7500'],
  ])('of %i units is %s by graduation and %s by volume', (units, graduation, volume) => {
    const of = (price: Fraction | undefined) => price && mrrText(price);
    expect(of(graduated(whole(units), tiers))).toBe(graduation);
    expect(of(byVolume(whole(units), tiers))).toBe(volume);
  });

  it('is unknown where the tiers end before the quantity', () => {
    expect(graduated(whole(21), tiers.slice(0, 2))).toBeUndefined();
    expect(byVolume(whole(21), tiers.slice(0, 2))).toBeUndefined();
  });
});

describe('what discounts leave', () => {
  it('11: ten less 50 % for ever is five', () => {
    expect(left({ a: 1_000 }, [{ off: percent('50'), appliesTo: all }])).toEqual({ a: '500' });
  });
  it('13: a coupon above the price leaves nothing, and no less', () => {
    expect(left({ a: 1_000 }, [{ off: amount(1_500), appliesTo: all }])).toEqual({ a: '0' });
  });
  it('16: stacked percentages compound', () => {
    const both = [percent('50'), percent('20')].map((off) => ({ off, appliesTo: all }));
    expect(left({ a: 1_000 }, both)).toEqual({ a: '400' });
  });
  it('a fixed amount is spread over its items by their share', () => {
    const off = { off: amount(300), appliesTo: (item: string) => item !== 'c' };
    expect(left({ a: 2_000, b: 1_000, c: 500 }, [off])).toEqual({ a: '1800', b: '900', c: '500' });
  });
  it('never grows, never falls below zero and loses nothing on the way', () => {
    const minor = fc.integer({ min: 0, max: 1e9 });
    const off = fc.oneof(
      fc.integer({ min: 0, max: 100 }).map((share) => percent(String(share))),
      minor.map(amount),
    );
    fc.assert(
      fc.property(
        fc.array(minor, { maxLength: 5 }),
        fc.array(off, { maxLength: 4 }),
        (items, offs) => {
          const start = new Map(items.map((one, at) => [String(at), whole(one)]));
          const end = discounted(
            start,
            offs.map((one) => ({ off: one, appliesTo: all })),
          );
          for (const [item, one] of end) {
            expect(compare(one, whole(0)) < 0).toBe(false);
            expect(compare(start.get(item) ?? whole(0), one) < 0).toBe(false);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
