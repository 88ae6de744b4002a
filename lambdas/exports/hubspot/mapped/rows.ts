import { findTable } from '../../../tables/catalogue.ts';
import type { Group, MapContext, Mapped, SourceObject } from '../../source.ts';
import { type Property, propertiesGroup } from '../properties.ts';
import { accountRows } from './accounts.ts';
import { activityRows } from './activities.ts';
import type { Setup } from './known.ts';
import { opportunityRows } from './opportunities.ts';
import { peopleRows } from './people.ts';
import { surveyRows } from './surveys.ts';
import { ticketRows } from './tickets.ts';

const all = [accountRows, peopleRows, opportunityRows, ticketRows, activityRows, surveyRows];

/** Tables that the records of a kind fill; the first is told what is missing of them. */
const filled = {
  companies: 'accounts',
  contacts: 'contacts',
  deals: 'opportunities',
  tickets: 'tickets',
  meetings: 'activities',
  calls: 'activities',
  emails: 'activities',
  tasks: 'activities',
  feedback_submissions: 'survey_responses',
} as const;

/** Canonical rows of HubSpot records that belong together. */
export function* rowsOf(
  group: Group,
  context: MapContext,
  setup: Setup,
  properties: SourceObject<Property>,
): Iterable<Mapped> {
  if (group.key === propertiesGroup) tellMissing(group, context, setup, properties);
  else for (const rows of all) for (const row of rows(group, context, setup)) yield complete(row);
}

/** A row that lacks what it cannot be without is refused with its id, not found at the landing. */
function complete(mapped: Mapped): Mapped {
  if ('refused' in mapped) return mapped;
  const table = findTable(mapped.table);
  const missing = Object.entries(table?.columns ?? {}).find(
    ([name, { required }]) =>
      required && name !== 'source' && (mapped.row[name] === undefined || mapped.row[name] === ''),
  );
  if (!missing) return mapped;
  const id = String(mapped.row[table?.key.at(-1) ?? ''] ?? '');
  return { table: mapped.table, id, refused: `${missing[0]} is not known to HubSpot` };
}

/** Drift: what is asked for and is not there leaves its column unknown, which nobody would see. */
function tellMissing(
  group: Group,
  context: MapContext,
  { objects }: Setup,
  properties: SourceObject<Property>,
): void {
  const there = group.of(properties).filter(({ isDeleted }) => !isDeleted);
  for (const [name, table] of Object.entries(filled)) {
    const known = there.filter(({ data }) => data.object === name).map(({ data }) => data.name);
    const object = Object.values(objects).find((one) => one.name === name);
    // Where none is known the list could not be read.
    if (known.length === 0 || !object) continue;
    for (const property of object.definition.properties) {
      if (known.includes(property)) continue;
      const named = table === 'accounts' && !context.namesAccounts ? 'account_links' : table;
      context.note(named, `HubSpot's ${name} have no property ${property}`);
    }
  }
}
