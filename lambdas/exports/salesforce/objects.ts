import type { SalesforceOptions } from '../../settings/exports/salesforce.ts';
import { bulkObject } from './bulk_object.ts';
import { accountRecord } from './objects/account.ts';
import { caseRecord } from './objects/case.ts';
import { contactRecord } from './objects/contact.ts';
import { contractRecord } from './objects/contract.ts';
import { eventRecord } from './objects/event.ts';
import { leadRecord } from './objects/lead.ts';
import { opportunityRecord } from './objects/opportunity.ts';
import { opportunityHistoryRecord } from './objects/opportunity_history.ts';
import { taskRecord } from './objects/task.ts';
import { userRecord } from './objects/user.ts';
import type { Org } from './org.ts';

export type Objects = ReturnType<typeof objectsOf>;

/** Fields that the settings name, by object: a query asks for them beside our own. */
export function namedFields(options: SalesforceOptions) {
  const { type, team, no_show, direction, responded_at, has_referral_intent } = options.activity;
  const { types: _, type_otherwise: __, ...opportunity } = options.opportunity;
  const touch = [type, direction, responded_at, has_referral_intent];
  return {
    Account: Object.values(options.account),
    Contact: Object.values(options.contact),
    Lead: Object.values(options.lead),
    Opportunity: Object.values(opportunity),
    Case: Object.values(options.case),
    Task: touch,
    Event: [...touch, no_show],
    Contract: Object.values(options.contract),
    User: [team],
  };
}

/** What is read of an organisation: users first, who own the rest. */
export function objectsOf(org: Org, options: SalesforceOptions) {
  const named = namedFields(options);
  return {
    users: bulkObject(org, { name: 'User', schema: userRecord, named: named.User }),
    accounts: bulkObject(org, { name: 'Account', schema: accountRecord, named: named.Account }),
    contacts: bulkObject(org, { name: 'Contact', schema: contactRecord, named: named.Contact }),
    leads: bulkObject(org, { name: 'Lead', schema: leadRecord, named: named.Lead }),
    opportunities: bulkObject(org, {
      ...{ name: 'Opportunity', schema: opportunityRecord, named: named.Opportunity },
    }),
    opportunityHistory: bulkObject(org, {
      ...{ name: 'OpportunityHistory', schema: opportunityHistoryRecord, dated: 'CreatedDate' },
      isHistory: true,
      groupOf: ({ OpportunityId }) => OpportunityId,
    }),
    cases: bulkObject(org, {
      ...{ name: 'Case', schema: caseRecord, named: named.Case, isHistory: true },
    }),
    tasks: bulkObject(org, {
      ...{ name: 'Task', schema: taskRecord, named: named.Task, isHistory: true },
    }),
    events: bulkObject(org, {
      ...{ name: 'Event', schema: eventRecord, named: named.Event, isHistory: true },
    }),
    contracts: bulkObject(org, { name: 'Contract', schema: contractRecord, named: named.Contract }),
  };
}
