import { z } from 'zod';
import { instant, reference } from './common.ts';

export const coupon = z.object({
  id: z.string(),
  percent_off: z.number().min(0).max(100).nullish(),
  amount_off: z.int().nullish(),
  currency: z.string().nullish(),
  /** forever, once, repeating. */
  duration: z.string(),
  applies_to: z.object({ products: z.array(z.string()) }).nullish(),
  currency_options: z.record(z.string(), z.object({ amount_off: z.int() })).nullish(),
  livemode: z.boolean(),
});
export type Coupon = z.infer<typeof coupon>;

export const discount = z.object({
  id: z.string(),
  start: instant,
  end: instant.nullish(),
  source: z.object({ coupon: z.union([z.string(), coupon]).nullish() }).nullish(),
  subscription: reference.nullish(),
  subscription_item: z.string().nullish(),
  invoice: z.string().nullish(),
  invoice_item: z.string().nullish(),
});
export type Discount = z.infer<typeof discount>;

export const discounts = z.array(z.union([z.string(), discount])).nullish();
