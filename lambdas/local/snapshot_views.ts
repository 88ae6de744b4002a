import type { Objects } from '../ports.ts';
import { dayTable } from '../staging/by_day/tables.ts';
import { derivedTables } from '../staging/derived.ts';
import { daysOf } from '../staging/versions.ts';
import { tables } from '../tables/catalogue.ts';
import { sqlColumns } from '../tables/engine_columns.ts';
import { readDays } from './day_files.ts';
import { emptyRelation, parquet } from './views.ts';

/** Statements that make every staged table readable under its name; one that is absent is empty. */
export async function snapshotViews(
  objects: Objects,
  snapshot: string,
  only?: readonly string[],
): Promise<readonly string[]> {
  const canonical = tables.map((table) => ({ name: table.name, columns: sqlColumns(table) }));
  const wanted = [...canonical, ...derivedTables].filter(
    ({ name }) => only?.includes(name) ?? true,
  );
  const byDay = wanted.some(({ name }) => dayTable(name));
  const days = byDay ? await daysOf(objects, snapshot) : undefined;
  return Promise.all(
    wanted.map(async ({ name, columns }) => {
      if (days && dayTable(name))
        return `create or replace temp view ${name} as ${await readDays(objects, name, days, columns)}`;
      const keys = await objects.list(`staged/${name}/snapshot=${snapshot}/`);
      const body = keys.length > 0 ? parquet(objects, keys) : emptyRelation(columns);
      return `create or replace temp view ${name} as ${body}`;
    }),
  );
}
