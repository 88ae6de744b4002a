import { z } from 'zod';
import { chargebeeOptions } from './exports/chargebee.ts';
import { hubspotOptions } from './exports/hubspot.ts';
import { salesforceOptions } from './exports/salesforce.ts';
import { stripeOptions } from './exports/stripe.ts';
import { zendeskOptions } from './exports/zendesk.ts';

/** Systems that can be exported from. */
export const sourceName = z.enum(['hubspot', 'salesforce', 'stripe', 'chargebee', 'zendesk']);

export type SourceName = z.infer<typeof sourceName>;

/** How the vendors' records are read. */
export const exportSettings = z.strictObject({
  /** Sources whose records say which accounts there are; the others' are linked to these. */
  accounts_from: z.array(sourceName).default(['hubspot', 'salesforce']),
  /** Days after which everything is read anew, so that what was missed or deleted is found. */
  full_read_days: z.int().min(1).max(28).default(7),
  hubspot: hubspotOptions.prefault({}),
  salesforce: salesforceOptions.prefault({}),
  stripe: stripeOptions.prefault({}),
  chargebee: chargebeeOptions.prefault({}),
  zendesk: zendeskOptions.prefault({}),
});
export type ExportSettings = z.infer<typeof exportSettings>;
