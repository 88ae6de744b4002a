import { stringify } from 'csv-stringify/sync';
import { allColumns, findTable } from '../../lambdas/tables/catalogue.ts';
import type { World } from './world.ts';

/** The world as files of a drop: CSV, or JSONL for the tables named. */
export function worldToDrop(
  world: World,
  { jsonl = [] }: { readonly jsonl?: readonly string[] } = {},
): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const [name, rows] of Object.entries(world)) {
    const table = findTable(name);
    if (!table) throw new Error(`no canonical table is called ${name}`);
    const columns = Object.keys(allColumns(table));
    for (const row of rows) {
      const unknown = Object.keys(row).filter((column) => !columns.includes(column));
      if (unknown.length > 0) throw new Error(`${name} has no column ${unknown.join(', ')}`);
    }
    if (jsonl.includes(name)) {
      files[`${name}.jsonl`] = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    } else {
      const cells = rows.map((row) => columns.map((column) => row[column] ?? ''));
      files[`${name}.csv`] = stringify([columns, ...cells], { cast: { boolean: String } });
    }
  }
  return files;
}
