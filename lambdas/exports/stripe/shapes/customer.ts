import { z } from 'zod';
import { instant, reference } from './common.ts';
import { discount } from './discount.ts';

/** A customer; of one that was deleted nothing but the id is left. */
export const customer = z.object({
  id: z.string(),
  deleted: z.boolean().optional(),
  created: instant.optional(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  discount: z.union([z.string(), discount]).nullish(),
  livemode: z.boolean().optional(),
  test_clock: reference.nullish(),
});
export type Customer = z.infer<typeof customer>;
