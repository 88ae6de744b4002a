import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine, Objects } from '../../../ports.ts';
import { tables } from '../../../tables/catalogue.ts';
import type { Table } from '../../../tables/column.ts';
import { sqlColumns } from '../../../tables/engine_columns.ts';
import { type Day, dateText, dayOf } from '../../demo/time.ts';
import { openPlanFiles } from '../../demo/usage/plan_files.ts';
import { openChance } from '../../demo/usage/write_events.ts';
import { openWorld, type World } from '../../demo/world.ts';
import { writeStories } from '../../demo/write.ts';
import { openFolder } from '../../folder.ts';
import { copied, quoted } from '../../views.ts';
import { horizon, type Size, userVolume } from '../sizes.ts';

export interface DropOrder {
  readonly out: Objects;
  /** Empty: its relations are used up. */
  readonly engine: Engine;
  readonly size: Size;
  /** Full months before the month of the horizon. */
  readonly months: number;
}

const text = (file: string) => readFile(new URL(file, import.meta.url), 'utf8');

/**
 * Writes a company as a drop of Parquet, the events in a file for each day on which they were received. The
 * accounts and what happened to them are the demo's; there is more of what large companies have more of.
 * The same order gives the same bytes.
 */
export async function writeDrop({ out, engine, size, months }: DropOrder): Promise<void> {
  const world = worldOf(size, months);
  await out.write('.making/started', '');
  const folder = await mkdtemp(`${out.locate('.making')}/`);
  try {
    const plan = await openPlanFiles(folder);
    const written = openFolder(join(folder, 'tables'));
    await writeStories(written, world, plan, 1000);
    await plan.handOver(engine);
    for (const table of tables.filter(({ name }) => name !== 'events')) {
      await writeTable(out, engine, world, table, written);
    }
    await writeDays(out, engine, size, world);
  } finally {
    await rm(out.locate('.making'), { recursive: true, force: true });
  }
}

export function worldOf({ accounts }: Size, months: number): World {
  return openWorld({ accounts, months, user_volume: userVolume, as_of: dateText(horizon) });
}

/** Tables of which the demo has another number than a company of this size. */
const densities: Readonly<Record<string, string>> = {
  tickets: 'tickets.sql',
  subscription_periods: 'subscription_periods.sql',
  survey_responses: 'survey_responses.sql',
};

async function writeTable(
  out: Objects,
  engine: Engine,
  world: World,
  table: Table,
  csv: Objects,
): Promise<void> {
  const types = sqlColumns(table).filter(({ name }) => name in table.columns);
  const columns = types.map(({ name, type }) => `'${name}': '${type}'`).join(', ');
  const files = (await csv.list(table.name)).filter(
    (key) => key === `${table.name}.csv` || key.startsWith(`${table.name}/`),
  );
  const list = files.map((key) => quoted(csv.locate(key))).join(', ');
  const all = `select ${types.map(({ name }) => name).join(', ')} from read_csv([${list}], header = true, columns = {${columns}})`;
  const last = quoted(dateText(world.horizon));
  // With a short history the demo's accounts may begin after its end; no export knows of them yet.
  const known = table.clock === undefined ? '' : ` where ${table.clock} < cast(${last} as date)`;
  await engine.store('written', `${all}${known}`);
  const file = densities[table.name];
  const sql = file ? (await text(file)).replaceAll(':last_day', last) : 'table written';
  await copy(engine, sql, out.locate(`${table.name}.parquet`));
}

async function writeDays(out: Objects, engine: Engine, size: Size, world: World): Promise<void> {
  await openChance(engine);
  await engine.query(await text('lag.sql'));
  await engine.store('bench_people', 'select row_number() over () as no, * from demo_people');
  const sql = (await text('events.sql')).replaceAll(':volume_percent', String(size.volumePercent));
  await out.write('events/.days', '');
  for (let day = world.start; day < world.horizon; day += 1) {
    await copy(engine, sql.replaceAll(':day', String(day)), out.locate(eventsKey(day)));
  }
}

/** The file of a day's events in a drop. */
export const eventsKey = (day: Day): string => `events/${dateText(day)}.parquet`;

/** Its day, of a key of a day's events. */
export const dayOfKey = (key: string): Day =>
  dayOf(key.slice('events/'.length, -'.parquet'.length));

async function copy(engine: Engine, sql: string, path: string): Promise<void> {
  await engine.query(copied(sql, path));
}
