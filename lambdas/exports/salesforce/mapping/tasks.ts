import type { Kept, MapContext, Mapped } from '../../source.ts';
import type { TaskRecord } from '../objects/task.ts';
import { instantOn } from './cells.ts';
import { type Fields, fieldsOf } from './fields.ts';
import type { Mappers, RowsOf } from './mapping.ts';
import { directionOf, touchCells } from './touches.ts';

/** Calls, e-mails and what else the settings make a touchpoint; a mere to-do is none. */
export const taskRows: RowsOf = function* (mappers, group, context) {
  for (const kept of group.of(mappers.objects.tasks)) {
    if (kept.isDeleted || kept.data.IsRecurrence === 'true') continue;
    const fields = fieldsOf('Task', 'activities', kept, context, undefined);
    const type = typeOf(mappers, kept, fields);
    if (type === undefined) context.note('activities', 'Task: of no type that touches a customer');
    else if (type !== 'none') yield taskRow(mappers, kept, fields, type, context);
  }
};

function typeOf(
  { options: { activity }, words }: Mappers,
  { data }: Kept<TaskRecord>,
  fields: Fields,
) {
  return words.activityType(fields.text(activity.type)) ?? words.activityType(data.TaskSubtype);
}

function taskRow(
  mappers: Mappers,
  kept: Kept<TaskRecord>,
  fields: Fields,
  type: string,
  context: MapContext,
): Mapped {
  const { data, id } = kept;
  const { options, words } = mappers;
  const occurred = occurredAt(kept, fields);
  if (!occurred) return { table: 'activities', id, refused: 'Task: has no time at all' };
  const isCompleted = data.IsClosed === 'true';
  return {
    table: 'activities',
    row: {
      ...touchCells(mappers, kept, fields, context),
      type,
      direction: directionOf(fields.text(options.activity.direction), data.CallType),
      // One letter to a list of people.
      is_automated: data.TaskSubtype === 'ListEmail' ? true : undefined,
      outcome: words.outcome(data.Status) ?? (isCompleted ? 'completed' : 'scheduled'),
      occurred_at: occurred,
    },
  };
}

/** When it was done; of a task that is open, the day that it is due. */
function occurredAt({ data }: Kept<TaskRecord>, fields: Fields) {
  const due = data.ActivityDate ? instantOn(data.ActivityDate) : undefined;
  const done = data.IsClosed === 'true' ? data.CompletedDateTime : undefined;
  return (done && fields.instant('CompletedDateTime')) ?? due ?? fields.instant('CreatedDate');
}
