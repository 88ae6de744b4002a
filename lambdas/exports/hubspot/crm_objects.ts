import type { HubspotOptions } from '../../settings/exports/hubspot.ts';
import { type CrmDefinition, type CrmObject, crmObject } from './crm_object.ts';

/** The kinds of CRM records that are read, with the properties that the mapping uses and no others. */
export interface CrmObjects {
  readonly companies: CrmObject;
  readonly contacts: CrmObject;
  readonly deals: CrmObject;
  readonly tickets: CrmObject;
  readonly meetings: CrmObject;
  readonly calls: CrmObject;
  readonly emails: CrmObject;
  readonly tasks: CrmObject;
  readonly feedback_submissions: CrmObject;
}

export function crmObjects(options: HubspotOptions): CrmObjects {
  return {
    companies: companies(options),
    contacts: contacts(options),
    deals: deals(options),
    tickets: tickets(options),
    meetings: activity('meetings', meetingProperties(options)),
    calls: activity('calls', callProperties),
    emails: activity('emails', emailProperties),
    tasks: activity('tasks', taskProperties),
    feedback_submissions: activity('feedback_submissions', feedbackProperties),
  };
}

const merges = ['hs_merged_object_ids'];

function companies({ company }: HubspotOptions): CrmObject {
  const { onboarding_models, lifecycle_stages, ...named } = company;
  const isOwner = company.csm === 'hubspot_owner_id' && !company.csm_assigned_at;
  const properties = [
    ...['name', 'domain', 'createdate', 'hs_parent_company_id', ...merges],
    ...(isOwner ? ['hubspot_owner_assigneddate'] : []),
    ...Object.values(named),
  ];
  return object('companies', properties, { links: [], isCounted: true });
}

function contacts({ contact, lead }: HubspotOptions): CrmObject {
  const { personas, ...named } = contact;
  const { from, ...ofLeads } = lead;
  const properties = [
    ...['firstname', 'lastname', 'email', 'createdate', 'associatedcompanyid', 'lifecyclestage'],
    ...['hs_lifecyclestage_lead_date', ...merges, 'hs_calculated_merged_vids'],
    ...Object.values(named),
    ...Object.values(from === 'none' ? {} : ofLeads),
  ];
  // A search of contacts by `hs_lastmodifieddate` finds nothing, without an error.
  return object('contacts', properties, {
    links: [],
    isCounted: true,
    modified: 'lastmodifieddate',
  });
}

function deals({ deal }: HubspotOptions): CrmObject {
  const { types, pipelines, untyped, currency, ...named } = deal;
  const properties = [
    ...['dealstage', 'pipeline', 'amount', 'deal_currency_code', 'closedate', 'createdate'],
    ...['hs_is_closed', 'hs_is_closed_won', ...merges],
    ...Object.values(named),
  ];
  const history = ['dealstage', 'amount', 'closedate', deal.forecast_category];
  return object('deals', properties, { history, isCounted: true });
}

function tickets({ ticket }: HubspotOptions): CrmObject {
  const properties = [
    ...[
      'createdate',
      'closed_date',
      'hs_pipeline',
      'hs_pipeline_stage',
      'hs_ticket_priority',
      'source_type',
    ],
    ...merges,
    ...Object.values(ticket),
  ];
  return object('tickets', properties, { isCounted: true });
}

const ofActivities = ['hs_timestamp', 'hubspot_owner_id', 'hs_activity_type'];

/** Titles are read only where the settings look for words in them: they often name people. */
const meetingProperties = ({ activity: { titles } }: HubspotOptions) => [
  ...[...ofActivities, 'hs_meeting_outcome', 'hs_meeting_start_time', 'hs_meeting_end_time'],
  ...(Object.keys(titles).length > 0 ? ['hs_meeting_title'] : []),
];
const callProperties = [
  ...[...ofActivities, 'hs_call_status', 'hs_call_direction', 'hs_call_disposition'],
  ...['hs_call_duration'],
];
const emailProperties = [
  ...['hs_timestamp', 'hubspot_owner_id', 'hs_email_status', 'hs_email_direction'],
  ...['hs_sequence_id', 'hs_object_source'],
];
const taskProperties = [
  ...['hs_timestamp', 'hubspot_owner_id', 'hs_task_type', 'hs_task_status'],
  ...['hs_task_completion_date', 'hs_object_source'],
];
const feedbackProperties = [
  ...['hs_survey_type', 'hs_survey_id', 'hs_value', 'hs_content', 'hs_submission_timestamp'],
  ...['hs_createdate', 'hs_contact_id'],
];

const activity = (name: string, properties: readonly string[]) => object(name, properties);

function object(
  name: string,
  properties: readonly (string | undefined)[],
  others: Partial<CrmDefinition> = {},
): CrmObject {
  const asked = [...new Set(properties)].filter((property) => property !== undefined);
  return crmObject({
    ...{ name, properties: asked, history: [], links: ['companies', 'contacts'] },
    ...{ modified: 'hs_lastmodifieddate', isCounted: false },
    ...others,
  });
}
