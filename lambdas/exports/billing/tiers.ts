import { compare, type Fraction, minus, plus, times, zero } from '../../tables/cells/fraction.ts';

/** A stretch of quantities with a price of its own. */
export interface Tier {
  /** Last quantity that it holds; null: it has no end. */
  readonly upTo: Fraction | null;
  readonly perUnit: Fraction;
  /** Once, as soon as a unit falls into it. */
  readonly flat: Fraction;
}

/** Every unit at the price of the tier that it falls into. Undefined where the tiers end before the quantity. */
export function graduated(quantity: Fraction, tiers: readonly Tier[]): Fraction | undefined {
  let [amount, below] = [zero, zero];
  for (const { upTo, perUnit, flat } of tiers) {
    if (compare(below, quantity) >= 0) return amount;
    const end = upTo === null || compare(quantity, upTo) < 0 ? quantity : upTo;
    amount = plus(amount, plus(flat, times(perUnit, minus(end, below))));
    below = end;
  }
  return compare(below, quantity) < 0 ? undefined : amount;
}

/** All units at the price of the tier that the quantity ends in. Undefined where there is none. */
export function byVolume(quantity: Fraction, tiers: readonly Tier[]): Fraction | undefined {
  const tier = tiers.find(({ upTo }) => upTo === null || compare(quantity, upTo) <= 0);
  return tier && plus(tier.flat, times(tier.perUnit, quantity));
}
