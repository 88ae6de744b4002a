import type { ActivityContext, Cells } from './activities.ts';
import { namedType } from './activity_types.ts';
import type { Fields } from './fields.ts';
import { lowered } from './known.ts';

const meetingOutcomes = new Map([
  ['SCHEDULED', 'scheduled'],
  ['COMPLETED', 'completed'],
  // It was moved: this time nothing took place.
  ['RESCHEDULED', 'cancelled'],
  ['NO_SHOW', 'no_show'],
  ['CANCELED', 'cancelled'],
]);

export function meetingCells(fields: Fields, context: ActivityContext): Cells {
  const starts = fields.instant('hs_meeting_start_time') ?? fields.instant('hs_timestamp');
  return {
    type: titledType(fields, context) ?? namedType(fields, context) ?? 'meeting',
    outcome: meetingOutcome(fields, context, starts),
    occurred_at: starts,
    ended_at: fields.instant('hs_meeting_end_time'),
  };
}

function meetingOutcome(
  fields: Fields,
  { setup, tell, until }: ActivityContext,
  starts: string | undefined,
): string | undefined {
  const said = fields.text('hs_meeting_outcome');
  const outcome = meetingOutcomes.get(said ?? '');
  const isOver = starts !== undefined && starts < until;
  if (outcome !== undefined && outcome !== 'scheduled') return outcome;
  if (said !== undefined && outcome === undefined) {
    tell('hs_meeting_outcome has a value of your own, which is unknown to us');
    return isOver ? undefined : 'scheduled';
  }
  if (!isOver) return 'scheduled';
  if (setup.options.activity.past_meetings_took_place) return 'completed';
  tell(
    'meetings are over and have no outcome: exports.hubspot.activity.past_meetings_took_place counts them',
  );
  return 'scheduled';
}

function titledType(fields: Fields, { setup }: ActivityContext): string | undefined {
  const title = fields.word('hs_meeting_title') ?? '';
  const words = [...lowered(setup.options.activity.titles)];
  return words.find(([word]) => title.includes(word))?.[1];
}

const taskStates = ['NOT_STARTED', 'IN_PROGRESS', 'WAITING', 'DEFERRED', 'COMPLETED'];

/** A task is a touch only where the settings say so of its type: most are work among colleagues. */
export function taskCells(fields: Fields, { setup, tell }: ActivityContext): Cells {
  const type = setup.options.activity.tasks[fields.text('hs_task_type') ?? ''];
  if (type === undefined) {
    tell('tasks that are no touch by exports.hubspot.activity.tasks are left out');
    return null;
  }
  const state = fields.text('hs_task_status');
  if (state !== undefined && !taskStates.includes(state))
    tell('hs_task_status has an unknown value');
  const isDone = state === 'COMPLETED';
  const done = isDone ? fields.instant('hs_task_completion_date') : undefined;
  return {
    type,
    outcome: isDone ? 'completed' : 'scheduled',
    direction: 'outbound',
    occurred_at: done ?? fields.instant('hs_timestamp'),
  };
}
