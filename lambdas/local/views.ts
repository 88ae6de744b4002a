import type { Objects } from '../ports.ts';
import { derivedTables } from '../staging/derived.ts';
import { tables } from '../tables/catalogue.ts';
import { type EngineColumn, sqlColumns } from '../tables/engine_columns.ts';

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
  return Promise.all(
    wanted.map(async ({ name, columns }) => {
      const keys = await objects.list(`staged/${name}/snapshot=${snapshot}/`);
      const body = keys.length > 0 ? parquet(objects, keys) : emptyRelation(columns);
      return `create or replace temp view ${name} as ${body}`;
    }),
  );
}

/** Query that reads landed files, NDJSON and Parquet alike, with the columns of their table. */
export function landedFiles(
  objects: Objects,
  columns: readonly EngineColumn[],
  keys: readonly string[],
): string {
  const names = columns.map(({ name }) => name).join(', ');
  const [parquetKeys, jsonKeys] = [keys.filter(isParquet), keys.filter((key) => !isParquet(key))];
  const parts = [
    ...(parquetKeys.length > 0 ? [parquet(objects, parquetKeys, names)] : []),
    ...(jsonKeys.length > 0 ? [ndjson(objects, jsonKeys, columns)] : []),
  ];
  return parts.length > 0 ? parts.join(' union all ') : emptyRelation(columns);
}

const isParquet = (key: string) => key.endsWith('.parquet');

function parquet(objects: Objects, keys: readonly string[], names = '*'): string {
  return `select ${names} from read_parquet(${list(objects, keys)}, hive_partitioning = false)`;
}

function ndjson(
  objects: Objects,
  keys: readonly string[],
  columns: readonly EngineColumn[],
): string {
  const types = columns.map(({ name, type }) => `${name}: '${type}'`).join(', ');
  const options = `format = 'newline_delimited', columns = {${types}}, hive_partitioning = false`;
  const names = columns.map(({ name }) => name).join(', ');
  return `select ${names} from read_json(${list(objects, keys)}, ${options})`;
}

function list(objects: Objects, keys: readonly string[]): string {
  return `[${keys.map((key) => quoted(objects.locate(key))).join(', ')}]`;
}

/** A SQL string literal. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function emptyRelation(columns: readonly EngineColumn[]): string {
  const nulls = columns.map(({ name, type }) => `cast(null as ${type}) as ${name}`);
  return `select ${nulls.join(', ')} where false`;
}
