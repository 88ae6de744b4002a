import { z } from 'zod';

/** Unix seconds. */
export const seconds = z.int().nullish();
/** Amount in minor units. */
export const minor = z.int().nullish();
/** Amount in major units, or a quantity, of sites that allow decimals. */
export const decimal = z.string().nullish();
export const quantity = z.int().nullish();
/** One that nobody has told us of is no reason to refuse a record. */
export const word = z.string().nullish();

export const tier = z.object({
  starting_unit: quantity,
  ending_unit: quantity,
  price: minor,
  starting_unit_in_decimal: decimal,
  ending_unit_in_decimal: decimal,
  price_in_decimal: decimal,
  /** `per_unit`, `flat_fee` or `package`. */
  pricing_type: word,
});
export type TierShape = z.infer<typeof tier>;

/** Instant of when Chargebee dates a record's last change. */
export const changedAt = (updated: number | null | undefined) =>
  updated === null || updated === undefined ? null : new Date(updated * 1000).toISOString();
