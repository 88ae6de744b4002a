import { Temporal } from 'temporal-polyfill';
import { findTable } from '../../tables/catalogue.ts';
import type { Landed } from '../landings.ts';
import type { Snapshot } from '../snapshots.ts';
import type { ByDay } from '../stage.ts';
import type { SnapshotStep } from '../take_snapshot.ts';
import { versionsOf } from '../versions.ts';
import { daysOfParts } from './part_days.ts';
import type { PartDays } from './spans.ts';

/** How the table that landed file by file is staged; undefined where none did. */
export async function byDayOf(
  step: SnapshotStep,
  { tables }: Landed,
  newest: Snapshot | undefined,
): Promise<ByDay | undefined> {
  const { lake, engine, settings, source, version, rebuild = false } = step;
  const found = tables.find(({ parts }) => parts !== undefined);
  const table = found && findTable(found.table);
  if (!table || !found.parts) return undefined;
  const kept = newest && !rebuild ? await versionsOf(lake, newest.snapshot) : undefined;
  const before = kept?.days ?? undefined;
  const { time_zone: timeZone, definitions } = settings;
  const { parts } = found;
  const partDays = await daysOfParts(engine, table, parts, timeZone, before);
  const rules = [version, timeZone, definitions.login_events, source];
  return { table, parts, partDays, timeZone, rules, before, rebuild };
}

/** First day after all rows; null where there are none. */
export function dayAfter(partDays: PartDays): string | null {
  const newest = Object.values(partDays)
    .flatMap(({ days }) => Object.keys(days))
    .sort()
    .at(-1);
  return newest === undefined ? null : Temporal.PlainDate.from(newest).add({ days: 1 }).toString();
}
