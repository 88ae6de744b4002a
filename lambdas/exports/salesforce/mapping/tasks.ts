import type { Kept, MapContext, Mapped } from '../../source.ts';
import type { TaskRecord } from '../objects/task.ts';
import { instantOn } from './cells.ts';
import { type Fields, fieldsOf } from './fields.ts';
import type { Mappers, RowsOf } from './mapping.ts';
import { directionOf, touchCells } from './touches.ts';
import { activityTypes, meanings } from './words.ts';

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

function typeOf({ options: { activity } }: Mappers, { data }: Kept<TaskRecord>, fields: Fields) {
  const meaning = meanings(activity.types, activityTypes);
  return meaning(fields.text(activity.type)) ?? meaning(data.TaskSubtype);
}

function taskRow(
  { objects, options }: Mappers,
  kept: Kept<TaskRecord>,
  fields: Fields,
  type: string,
  context: MapContext,
): Mapped {
  const { data, id } = kept;
  const { activity } = options;
  const occurred = occurredAt(kept, fields);
  if (!occurred) return { table: 'activities', id, refused: 'Task: has no time at all' };
  const isCompleted = data.IsClosed === 'true';
  const meaning = meanings(activity.outcomes);
  return {
    table: 'activities',
    row: {
      ...touchCells(objects, options, kept, fields, context),
      type,
      direction: directionOf(fields.text(activity.direction), data.CallType),
      // One letter to a list of people.
      is_automated: data.TaskSubtype === 'ListEmail' ? true : undefined,
      outcome: meaning(data.Status) ?? (isCompleted ? 'completed' : 'scheduled'),
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
