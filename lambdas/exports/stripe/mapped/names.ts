import type { MapContext } from '../../source.ts';
import type { Known } from '../history/known.ts';
import { linePrices } from '../money/line_prices.ts';
import type { StripeObjects } from '../objects.ts';
import type { Price } from '../shapes/price.ts';
import type { Lists } from './segments.ts';

/** What prices, coupons and products are, by id. */
export interface Names extends Lists {
  readonly product: (id: string | null) => string | null;
}

/** Of a price in two places the list's is the whole one; those made for one subscription are in no list. */
export function namesOf(
  known: readonly Known[],
  { prices, coupons, products }: StripeObjects,
  context: MapContext,
): Names {
  const own = new Map<string, Price>();
  for (const { states } of known) {
    for (const { is } of states) for (const { price } of is.items.data) own.set(price.id, price);
  }
  const told = linePrices(known.flatMap(({ billed }) => billed));
  return {
    price: remembered((id) => context.find(prices, id)?.data ?? own.get(id) ?? told.get(id)),
    coupon: remembered((id) => context.find(coupons, id)?.data),
    product: remembered((id) => context.find(products, id)?.data.name ?? null),
  };
}

/** Finding a record parses it, and every span asks anew. */
function remembered<Key, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const found = new Map<Key, { readonly value: Value }>();
  return (key) => {
    const known = found.get(key) ?? { value: find(key) };
    found.set(key, known);
    return known.value;
  };
}
