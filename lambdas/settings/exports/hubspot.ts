import { z } from 'zod';

/** Internal name of a property, as HubSpot shows it under "View API name"; not its label. */
const property = z.string().regex(/^[a-z][a-z0-9_]*$/, {
  error: 'write the internal name of a HubSpot property, e.g. hubspot_owner_id',
});

const dealType = z.enum(['new_business', 'renewal', 'upsell', 'cross_sell']);
const persona = z.enum(['champion', 'decision_maker', 'business_owner', 'end_user', 'detractor']);
const team = z.enum(['sales', 'success', 'support']);
export const activityTypes = z.enum([
  'meeting',
  'call',
  'email',
  'qbr',
  'ebr',
  'check_in',
  'kickoff',
  'handoff',
  'proactive_support',
  'win_back',
  'warm_intro_ask',
]);

/** Properties of companies. One that is absent here is not read, and what it would fill stays unknown. */
const company = z.strictObject({
  /** Holds the id that billing and support know the account by, where HubSpot does not name accounts. */
  external_id: property.optional(),
  /** Holds an owner of HubSpot, or the name of the customer success manager as text. */
  csm: property.default('hubspot_owner_id'),
  csm_assigned_at: property.optional(),
  segment: property.optional(),
  industry: property.default('industry'),
  region: property.optional(),
  country: property.default('country'),
  onboarding_model: property.optional(),
  /** Their value → ours; values that are ours already need no entry. */
  onboarding_models: z
    .record(z.string(), z.enum(['product_led', 'self_serve', 'white_glove']))
    .default({}),
  /** Stage of a customer's life with the product; HubSpot's own lifecycle stage is one of selling. */
  lifecycle_stage: property.optional(),
  lifecycle_stages: z
    .record(
      z.string(),
      z.enum(['onboarding', 'adoption', 'value_realization', 'retention', 'growth']),
    )
    .default({}),
  stage_entered_at: property.optional(),
  acquisition_channel: property.default('hs_analytics_source'),
  /** When the first deal was won. */
  closed_won_at: property.default('closedate'),
  tags: property.optional(),
});

const contact = z.strictObject({
  persona: property.default('hs_buying_role'),
  /** Their buying role → our persona; of several roles the first of champion, decision_maker, … counts. */
  personas: z.record(z.string(), persona).default({
    CHAMPION: 'champion',
    DECISION_MAKER: 'decision_maker',
    BUDGET_HOLDER: 'business_owner',
    EXECUTIVE_SPONSOR: 'business_owner',
    END_USER: 'end_user',
    BLOCKER: 'detractor',
  }),
  seniority: property.optional(),
  /** When the person left the account. */
  left_at: property.optional(),
});

const lead = z.strictObject({
  /** Which contacts are leads: those that ever stood in a stage of selling, all, or none. */
  from: z.enum(['lifecycle', 'all', 'none']).default('lifecycle'),
  channel: property.default('hs_analytics_source'),
  campaign: property.default('hs_analytics_first_touch_converting_campaign'),
  mql_at: property.default('hs_lifecyclestage_marketingqualifiedlead_date'),
  sql_at: property.default('hs_lifecyclestage_salesqualifiedlead_date'),
  pql_at: property.optional(),
  converted_at: property.default('hs_lifecyclestage_customer_date'),
  /** Where these three are absent, the contact's activities say when. */
  first_contacted_at: property.optional(),
  first_response_at: property.optional(),
  first_meeting_at: property.optional(),
  referral_id: property.optional(),
});

const deal = z.strictObject({
  type: property.default('dealtype'),
  /** Their type → ours. */
  types: z
    .record(z.string(), dealType)
    .default({ newbusiness: 'new_business', existingbusiness: 'upsell' }),
  /** Pipelines, by id or label, whose deals are all of one type whatever they say, e.g. renewals. */
  pipelines: z.record(z.string(), dealType).default({}),
  /** Type of deals that name none, or one that is not listed. */
  untyped: dealType.default('new_business'),
  /** Currency of deals that name none; absent: the currency of the HubSpot account. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, { error: 'write a currency as three capitals, e.g. EUR' })
    .optional(),
  forecast_category: property.default('hs_manual_forecast_category'),
  channel: property.default('hs_analytics_source'),
  is_strategic_source: property.optional(),
  referral_id: property.optional(),
});

const ticket = z.strictObject({
  category: property.default('hs_ticket_category'),
  first_response_at: property.default('first_agent_reply_date'),
  /** How often the ticket was opened again. */
  reopened_count: property.optional(),
  agent_replies: property.optional(),
  escalated_at: property.optional(),
});

const activity = z.strictObject({
  /** Their "call and meeting type" → ours, in any case; types that are named like ours need no entry. */
  types: z.record(z.string(), activityTypes).default({}),
  /** Words in a meeting's title that make it a type of ours, in any case, e.g. {"QBR": "qbr"}. */
  titles: z.record(z.string(), activityTypes).default({}),
  /** Completed tasks that are touches of a customer; tasks of other types are not counted. */
  tasks: z.record(z.string(), activityTypes).default({ CALL: 'call', EMAIL: 'email' }),
  /** Teams of HubSpot, by name in any case, and what they do; sales, success and support need no entry. */
  teams: z.record(z.string(), team).default({}),
  /** Meetings that nobody gave an outcome took place once their time has passed. */
  past_meetings_took_place: z.boolean().default(false),
});

/** A question and its scale. */
const survey = z.strictObject({
  type: z.enum(['nps', 'csat', 'ces', 'oss', 'post_activation', 'value']),
  min: z.number(),
  max: z.number(),
  higher_is_better: z.boolean().default(true),
});

/** How this company uses HubSpot: which of its own properties mean what. */
export const hubspotOptions = z.strictObject({
  company: company.prefault({}),
  contact: contact.prefault({}),
  lead: lead.prefault({}),
  deal: deal.prefault({}),
  ticket: ticket.prefault({}),
  activity: activity.prefault({}),
  /** Surveys by their id or type; others are not counted. */
  surveys: z.record(z.string(), survey).default({
    NPS: { type: 'nps', min: 0, max: 10, higher_is_better: true },
    CSAT: { type: 'csat', min: 0, max: 2, higher_is_better: true },
    CES: { type: 'ces', min: 1, max: 7, higher_is_better: true },
  }),
});
export type HubspotOptions = z.infer<typeof hubspotOptions>;
