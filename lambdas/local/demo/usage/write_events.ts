import { createReadStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine, Objects } from '../../../ports.ts';
import { copied } from '../../views.ts';
import { addMonths, type Day, dateText, monthStart } from '../time.ts';
import type { World } from '../world.ts';

const macros = new URL('./macros.sql', import.meta.url);
const sessions = new URL('./sessions.sql', import.meta.url);
const events = new URL('./events.sql', import.meta.url);

/**
 * Draws the events month by month, one Parquet file each: memory holds one month.
 * Expects the usage plan in the engine; `folder` is where files lie until they are complete.
 */
export async function writeEvents(
  out: Objects,
  engine: Engine,
  world: World,
  folder: string,
): Promise<void> {
  await openChance(engine);
  const [visits, steps] = [await readFile(sessions, 'utf8'), await readFile(events, 'utf8')];
  for (const [from, to] of monthsOf(world)) {
    const name = `part-${dateText(from).slice(0, 7)}.parquet`;
    const path = join(folder, name);
    await engine.store('demo_sessions', between(visits, world, from, to));
    await engine.query(copied(between(steps, world, from, to), path));
    await out.writeStream(`events/${name}`, createReadStream(path));
    await rm(path);
  }
}

/** The macros by which chance is drawn in SQL. */
export async function openChance(engine: Engine): Promise<void> {
  for (const macro of (await readFile(macros, 'utf8')).split(/;\s*$/m)) {
    if (macro.trim() !== '') await engine.query(macro);
  }
}

function monthsOf({ start, horizon }: World): readonly (readonly [Day, Day])[] {
  const months: (readonly [Day, Day])[] = [];
  for (let from = start; from < horizon; from = addMonths(monthStart(from), 1)) {
    months.push([from, Math.min(horizon, addMonths(monthStart(from), 1))]);
  }
  return months;
}

/** The query reads its days from here; they are whole numbers, so no text is spliced in. */
function between(sql: string, world: World, from: Day, to: Day): string {
  return sql
    .replaceAll(':from_day', String(from))
    .replaceAll(':to_day', String(to))
    .replaceAll(':horizon_day', String(world.horizon))
    .replaceAll(':volume_percent', String(Math.round(world.eventVolume * 100)));
}
