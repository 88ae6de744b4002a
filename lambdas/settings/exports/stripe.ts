import { z } from 'zod';

/** How this company uses Stripe. */
export const stripeOptions = z.strictObject({
  /** Key in the metadata of a customer that holds the id of its account in the CRM or the product. */
  account_id_key: z.string().min(1).default('account_id'),
  /**
   * Months for which invoices, credit notes and refunds are read again between two full reads: they change
   * long after they were made.
   */
  months_back: z.int().min(1).max(24).default(4),
  /**
   * What an account is whose coupons or price leave nothing to pay. `free`: no customer any more, so that it
   * is churn; `active`: its span stays active, with an MRR of 0.
   */
  nothing_to_pay_is: z.enum(['free', 'active']).default('free'),
  /** Reads test mode, to try CS Pulse out: its money is none, and every report made of it is fiction. */
  test_mode: z.boolean().default(false),
});
export type StripeOptions = z.infer<typeof stripeOptions>;
