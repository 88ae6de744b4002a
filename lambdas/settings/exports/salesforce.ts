import { z } from 'zod';

/** How this company uses salesforce: which of its own fields mean what. */
export const salesforceOptions = z.strictObject({});
