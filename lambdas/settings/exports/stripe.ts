import { z } from 'zod';

/** How this company uses stripe: which of its own fields mean what. */
export const stripeOptions = z.strictObject({});
