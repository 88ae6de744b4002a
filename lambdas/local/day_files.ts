import { stat } from 'node:fs/promises';
import { OurBug } from '../errors.ts';
import type { DayFolder, Objects, Row } from '../ports.ts';
import { type DayTable, dayFolder, dayTable } from '../staging/by_day/tables.ts';
import { copied, emptyRelation, parquet, quoted } from './views.ts';

type Run = (sql: string) => Promise<readonly Row[]>;

export function knownDayTable(name: string): DayTable {
  const table = dayTable(name);
  if (table) return table;
  throw new OurBug(`${name} is no table that is kept by day`);
}

const fileOf = (table: string, day: DayFolder) => `${dayFolder(table, day)}/part-0.parquet`;

/** Query that reads some days of a table; of its columns, those that are asked for. */
export async function readDays(
  objects: Objects,
  name: string,
  days: readonly DayFolder[],
  columns = knownDayTable(name).columns,
): Promise<string> {
  const folders = new Set(days.map((day) => `${dayFolder(name, day)}/`));
  // Athena writes files of other names, and none for no row.
  const keys = (await objects.list(`staged/${name}/day=`)).filter((key) =>
    folders.has(key.split('/').slice(0, 4).join('/').concat('/')),
  );
  if (keys.length === 0) return emptyRelation(columns);
  const names = columns.map((column) => column.name).join(', ');
  return parquet(objects, await largestFirst(objects, keys), names);
}

/**
 * DuckDB takes every file for as long as the first one, and plans its joins by that: a first day with few rows would
 * have it hold the rest in memory.
 */
async function largestFirst(objects: Objects, keys: readonly string[]): Promise<readonly string[]> {
  const sizes = await Promise.all(
    keys.map(async (key) => ({ key, size: (await stat(objects.locate(key))).size })),
  );
  return sizes.sort((a, b) => b.size - a.size || (a.key < b.key ? -1 : 1)).map(({ key }) => key);
}

/** Writes the rows of a query into one file for each of some days; the query runs once. */
export async function writeDays(
  run: Run,
  objects: Objects,
  name: string,
  days: readonly DayFolder[],
  sql: string,
): Promise<void> {
  const columns = knownDayTable(name).columns.map((column) => column.name);
  await run(`create or replace temp table unloaded_days as ${sql}`);
  for (const day of days) {
    const file = fileOf(name, day);
    await objects.remove(dayFolder(name, day));
    // Writing a marker first makes the folder; the engine writes beside it.
    await objects.write(file, '');
    const between = `day >= date ${quoted(day.from)} and day < date ${quoted(day.until)}`;
    const rows = `select ${columns.join(', ')} from unloaded_days where ${between}`;
    await run(copied(rows, objects.locate(file)));
  }
  await run('drop table unloaded_days');
}
