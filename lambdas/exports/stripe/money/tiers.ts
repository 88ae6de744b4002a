import {
  compare,
  type Fraction,
  fraction,
  minus,
  plus,
  times,
  zero,
} from '../../../tables/cells/fraction.ts';
import type { Tier } from '../shapes/price.ts';
import { exactAmount } from './exact_amount.ts';

/** What a quantity costs by tiers; undefined where they do not say it. */
export function tiered(
  tiers: readonly Tier[],
  mode: string | null | undefined,
  quantity: Fraction,
): Fraction | undefined {
  const ordered = [...tiers].sort((a, b) => (a.up_to ?? Infinity) - (b.up_to ?? Infinity));
  if (mode === 'volume') return volume(ordered, quantity);
  return mode === 'graduated' ? graduated(ordered, quantity) : undefined;
}

/** Every unit costs what the tier says that the last one falls into. */
function volume(tiers: readonly Tier[], quantity: Fraction): Fraction | undefined {
  const tier = tiers.find(({ up_to }) => isWithin(quantity, up_to));
  return tier && costOf(tier, quantity);
}

/** Units fill one tier after another. The first tier's flat fee is due for no unit too. */
function graduated(tiers: readonly Tier[], quantity: Fraction): Fraction | undefined {
  let [cost, below] = [zero, zero];
  for (const tier of tiers) {
    const isLast = isWithin(quantity, tier.up_to);
    const top = isLast || tier.up_to === null ? quantity : fraction(BigInt(tier.up_to));
    const price = costOf(tier, minus(top, below));
    if (!price) return undefined;
    cost = plus(cost, price);
    if (isLast) return cost;
    below = top;
  }
  return undefined;
}

const isWithin = (quantity: Fraction, upTo: number | null) =>
  upTo === null || compare(quantity, fraction(BigInt(upTo))) <= 0;

/** Of a tier one of the amounts may be missing, which then is none. */
function costOf(tier: Tier, units: Fraction): Fraction | undefined {
  const unit = exactAmount(tier.unit_amount_decimal, tier.unit_amount);
  const flat = exactAmount(tier.flat_amount_decimal, tier.flat_amount);
  if (!unit && !flat) return undefined;
  return plus(times(unit ?? zero, units), flat ?? zero);
}
