import { parseDecimal } from '../../tables/cells/decimal.ts';
import {
  compare,
  decimalFraction,
  type Fraction,
  fraction,
  minus,
  one,
  times,
  zero,
} from '../../tables/cells/fraction.ts';
import { intervals, minorDigits } from '../../tables/money.ts';
import type { Cycle } from '../billing/monthly.ts';
import { byVolume, graduated, type Tier } from '../billing/tiers.ts';
import type { MapContext } from '../source.ts';
import { addons, itemPrices, items, type Priced, plans } from './shapes/catalogue.ts';
import type { TierShape } from './shapes/common.ts';

export const whole = (value: number) => fraction(BigInt(value));

export function decimalOf(text: string): Fraction | undefined {
  const decimal = parseDecimal(text);
  return decimal && decimalFraction(decimal);
}

/** What the catalogue says of a price. */
export interface Price {
  readonly product: string | null;
  readonly model: string | null;
  readonly priced: Priced;
  readonly cycle: Cycle | undefined;
  /** Neither billed once nor by use. */
  readonly recurs: boolean;
}

/** A price of either catalogue; undefined where it is not known. */
export function priceOf({ find }: MapContext, id: string): Price | undefined {
  const itemPrice = find(itemPrices, id)?.data;
  if (itemPrice) {
    const item = find(items, itemPrice.item_id)?.data;
    const product = item?.name ?? itemPrice.item_id ?? null;
    return { ...known(itemPrice), product, recurs: item?.metered !== true };
  }
  const priced: Priced | undefined = find(plans, id)?.data ?? find(addons, id)?.data;
  // The older catalogue has a plan for each price, and no name for what they have in common.
  return (
    priced && { ...known(priced), product: null, recurs: priced.charge_type !== 'non_recurring' }
  );
}

const known = (priced: Priced) => ({
  priced,
  model: priced.pricing_model ?? null,
  cycle: cycleOf(priced.period, priced.period_unit),
});

/** Undefined where it is no period that can be divided by. */
export function cycleOf(
  count: number | null | undefined,
  unit: string | null | undefined,
): Cycle | undefined {
  const interval = intervals.find((known) => known === unit);
  return interval && count && count > 0 ? { interval, count } : undefined;
}

/** Minor units of an amount that is given in them, or in major units as a decimal. */
export function minorOf(
  minor: number | null | undefined,
  decimal: string | null | undefined,
  currency: string,
): Fraction | undefined {
  if (!decimal) return minor === null || minor === undefined ? undefined : whole(minor);
  const [major, digits] = [decimalOf(decimal), minorDigits(currency)];
  return major && digits !== undefined ? times(major, fraction(10n ** BigInt(digits))) : undefined;
}

export function quantityOf(
  units: number | null | undefined,
  decimal: string | null | undefined,
): Fraction | undefined {
  if (decimal) return decimalOf(decimal);
  return units === null || units === undefined ? undefined : whole(units);
}

export interface Asked {
  readonly model: string | null;
  readonly unit: Fraction | undefined;
  readonly tiers: readonly TierShape[];
  readonly quantity: Fraction | undefined;
  readonly free: Fraction | undefined;
  readonly currency: string;
}

/** What so many cost per cycle; undefined where that cannot be computed. */
export function cycleAmount({ model, unit, tiers, quantity, free, currency }: Asked) {
  const beyond = minus(quantity ?? one, free ?? zero);
  const charged = compare(beyond, zero) < 0 ? zero : beyond;
  if (model === 'flat_fee') return unit;
  if (model === 'per_unit' || model === null) return unit && times(unit, charged);
  const steps = tiers.map((tier) => tierOf(tier, model, currency));
  const complete = steps.flatMap((step) => step ?? []);
  if (complete.length < steps.length || steps.length === 0) return undefined;
  if (model === 'tiered') return graduated(charged, complete);
  return model === 'volume' || model === 'stairstep' ? byVolume(charged, complete) : undefined;
}

/** Packages are only of what is billed by use, so a tier of them is none that we can compute with. */
function tierOf(tier: TierShape, model: string, currency: string): Tier | undefined {
  const price = minorOf(tier.price, tier.price_in_decimal, currency);
  if (price === undefined || tier.pricing_type === 'package') return undefined;
  const upTo = quantityOf(tier.ending_unit, tier.ending_unit_in_decimal) ?? null;
  return model === 'stairstep' || tier.pricing_type === 'flat_fee'
    ? { upTo, perUnit: zero, flat: price }
    : { upTo, perUnit: price, flat: zero };
}
