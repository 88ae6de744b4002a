import { z } from 'zod';
import { decimal, reference } from './common.ts';

const amounts = z.object({
  unit_amount: z.int().nullish(),
  unit_amount_decimal: decimal.nullish(),
});

export const tier = amounts.extend({
  /** Last unit of the tier; null: without end. */
  up_to: z.int().nullable(),
  flat_amount: z.int().nullish(),
  flat_amount_decimal: decimal.nullish(),
});
export type Tier = z.infer<typeof tier>;

export const price = amounts.extend({
  id: z.string(),
  currency: z.string(),
  product: reference.nullish(),
  nickname: z.string().nullish(),
  lookup_key: z.string().nullish(),
  billing_scheme: z.string(),
  tiers_mode: z.string().nullish(),
  /** Left out where a price is part of another object. */
  tiers: z.array(tier).nullish(),
  transform_quantity: z.object({ divide_by: z.int().min(1), round: z.string() }).nullish(),
  recurring: z
    .object({
      interval: z.string(),
      interval_count: z.int().min(1),
      usage_type: z.string().nullish(),
    })
    .nullish(),
  tax_behavior: z.string().nullish(),
  currency_options: z
    .record(z.string(), amounts.extend({ tiers: z.array(tier).nullish() }))
    .nullish(),
  livemode: z.boolean(),
});
export type Price = z.infer<typeof price>;

export const product = z.object({
  id: z.string(),
  name: z.string().nullish(),
  livemode: z.boolean(),
});
