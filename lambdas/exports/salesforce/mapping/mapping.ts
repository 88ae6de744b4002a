import type { SalesforceOptions } from '../../../settings/exports/salesforce.ts';
import type { Group, MapContext, Mapped, Mapping } from '../../source.ts';
import type { Objects } from '../objects.ts';
import { accountRows } from './accounts.ts';
import { contactRows } from './contacts.ts';
import { contractRows } from './contracts.ts';
import { eventRows } from './events.ts';
import { leadRows } from './leads.ts';
import { opportunityRows } from './opportunities.ts';
import { opportunityHistoryRows } from './opportunity_history.ts';
import { taskRows } from './tasks.ts';
import { ticketRows } from './tickets.ts';
import { activityTypes, dealTypes, type Meanings, meanings, teams } from './words.ts';

/** What every row of ours is made from. */
export interface Mappers {
  readonly objects: Objects;
  readonly options: SalesforceOptions;
  readonly words: {
    readonly dealType: Meanings;
    readonly activityType: Meanings;
    readonly outcome: Meanings;
    readonly team: Meanings;
  };
}

export type RowsOf = (mappers: Mappers, group: Group, context: MapContext) => Iterable<Mapped>;

const tables: Readonly<Record<string, RowsOf>> = {
  accounts: accountRows,
  contacts: contactRows,
  leads: leadRows,
  opportunities: opportunityRows,
  opportunity_history: opportunityHistoryRows,
  tickets: ticketRows,
  tasks: taskRows,
  events: eventRows,
  contracts: contractRows,
};

export function mappingOf(objects: Objects, options: SalesforceOptions): Mapping {
  const { activity, opportunity } = options;
  const words = {
    dealType: meanings(opportunity.types, dealTypes),
    activityType: meanings(activity.types, activityTypes),
    outcome: meanings(activity.outcomes),
    team: meanings(activity.teams, teams),
  };
  const mappers = { objects, options, words };
  return {
    lookups: [objects.users],
    tables: [
      ...['accounts', 'account_links', 'contacts', 'leads', 'opportunities'],
      ...['opportunity_history', 'tickets', 'activities', 'contracts'],
    ],
    *rows(group, context) {
      for (const rowsOf of Object.values(tables)) yield* rowsOf(mappers, group, context);
    },
  };
}
