import { type Fraction, times } from '../../../tables/cells/fraction.ts';
import type { Terms } from '../history/terms.ts';
import { idOf } from '../shapes/common.ts';
import type { Price } from '../shapes/price.ts';
import { scaleOf } from './currency.ts';
import { type Computed, cyclePrice, cycleShare } from './cycle_price.ts';
import { exact } from './exact_amount.ts';

export type FindPrice = (id: string) => Price | undefined;

/** What an item costs before discounts, in our minor units. */
export interface ItemPrice {
  readonly monthly: Fraction;
  /** Share of an amount each cycle that falls on one month. */
  readonly share: Fraction;
  /** Our minor units in one of Stripe's. */
  readonly scale: Fraction;
  readonly product: string | null;
}

/** Undefined for what is no recurring revenue: what is metered, and what is paid once. */
export function itemPrice(
  terms: Terms,
  currency: string,
  find: FindPrice,
): Computed<ItemPrice> | undefined {
  const price = find(terms.price);
  if (!price) {
    return {
      refused: `its price ${terms.price} is in no list, and its invoices do not say what it is`,
    };
  }
  if (!price.recurring || isMetered(price)) return undefined;
  const scale = scaleOf(currency);
  if (!scale) return { refused: 'its currency is no ISO 4217 code' };
  const share = cycleShare(price.recurring);
  if (!share) return { refused: `its price ${price.id} recurs in a way that is not known` };
  const quantity = exact(terms.quantity ?? '1');
  if (!quantity) return { refused: 'its quantity is no number' };
  const cost = cyclePrice(price, quantity, currency);
  if ('refused' in cost) return cost;
  const monthly = times(times(cost.value, share), scale);
  return { value: { monthly, share, scale, product: idOf(price.product) } };
}

export const isMetered = ({ recurring }: Price) => recurring?.usage_type === 'metered';
