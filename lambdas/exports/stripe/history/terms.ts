import { plainDecimal } from '../money/exact_amount.ts';
import { idOf } from '../shapes/common.ts';
import type { Charged } from '../shapes/invoice.ts';
import type { SubscriptionItem } from '../shapes/subscription.ts';

/** What an item is: its price and how many. */
export interface Terms {
  readonly price: string;
  /** Decimal text; null: not said, as of metered prices. */
  readonly quantity: string | null;
}

/** What holds from an instant on, in seconds, until the next change; null: nothing any more. */
export interface Change {
  readonly at: number;
  readonly terms: Terms | null;
}

export const isSame = (a: Terms | null | undefined, b: Terms | null | undefined) =>
  a?.price === b?.price && a?.quantity === b?.quantity;

export function itemTerms({ price, quantity }: SubscriptionItem): Terms {
  return {
    price: price.id,
    quantity: quantity === null || quantity === undefined ? null : String(quantity),
  };
}

/** Undefined where a line names no price, as one of a plain amount. */
export function chargedTerms({ pricing, quantity, quantity_decimal }: Charged): Terms | undefined {
  const price = idOf(pricing?.price_details?.price);
  if (price === null) return undefined;
  const said = quantity_decimal ?? (typeof quantity === 'number' ? String(quantity) : null);
  return { price, quantity: said === null ? null : plainDecimal(said) };
}

/** What holds at an instant. */
export function termsAt(changes: readonly Change[], at: number): Terms | null {
  return changes.findLast((change) => change.at <= at)?.terms ?? null;
}
