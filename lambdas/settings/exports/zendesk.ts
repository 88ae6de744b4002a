import { z } from 'zod';

/** How this company uses zendesk: which of its own fields mean what. */
export const zendeskOptions = z.strictObject({});
