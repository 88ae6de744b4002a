import { z } from 'zod';
import { decimal, instant, reference } from './common.ts';
import { discounts } from './discount.ts';

const period = z.object({ start: instant, end: instant });
const pricing = z
  .object({
    unit_amount_decimal: decimal.nullish(),
    price_details: z.object({ price: reference, product: z.string().nullish() }).nullish(),
  })
  .nullish();
const credited = z.object({ credited_items: z.unknown().nullish() }).nullish();

/** What a line or an item that waits for its invoice says of quantity and price. */
const charged = z.object({
  id: z.string(),
  amount: z.int(),
  quantity: z.number().nullish(),
  quantity_decimal: decimal.nullish(),
  period,
  pricing,
});
export type Charged = z.infer<typeof charged>;

export const invoiceLine = charged.extend({
  currency: z.string(),
  discounts,
  discount_amounts: z.array(z.object({ amount: z.int(), discount: reference })).nullish(),
  taxes: z.array(z.object({ amount: z.int(), tax_behavior: z.string() })).nullish(),
  parent: z
    .object({
      subscription_item_details: z
        .object({
          subscription: z.string().nullish(),
          subscription_item: z.string(),
          invoice_item: z.string().nullish(),
          proration: z.boolean(),
          proration_details: credited,
        })
        .nullish(),
    })
    .nullish(),
});
export type InvoiceLine = z.infer<typeof invoiceLine>;

export const invoice = z.object({
  id: z.string(),
  customer: reference.nullish(),
  status: z.string().nullish(),
  billing_reason: z.string().nullish(),
  collection_method: z.string().nullish(),
  created: instant,
  due_date: instant.nullish(),
  status_transitions: z.object({
    finalized_at: instant.nullish(),
    paid_at: instant.nullish(),
    voided_at: instant.nullish(),
    marked_uncollectible_at: instant.nullish(),
  }),
  attempt_count: z.int(),
  currency: z.string(),
  total: z.int(),
  amount_due: z.int(),
  amount_paid: z.int(),
  pre_payment_credit_notes_amount: z.int().nullish(),
  post_payment_credit_notes_amount: z.int().nullish(),
  parent: z
    .object({ subscription_details: z.object({ subscription: reference }).nullish() })
    .nullish(),
  discounts,
  lines: z.object({ data: z.array(invoiceLine) }),
  payments: z
    .object({
      data: z.array(
        z.object({
          payment: z.object({ payment_intent: reference.nullish(), charge: reference.nullish() }),
        }),
      ),
    })
    .nullish(),
  livemode: z.boolean(),
  test_clock: reference.nullish(),
});
export type Invoice = z.infer<typeof invoice>;

/** A charge or credit that waits for its invoice: of a yearly subscription it may wait a year. */
export const invoiceItem = charged.extend({
  customer: reference,
  invoice: reference.nullish(),
  proration: z.boolean(),
  proration_details: credited,
  parent: z
    .object({
      subscription_details: z
        .object({ subscription: z.string(), subscription_item: z.string().nullish() })
        .nullish(),
    })
    .nullish(),
  livemode: z.boolean(),
});
export type InvoiceItem = z.infer<typeof invoiceItem>;
