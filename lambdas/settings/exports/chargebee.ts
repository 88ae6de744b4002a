import { z } from 'zod';

/** How this company uses chargebee: which of its own fields mean what. */
export const chargebeeOptions = z.strictObject({});
