import { z } from 'zod';
import type { SourceObject } from '../../source.ts';
import { list, recordsOf } from '../pages.ts';
import { changedAt, decimal, minor, quantity, seconds, tier, word } from './common.ts';

const item = z.object({
  item_price_id: z.string(),
  /** `plan`, `addon` or `charge`, which is billed once. */
  item_type: z.string(),
  quantity,
  quantity_in_decimal: decimal,
  unit_price: minor,
  unit_price_in_decimal: decimal,
  amount: minor,
  amount_in_decimal: decimal,
  free_quantity: quantity,
  free_quantity_in_decimal: decimal,
  billing_period: quantity,
  billing_period_unit: word,
  /** Only of items that are billed by use. */
  metered_quantity: word,
});

const addon = z.object({
  id: z.string(),
  quantity,
  quantity_in_decimal: decimal,
  unit_price: minor,
  unit_price_in_decimal: decimal,
  amount: minor,
  amount_in_decimal: decimal,
});

const coupon = z.object({ coupon_id: z.string(), apply_till: seconds });

const discount = z.object({
  id: z.string(),
  type: z.string(),
  percentage: z.number().nullish(),
  amount: minor,
  duration_type: z.string(),
  apply_on: word,
  item_price_id: word,
  apply_till: seconds,
});

const subscription = z.object({
  id: z.string(),
  customer_id: z.string(),
  currency_code: z.string(),
  base_currency_code: word,
  status: z.string(),
  deleted: z.boolean().nullish(),
  created_at: seconds,
  started_at: seconds,
  /** When its status last became active. */
  activated_at: seconds,
  trial_start: seconds,
  trial_end: seconds,
  current_term_start: seconds,
  current_term_end: seconds,
  pause_date: seconds,
  resume_date: seconds,
  /** When it ended, or of one that does not renew, when it is to. */
  cancelled_at: seconds,
  cancel_reason: word,
  cancel_reason_code: word,
  due_since: seconds,
  updated_at: seconds,
  resource_version: z.int().nullish(),
  mrr: minor,
  billing_period: quantity,
  billing_period_unit: word,
  subscription_items: z.array(item).nullish(),
  item_tiers: z.array(tier.extend({ item_price_id: z.string() })).nullish(),
  coupons: z.array(coupon).nullish(),
  discounts: z.array(discount).nullish(),
  // Catalogue 1.
  plan_id: word,
  plan_quantity: quantity,
  plan_quantity_in_decimal: decimal,
  plan_unit_price: minor,
  plan_unit_price_in_decimal: decimal,
  plan_amount: minor,
  plan_amount_in_decimal: decimal,
  plan_free_quantity: quantity,
  plan_free_quantity_in_decimal: decimal,
  addons: z.array(addon).nullish(),
});
export type Subscription = z.infer<typeof subscription>;

/** Subscriptions and each state of theirs that an export saw: Chargebee keeps the present one alone. */
export const subscriptions: SourceObject<Subscription> = {
  name: 'subscriptions',
  schema: subscription,
  reads: 'changes',
  keeps: 'states',
  // Deleted ones are listed as such; one that a page lost must not become churn.
  absence: 'unknown',
  identify: ({ id, customer_id, updated_at, deleted }) => ({
    id,
    group: customer_id,
    changedAt: changedAt(updated_at),
    isDeleted: deleted === true,
  }),
  streams: (slice) => {
    const query = { include_deleted: true };
    return [list({ path: 'subscriptions', slice, sort: 'created_at', query })];
  },
  read: (received) => recordsOf(received, 'subscription'),
};
