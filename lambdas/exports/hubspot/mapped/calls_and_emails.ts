import type { ActivityContext, Cells } from './activities.ts';
import { namedType } from './activity_types.ts';
import type { Fields } from './fields.ts';

/** HubSpot's own dispositions; those that a company adds have ids of its own. */
const dispositions = new Map([
  ['f240bbac-87c9-4f6e-bf70-924b57d47db7', 'completed'], // connected
  ['a4c4c377-d246-4b32-a13b-75a56a4cd0ff', 'completed'], // left a live message
  ['b2cf5968-551e-4856-9783-52b3da59a7d0', 'no_show'], // left a voicemail
  ['9d9162e7-6cf3-4944-bf63-4dff82258764', 'no_show'], // busy
  ['73a0d17f-1163-4015-bdd5-ec830791da20', 'no_show'], // no answer
  ['17b47fee-58de-441e-a44c-c6300d46f273', 'no_show'], // wrong number
]);

const callStates = new Map([
  ['COMPLETED', 'completed'],
  ['BUSY', 'no_show'],
  ['FAILED', 'no_show'],
  ['MISSED', 'no_show'],
  ['NO_ANSWER', 'no_show'],
  ['CANCELED', 'cancelled'],
  ...['CALLING_CRM_USER', 'CONNECTING', 'IN_PROGRESS', 'QUEUED', 'RINGING'].map(
    (state) => [state, 'scheduled'] as const,
  ),
]);

const directions = new Map([
  ['INBOUND', 'inbound'],
  ['OUTBOUND', 'outbound'],
  ['INCOMING_EMAIL', 'inbound'],
  ['EMAIL', 'outbound'],
  // Somebody forwarded it into HubSpot: it does not say who wrote it.
  ['FORWARDED_EMAIL', undefined],
]);

/** What was said about how a call ended counts more than what the line says. */
export function callCells(fields: Fields, context: ActivityContext): Cells {
  const occurred_at = fields.instant('hs_timestamp');
  const disposition = dispositions.get(fields.text('hs_call_disposition') ?? '');
  return {
    type: namedType(fields, context) ?? 'call',
    direction: worded(fields, 'hs_call_direction', directions, context),
    outcome: disposition ?? worded(fields, 'hs_call_status', callStates, context),
    occurred_at,
    ended_at: later(occurred_at, fields.text('hs_call_duration')),
  };
}

const emailStates = new Map([
  ['SENT', 'completed'],
  ['BOUNCED', 'cancelled'],
  ['FAILED', 'cancelled'],
  ['SCHEDULED', 'scheduled'],
  ['SENDING', 'scheduled'],
]);
const machines = ['AUTOMATION_PLATFORM', 'WORKFLOWS', 'SEQUENCES'];

export function emailCells(fields: Fields, context: ActivityContext): Cells {
  const isSequence = fields.text('hs_sequence_id') !== undefined;
  return {
    type: 'email',
    direction: worded(fields, 'hs_email_direction', directions, context),
    outcome: worded(fields, 'hs_email_status', emailStates, context),
    is_automated: isSequence || machines.includes(fields.text('hs_object_source') ?? ''),
    occurred_at: fields.instant('hs_timestamp'),
  };
}

/** HubSpot's word in ours; one that is not documented is told and unknown. */
function worded(
  fields: Fields,
  property: string,
  words: ReadonlyMap<string, string | undefined>,
  { tell }: ActivityContext,
): string | undefined {
  const value = fields.text(property);
  if (value !== undefined && !words.has(value)) tell(`${property} has an unknown value`);
  return words.get(value ?? '');
}

function later(instant: string | undefined, milliseconds: string | undefined) {
  const duration = Number(milliseconds ?? Number.NaN);
  const isSound = instant !== undefined && duration >= 0 && duration < 86_400_000;
  return isSound ? new Date(Date.parse(instant) + duration).toISOString() : undefined;
}
