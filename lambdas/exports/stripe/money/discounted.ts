import { parseDecimal } from '../../../tables/cells/decimal.ts';
import {
  compare,
  decimalFraction,
  type Fraction,
  fraction,
  minus,
  one,
  plus,
  times,
  zero,
} from '../../../tables/cells/fraction.ts';
import type { Spell } from '../history/discount_spells.ts';
import type { Coupon } from '../shapes/discount.ts';
import type { ItemPrice } from './item_price.ts';

/** An item at an instant: its price and the discounts that run, in the order in which they apply. */
export interface Priced {
  readonly item: string;
  readonly price: ItemPrice;
  readonly spells: readonly Spell[];
}

/** A discount that cannot be computed; the text says why. */
export class Incomputable extends Error {
  override readonly name = 'Incomputable';
}

/**
 * MRR of the items of one subscription after discounts, none below 0. Percentages compound; an amount off each
 * cycle is normalised as a price is, and spread over items by what they cost. Throws Incomputable.
 */
export function discounted(
  items: readonly Priced[],
  currency: string,
): ReadonlyMap<string, Fraction> {
  const net = new Map(items.map(({ item, price }) => [item, price.monthly]));
  for (const { item, price, spells } of items) {
    for (const spell of spells) {
      if (spell.isOfItem) reduce(net, [{ item, price, spells }], spell, price.share, currency);
    }
  }
  const shared = new Map(
    items.flatMap(({ spells }) => spells.filter((s) => !s.isOfItem)).map((s) => [s.id, s]),
  );
  const share = shortest(items);
  for (const spell of shared.values()) {
    const having = items.filter(({ spells }) => spells.some(({ id }) => id === spell.id));
    reduce(net, having, spell, share, currency);
  }
  return net;
}

/** An amount off an invoice comes off as often as there are invoices: as the shortest cycle is. */
function shortest(items: readonly Priced[]): Fraction {
  return items.reduce(
    (most, { price }) => (compare(price.share, most) > 0 ? price.share : most),
    zero,
  );
}

function reduce(
  net: Map<string, Fraction>,
  items: readonly Priced[],
  { id, coupon }: Spell,
  share: Fraction,
  currency: string,
): void {
  if (!coupon) throw new Incomputable(`its discount ${id} is of a coupon that is no longer there`);
  const products = coupon.applies_to?.products;
  const reduced = items.filter(
    ({ price }) => !products?.length || products.includes(price.product ?? ''),
  );
  const rest = reduced.reduce((sum, { item }) => plus(sum, net.get(item) ?? zero), zero);
  const scale = reduced[0]?.price.scale;
  if (!scale || compare(rest, zero) === 0) return;
  const keeps = remaining(coupon, rest, times(share, scale), currency);
  for (const { item } of reduced) net.set(item, times(net.get(item) ?? zero, keeps));
}

/** Part of a monthly amount that a coupon leaves. */
function remaining(
  coupon: Coupon,
  amount: Fraction,
  perCycle: Fraction,
  currency: string,
): Fraction {
  const percent = coupon.percent_off;
  if (percent !== null && percent !== undefined) {
    const exact = parseDecimal(String(percent));
    if (!exact) throw new Incomputable(`its coupon ${coupon.id} takes off no plain percentage`);
    return minus(one, times(decimalFraction(exact), fraction(1n, 100n)));
  }
  const off = times(fraction(BigInt(amountOff(coupon, currency))), perCycle);
  if (compare(off, amount) >= 0) return zero;
  return minus(one, times(off, fraction(amount.denominator, amount.numerator)));
}

function amountOff(coupon: Coupon, currency: string): number {
  const { amount_off, currency_options } = coupon;
  const isSame = coupon.currency?.toUpperCase() === currency;
  const off = isSame ? amount_off : currency_options?.[currency.toLowerCase()]?.amount_off;
  if (off !== null && off !== undefined) return off;
  throw new Incomputable(`its coupon ${coupon.id} takes off no amount in ${currency}`);
}
