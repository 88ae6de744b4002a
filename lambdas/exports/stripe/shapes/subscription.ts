import { z } from 'zod';
import { instant, reference } from './common.ts';
import { discounts } from './discount.ts';
import { price } from './price.ts';

export const subscriptionItem = z.object({
  id: z.string(),
  created: instant,
  quantity: z.int().min(0).nullish(),
  price,
  discounts,
  current_period_start: instant.nullish(),
  current_period_end: instant.nullish(),
});
export type SubscriptionItem = z.infer<typeof subscriptionItem>;

export const subscription = z.object({
  id: z.string(),
  customer: reference,
  /** New ones may come: see `phases`. */
  status: z.string(),
  currency: z.string(),
  collection_method: z.string().nullish(),
  created: instant,
  start_date: instant,
  trial_start: instant.nullish(),
  trial_end: instant.nullish(),
  cancel_at: instant.nullish(),
  cancel_at_period_end: z.boolean(),
  canceled_at: instant.nullish(),
  ended_at: instant.nullish(),
  cancellation_details: z
    .object({
      reason: z.string().nullish(),
      feedback: z.string().nullish(),
      comment: z.string().nullish(),
    })
    .nullish(),
  pause_collection: z.object({ behavior: z.string(), resumes_at: instant.nullish() }).nullish(),
  discounts,
  items: z.object({ data: z.array(subscriptionItem) }),
  livemode: z.boolean(),
  test_clock: reference.nullish(),
});
export type Subscription = z.infer<typeof subscription>;
