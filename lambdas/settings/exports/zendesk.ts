import { z } from 'zod';

const id = z.int().positive();

/** How this company uses Zendesk: which of its own fields mean what. */
export const zendeskOptions = z.strictObject({
  /**
   * What a ticket's category is: its `type` (problem, incident, question, task), its `form`, the value of the
   * custom field with an id, or the first of these tags that it carries.
   */
  category: z
    .union([
      z.enum(['type', 'form']),
      z.strictObject({ field: id }),
      z.strictObject({ tags: z.array(z.string()).min(1) }),
    ])
    .default('type'),
  /** Names for categories, e.g. `{"360001": "Billing"}` for a form; others keep their value. */
  category_names: z.record(z.string(), z.string()).default({}),
  /**
   * What makes a ticket escalated, and when: a custom field that holds the date, or the first time that one of
   * the tags or priorities was set, which costs a request for each such ticket. None: it is not known.
   */
  escalation: z
    .strictObject({
      field: id.optional(),
      tags: z.array(z.string()).default([]),
      priorities: z.array(z.enum(['low', 'normal', 'high', 'urgent'])).default([]),
    })
    .prefault({}),
  /** Tags of tickets that went into another one: these are the same request again and are not counted. */
  merged_tags: z.array(z.string()).default(['closed_by_merge']),
  /** The scale that the answers good and bad are put on, higher being better. */
  csat: z
    .strictObject({
      good: z.number().default(1),
      bad: z.number().default(0),
      scale_min: z.number().default(0),
      scale_max: z.number().default(1),
    })
    .prefault({}),
  /** Custom field of an organisation that holds our account id; none: its external id. */
  account_field: z.string().optional(),
  /** Custom field of a requester that holds the product's user id; none: its external id. */
  user_field: z.string().optional(),
  /** Whether end users are contacts. Only where no CRM keeps them, else people would count twice. */
  contacts: z.boolean().default(false),
  /** Requests a minute to the incremental exports; Zendesk allows 10, or 30 with its add-on. */
  exports_per_minute: z.int().min(1).max(30).default(10),
  /** Requests a minute to everything else; the smallest plan allows 200 to all who ask. */
  requests_per_minute: z.int().min(1).max(2500).default(100),
});
export type ZendeskOptions = z.infer<typeof zendeskOptions>;
