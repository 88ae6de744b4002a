import type { Cell, Group, MapContext, Mapped } from '../../source.ts';
import type { CrmRecord } from '../crm_record.ts';
import { callCells, emailCells } from './calls_and_emails.ts';
import { type Fields, fieldsOf } from './fields.ts';
import { accountOf, ownerName, type Setup, standing, teamOf } from './known.ts';
import { meetingCells, taskCells } from './meetings_and_tasks.ts';

/** What one kind of activity says of itself; null where it is no touch. */
export type Cells = Readonly<Record<string, Cell>> | null;

export interface ActivityContext {
  readonly setup: Setup;
  readonly tell: (text: string) => void;
  readonly until: string;
}

const kinds = [
  ['meetings', 'meeting', meetingCells],
  ['calls', 'call', callCells],
  ['emails', 'email', emailCells],
  ['tasks', 'task', taskCells],
] as const;

export function* activityRows(group: Group, context: MapContext, setup: Setup): Iterable<Mapped> {
  for (const [name, kind, cellsOf] of kinds) {
    const { live } = standing(group, setup.objects[name]);
    if (!live) continue;
    const tell = (text: string) => context.note('activities', `${name}: ${text}`);
    const fields = fieldsOf(live, tell);
    const cells = cellsOf(fields, { setup, tell, until: context.until });
    // Kinds of records have numbers of their own at HubSpot, so a number alone might be two activities.
    if (cells) {
      const row = { activity_id: `${kind}-${live.id}`, ...shared(live, fields, context, setup) };
      yield { table: 'activities', row: { ...row, ...cells } };
    }
  }
}

function shared(record: CrmRecord, fields: Fields, context: MapContext, setup: Setup) {
  const owner = fields.text('hubspot_owner_id');
  const [person] = record.links?.contacts ?? [];
  const account_id = accountOf(record);
  if (account_id === undefined) {
    const whom = person === undefined ? 'a company or a contact' : 'a company';
    context.note('activities', `activities without ${whom}`);
  }
  return {
    account_id,
    contact_id: person,
    lead_id: setup.options.lead.from === 'none' ? undefined : person,
    owner: ownerName(context, owner),
    team: teamOf(context, setup, owner),
    source_updated_at: record.updatedAt,
  };
}
