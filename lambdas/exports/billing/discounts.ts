import {
  compare,
  type Fraction,
  fraction,
  minus,
  one,
  plus,
  times,
  zero,
} from '../../tables/cells/fraction.ts';

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
  const meant = [...amounts].filter(([item]) => appliesTo(item));
  const total = meant.reduce((all, [, amount]) => plus(all, amount), zero);
  const left = 'percent' in off ? afterPercent(off.percent) : afterAmount(off.amount, total);
  return new Map([
    ...amounts,
    ...meant.map(([item, amount]) => [item, times(amount, left)] as const),
  ]);
}

function afterPercent(percent: Fraction): Fraction {
  const left = minus(one, times(percent, fraction(1n, 100n)));
  return compare(left, zero) < 0 ? zero : left;
}

/** The part of a total that is left when an amount is taken off it. */
function afterAmount(amount: Fraction, total: Fraction): Fraction {
  if (compare(total, amount) <= 0) return zero;
  return minus(one, times(amount, fraction(total.denominator, total.numerator)));
}
