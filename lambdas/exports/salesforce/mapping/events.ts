import type { Kept, MapContext, Mapped } from '../../source.ts';
import type { EventRecord } from '../objects/event.ts';
import { instantOn } from './cells.ts';
import { type Fields, fieldsOf } from './fields.ts';
import type { Mappers, RowsOf } from './mapping.ts';
import { directionOf, touchCells } from './touches.ts';

/** Events of the calendar; without another type they are meetings. */
export const eventRows: RowsOf = function* (mappers, group, context) {
  const { activity } = mappers.options;
  for (const kept of group.of(mappers.objects.events)) {
    const { IsChild, IsRecurrence } = kept.data;
    // An invitee's copy and the pattern of a series stand beside the event that took place.
    if (kept.isDeleted || IsChild === 'true' || IsRecurrence === 'true') continue;
    const fields = fieldsOf('Event', 'activities', kept, context, undefined);
    const type = mappers.words.activityType(fields.text(activity.type)) ?? 'meeting';
    if (type !== 'none') yield eventRow(mappers, kept, fields, type, context);
  }
};

function eventRow(
  mappers: Mappers,
  kept: Kept<EventRecord>,
  fields: Fields,
  type: string,
  context: MapContext,
): Mapped {
  const { activity } = mappers.options;
  const { starts, ends } = timesOf(kept, fields);
  if (!starts) return { table: 'activities', id: kept.id, refused: 'Event: has no time at all' };
  const isOver = (ends ?? starts) <= context.until;
  const isNoShow = fields.boolean(activity.no_show) === true;
  const held = isNoShow ? 'no_show' : 'completed';
  return {
    table: 'activities',
    row: {
      ...touchCells(mappers, kept, fields, context),
      type,
      direction: directionOf(fields.text(activity.direction)),
      outcome: isOver ? held : 'scheduled',
      occurred_at: starts,
      ended_at: ends,
    },
  };
}

/** An event of a whole day has a date and no times. */
function timesOf({ data }: Kept<EventRecord>, fields: Fields) {
  const day = data.ActivityDate ? instantOn(data.ActivityDate) : undefined;
  if (data.IsAllDayEvent === 'true' && day) return { starts: day, ends: undefined };
  return {
    starts: fields.instant('StartDateTime') ?? day,
    ends: fields.instant('EndDateTime'),
  };
}
