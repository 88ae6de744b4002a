import type { Objects } from '../ports.ts';
import { isBeingMade } from './making.ts';
import { snapshotsOf } from './snapshots.ts';
import { type Days, type Versions, versionsOf } from './versions.ts';

/** An earlier snapshot with tables by day, and what all its tables were made of. */
export interface State {
  readonly snapshot: string;
  readonly tables: Versions['tables'];
  readonly days: Days;
}

/** The newest finished snapshot of a source beside one. */
export async function stateBeside(
  lake: Objects,
  source: string,
  snapshot: string,
): Promise<State | undefined> {
  const others = (await snapshotsOf(lake, source)).filter((known) => known.snapshot !== snapshot);
  const newest = others.at(-1)?.snapshot;
  if (newest === undefined || (await isBeingMade(lake, newest))) return undefined;
  const { tables, days = null } = (await versionsOf(lake, newest)) ?? {};
  return tables && days ? { snapshot: newest, tables, days } : undefined;
}

/** Whether files of a table are there: a state without them would pass for one without rows. */
export async function holds(lake: Objects, { snapshot }: State, table: string): Promise<boolean> {
  return (await lake.list(`staged/${table}/snapshot=${snapshot}/`)).length > 0;
}
