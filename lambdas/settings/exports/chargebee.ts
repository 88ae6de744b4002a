import { z } from 'zod';

/** How this company uses Chargebee: which of its own fields mean what. */
export const chargebeeOptions = z.strictObject({
  /** Field of a customer that holds the id of its account; the custom field `Account ID` is `cf_account_id`. */
  account_field: z.string().min(1).default('cf_account_id'),
  /** Time zone of the site: the days on which subscriptions begin, change and end are days there. */
  time_zone: z
    .string()
    .refine(isTimeZone, 'is no IANA time zone such as Europe/Berlin')
    .default('UTC'),
  /**
   * What your reason codes for cancelling mean, e.g. `{"Went out of business": "business_closed"}`; others are
   * `cancelled`, and `payment_failed` where Chargebee gave up collecting.
   */
  end_reasons: z.record(z.string(), z.string()).default({}),
  /**
   * What an account is whose coupons or price leave nothing to pay. `free`: no customer any more, so that it
   * is churn; `active`: its span stays active, with an MRR of 0.
   */
  nothing_to_pay_is: z.enum(['free', 'active']).default('free'),
  /**
   * Requests a minute. Chargebee blocks sites that keep exceeding their limit: take at most half of it, which
   * is 75 of the 150 of the smallest plan and of test sites.
   */
  requests_per_minute: z.int().min(1).max(1750).default(75),
});
export type ChargebeeOptions = z.infer<typeof chargebeeOptions>;

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
