import type { HubspotOptions } from '../../settings/exports/hubspot.ts';
import type { Source } from '../source.ts';
import { connect } from './connect.ts';
import { crmObjects } from './crm_objects.ts';
import { accountInfo, owners } from './lookups.ts';
import { dealStages, ticketStages } from './mapped/known.ts';
import { rowsOf } from './mapped/rows.ts';
import { propertiesOf } from './properties.ts';

const minutes = 60_000;

/** HubSpot CRM: companies, people, deals with their history, tickets, activities and survey answers. */
export function hubspot(options: HubspotOptions): Source {
  const objects = crmObjects(options);
  const crm = Object.values(objects);
  const properties = propertiesOf(crm);
  const lookups = [accountInfo, owners, dealStages, ticketStages];
  return {
    name: 'hubspot',
    // The search index follows the records by seconds to minutes; nobody promises how many.
    lag: 5 * minutes,
    overlap: 10 * minutes,
    objects: [...lookups, properties, ...crm],
    mapping: {
      lookups,
      tables: [
        ...['accounts', 'account_links', 'contacts', 'leads', 'opportunities'],
        ...['opportunity_history', 'tickets', 'activities', 'survey_responses'],
      ],
      rows: (group, context) => rowsOf(group, context, { options, objects }, properties),
    },
    connect,
  };
}
