import { type Fraction, times } from '../../../tables/cells/fraction.ts';
import type { Terms } from '../history/terms.ts';
import type { Price } from '../shapes/price.ts';
import { scaleOf } from './currency.ts';
import { type Computed, cyclePrice, cycleShare } from './cycle_price.ts';
import { exact } from './exact_amount.ts';
import { lineCycle } from './line_cycle.ts';

export type FindPrice = (id: string) => Price | undefined;

/** What an item costs before discounts, in our minor units. */
export interface ItemPrice {
  readonly monthly: Fraction;
  /** Share of an amount each cycle that falls on one month. */
  readonly share: Fraction;
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
  const recurring = price ? price.recurring : cycleOfLine(terms);
  if (price && !isCounted(price)) return undefined;
  const share = cycleShare(recurring);
  const scale = scaleOf(currency);
  const quantity = exact(terms.quantity ?? '1');
  if (!scale) return { refused: 'its currency is no ISO 4217 code' };
  if (!share || !quantity) return { refused: noCycle(terms, price) };
  const cost = price ? cyclePrice(price, quantity, currency) : lineCost(terms, quantity);
  if ('refused' in cost) return cost;
  const monthly = times(times(cost.value, share), scale);
  return { value: { monthly, share, scale, product: productOf(price) } };
}

export const isMetered = ({ recurring }: Price) => recurring?.usage_type === 'metered';

const isCounted = (price: Price) => Boolean(price.recurring) && !isMetered(price);

const cycleOfLine = ({ line }: Terms) => line && lineCycle(line);

function lineCost({ price, line }: Terms, quantity: Fraction): Computed<Fraction> {
  const unit = exact(line?.unit ?? '');
  if (unit) return { value: times(unit, quantity) };
  return { refused: `its price ${price} is no longer there, and its invoice does not say it` };
}

const noCycle = (terms: Terms, price: Price | undefined) =>
  price
    ? `its price ${price.id} recurs in a way that is not known`
    : `its price ${terms.price} is no longer there, and how often it recurred is not known`;

function productOf(price: Price | undefined): string | null {
  const product = price?.product;
  if (product === null || product === undefined) return null;
  return typeof product === 'string' ? product : product.id;
}
