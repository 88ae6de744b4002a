import { type Fraction, fraction, times } from '../../../tables/cells/fraction.ts';
import { intervals, monthlyShare } from '../../../tables/money.ts';
import type { Price } from '../shapes/price.ts';
import { exactAmount } from './exact_amount.ts';
import { tiered } from './tiers.ts';

/** A quotient that could be computed, or why not. */
export type Computed<Value> = { readonly value: Value } | { readonly refused: string };

const refused = (why: string) => ({ refused: why });

/** What a quantity costs each cycle, in Stripe's minor units of the currency. */
export function cyclePrice(price: Price, quantity: Fraction, currency: string): Computed<Fraction> {
  const amounts =
    price.currency.toUpperCase() === currency
      ? price
      : price.currency_options?.[currency.toLowerCase()];
  if (!amounts) return refused(`its price ${price.id} has no amount in ${currency}`);
  if (price.billing_scheme === 'tiered') {
    if (!amounts.tiers) return refused(`the tiers of its price ${price.id} are not known`);
    const value = tiered(amounts.tiers, price.tiers_mode, quantity);
    return value
      ? { value }
      : refused(`the tiers of its price ${price.id} do not say what it costs`);
  }
  const unit = exactAmount(amounts.unit_amount_decimal, amounts.unit_amount);
  const units = transformed(price.transform_quantity, quantity);
  if (price.billing_scheme !== 'per_unit' || !unit || !units) {
    return refused(`its price ${price.id} has no amount that a unit costs`);
  }
  return { value: times(unit, units) };
}

/** Packages of so many units, begun ones whole or not at all. */
function transformed(
  transform: Price['transform_quantity'],
  quantity: Fraction,
): Fraction | undefined {
  if (!transform) return quantity;
  const { numerator, denominator } = quantity;
  const size = denominator * BigInt(transform.divide_by);
  if (transform.round === 'down') return fraction(numerator / size);
  return transform.round === 'up' ? fraction((numerator + size - 1n) / size) : undefined;
}

/** Share of a cycle's price that falls on one month; undefined for an interval that Stripe did not have yet. */
export function cycleShare(recurring: Price['recurring']): Fraction | undefined {
  const interval = intervals.find((one) => one === recurring?.interval);
  return interval && monthlyShare(interval, BigInt(recurring?.interval_count ?? 1));
}
