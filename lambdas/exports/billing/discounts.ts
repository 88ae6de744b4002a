import {
  atLeastZero,
  type Fraction,
  lesser,
  minus,
  over,
  ratio,
  sum,
  times,
  zero,
} from './fraction.ts';

/** What takes something off the amounts a month of items while it runs. */
export interface Discount {
  readonly off:
    | { readonly percent: Fraction }
    /** Off all items together that it applies to, a month. */
    | { readonly amount: Fraction };
  readonly appliesTo: (item: string) => boolean;
}

/**
 * Amounts a month after discounts, one after the other: percentages compound, a fixed amount is spread over
 * its items by their share, and nothing falls below zero.
 */
export function discounted(
  amounts: ReadonlyMap<string, Fraction>,
  discounts: readonly Discount[],
): ReadonlyMap<string, Fraction> {
  return discounts.reduce(applied, amounts);
}

function applied(
  amounts: ReadonlyMap<string, Fraction>,
  { off, appliesTo }: Discount,
): ReadonlyMap<string, Fraction> {
  const total = sum([...amounts].filter(([item]) => appliesTo(item)).map(([, amount]) => amount));
  const share = 'percent' in off ? over(off.percent, ratio(100n, 1n)) : shareOf(off.amount, total);
  return new Map(
    [...amounts].map(([item, amount]) => [
      item,
      appliesTo(item) ? atLeastZero(minus(amount, times(amount, share))) : amount,
    ]),
  );
}

const shareOf = (amount: Fraction, total: Fraction) =>
  total.top <= 0n ? zero : over(lesser(amount, total), total);
