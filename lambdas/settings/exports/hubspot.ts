import { z } from 'zod';

/** How this company uses hubspot: which of its own fields mean what. */
export const hubspotOptions = z.strictObject({});
