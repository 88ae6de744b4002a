import { z } from 'zod';
import { reference } from './common.ts';

export const refund = z.object({
  id: z.string(),
  amount: z.int(),
  status: z.string().nullish(),
  customer: reference.nullish(),
  payment_intent: reference.nullish(),
  charge: z
    .union([
      z.string(),
      z.object({
        id: z.string(),
        customer: reference.nullish(),
        payment_intent: reference.nullish(),
      }),
    ])
    .nullish(),
});
export type Refund = z.infer<typeof refund>;

export const creditNote = z.object({
  id: z.string(),
  customer: reference,
  invoice: reference,
  status: z.string(),
  pre_payment_amount: z.int(),
  post_payment_amount: z.int(),
  refunds: z.array(z.object({ amount_refunded: z.int(), refund: reference.nullish() })).nullish(),
});
export type CreditNote = z.infer<typeof creditNote>;
