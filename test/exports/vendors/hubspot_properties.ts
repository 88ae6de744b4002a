const ofAll = ['hs_object_id', 'hs_createdate', 'hs_lastmodifieddate', 'hs_object_source'];
const ofActivities = [...ofAll, 'hs_timestamp', 'hubspot_owner_id', 'hs_activity_type'];
const ofRecords = [...ofAll, 'createdate', 'hubspot_owner_id', 'hs_merged_object_ids'];

/** Properties that HubSpot itself defines, as far as anything here asks for them. */
export const ownProperties: Readonly<Record<string, readonly string[]>> = {
  companies: [
    ...ofRecords,
    ...['name', 'domain', 'industry', 'country', 'closedate', 'hs_analytics_source'],
    ...['hs_parent_company_id', 'hubspot_owner_assigneddate'],
  ],
  contacts: [
    ...ofRecords,
    ...['firstname', 'lastname', 'email', 'lastmodifieddate', 'associatedcompanyid'],
    ...['lifecyclestage', 'hs_lifecyclestage_lead_date', 'hs_lifecyclestage_customer_date'],
    ...['hs_lifecyclestage_marketingqualifiedlead_date', 'hs_buying_role'],
    ...['hs_lifecyclestage_salesqualifiedlead_date', 'hs_calculated_merged_vids'],
    ...['hs_analytics_source', 'hs_analytics_first_touch_converting_campaign'],
  ],
  deals: [
    ...ofRecords,
    ...['dealname', 'dealstage', 'pipeline', 'amount', 'deal_currency_code', 'closedate'],
    ...['dealtype', 'hs_is_closed', 'hs_is_closed_won', 'hs_manual_forecast_category'],
    ...['hs_analytics_source'],
  ],
  tickets: [
    ...ofRecords,
    ...['subject', 'closed_date', 'hs_pipeline', 'hs_pipeline_stage', 'hs_ticket_priority'],
    ...['hs_ticket_category', 'first_agent_reply_date', 'source_type'],
  ],
  meetings: [
    ...ofActivities,
    ...['hs_meeting_outcome', 'hs_meeting_start_time', 'hs_meeting_end_time', 'hs_meeting_title'],
  ],
  calls: [
    ...ofActivities,
    ...['hs_call_status', 'hs_call_direction', 'hs_call_disposition', 'hs_call_duration'],
  ],
  emails: [...ofActivities, 'hs_email_status', 'hs_email_direction', 'hs_sequence_id'],
  tasks: [...ofActivities, 'hs_task_type', 'hs_task_status', 'hs_task_completion_date'],
  feedback_submissions: [
    ...ofAll,
    ...['hs_survey_type', 'hs_survey_id', 'hs_value', 'hs_content', 'hs_submission_timestamp'],
    ...['hs_contact_id'],
  ],
};
