import { literal, type MadeRelation } from '../tables/relations.ts';
import { localDay, localDayNear } from './by_day/part_days.ts';

/** Events with their local day, which roll-ups read in place of the table. */
export const localEvents = 'local_events';

/**
 * @param columns those of the events
 * @param near days beyond which no event lies that is read, `until` not included; absent: unknown
 */
export function localEventsRelation(
  columns: readonly string[],
  timeZone: string,
  near?: { readonly from: string; readonly until: string },
): MadeRelation {
  const day = near
    ? localDayNear('e.occurred_at', timeZone, near)
    : localDay('e.occurred_at', literal('varchar', timeZone));
  const names = columns.map((name) => `e.${name}`).join(', ');
  return { name: localEvents, query: `select ${day} as day, ${names} from events as e` };
}
