import { z } from 'zod';

const field = z.string().regex(/^[A-Za-z]\w{0,79}$/, {
  error: 'write the API name of one field of the object, e.g. Segment__c',
});
const own = field.optional();
const standard = (name: string) => field.default(name);
const words = <Value extends z.ZodType>(value: Value) =>
  z.record(z.string().min(1), value).default({});

const dealType = z.enum(['new_business', 'renewal', 'upsell', 'cross_sell']);
const outcome = z.enum(['scheduled', 'completed', 'no_show', 'cancelled', 'replied', 'engaged']);
const activityType = z.enum([
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
  'none',
]);

/**
 * How this company uses Salesforce: which of its own fields mean what. A field is written by its API
 * name; one that is not named here, or that the organisation does not have, leaves its column unknown.
 * Words are compared in any case and stand before those that are known without being named.
 */
export const salesforceOptions = z.strictObject({
  /** Version of the API that is asked; every version is supported for three years at least. */
  api_version: z
    .string()
    .regex(/^\d{2,3}\.0$/, { error: 'write a version of the API, e.g. 64.0' })
    .default('64.0'),
  /** Records of a page. */
  page_size: z.int().min(1).max(100_000).default(10_000),
  /** ISO 4217 code of all amounts, where the organisation does not use several currencies. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, { error: 'write a currency as three capitals, e.g. EUR' })
    .optional(),
  /** Fields of Account. */
  account: z
    .strictObject({
      segment: own,
      region: own,
      country: standard('BillingCountry'),
      /** Name of the customer success manager, or a reference to a user; without it the owner is. */
      csm: own,
      csm_assigned_at: own,
      onboarding_model: own,
      lifecycle_stage: own,
      stage_entered_at: own,
      acquisition_channel: standard('AccountSource'),
      /** When the first deal was won. */
      closed_won_at: own,
      /** Labels; a multi-select picklist. */
      tags: own,
      /** Id of the account in the system that names the accounts, where that is another one. */
      external_id: own,
    })
    .prefault({}),
  /** Fields of Contact. */
  contact: z.strictObject({ persona: own, seniority: own, left_at: own }).prefault({}),
  /** Fields of Lead. */
  lead: z
    .strictObject({
      channel: standard('LeadSource'),
      campaign: own,
      mql_at: own,
      sql_at: own,
      pql_at: own,
      first_contacted_at: own,
      first_response_at: own,
      first_meeting_at: own,
      referral_id: own,
    })
    .prefault({}),
  /** Fields of Opportunity. */
  opportunity: z
    .strictObject({
      type: standard('Type'),
      /** What the words of that field mean, e.g. {"Existing Customer - Upgrade": "upsell"}. */
      types: words(dealType),
      /** What a deal is whose type is empty or not known. */
      type_otherwise: dealType.default('new_business'),
      channel: standard('LeadSource'),
      /** Id of the lead it came from. */
      lead_id: own,
      is_strategic_source: own,
      referral_id: own,
    })
    .prefault({}),
  /** Fields of Case. */
  case: z
    .strictObject({
      first_response_at: own,
      solved_at: standard('ClosedDate'),
      escalated_at: own,
      /** Where it is empty, Type is taken. */
      category: standard('Reason'),
      reopened_count: own,
      agent_replies: own,
    })
    .prefault({}),
  /** Fields and words of Task and Event. */
  activity: z
    .strictObject({
      type: standard('Type'),
      /** What the words of that field, and of TaskSubtype, mean; `none` is no touchpoint. */
      types: words(activityType),
      /** What the words of a task's Status mean; otherwise a closed task is completed. */
      outcomes: words(outcome),
      /** Field that says Inbound or Outbound; of calls CallType says it. */
      direction: own,
      /** Checkbox of an event that the customer did not come to. */
      no_show: own,
      responded_at: own,
      has_referral_intent: own,
      /** Field of the owner's User that says which team it is. */
      team: standard('Department'),
      /** What the words of that field mean, e.g. {"CS EMEA": "success"}. */
      teams: words(z.enum(['sales', 'success', 'support'])),
    })
    .prefault({}),
  /** Fields of Contract. */
  contract: z
    .strictObject({ value: own, renewed_by: own, renewed_at: own, exit_reason: own })
    .prefault({}),
});
export type SalesforceOptions = z.infer<typeof salesforceOptions>;
