import type { Objects } from '../ports.ts';
import type { EngineColumn } from '../tables/engine_columns.ts';
import { asIsRows, isAsIs } from './parquet_as_is_rows.ts';

/** Query that reads landed files, NDJSON and Parquet alike, with the columns of their table. */
export function landedFiles(
  objects: Objects,
  columns: readonly EngineColumn[],
  keys: readonly string[],
): string {
  const names = columns.map(({ name }) => name).join(', ');
  const asIs = keys.filter(isAsIs);
  const parquetKeys = keys.filter((key) => isParquet(key) && !isAsIs(key));
  const jsonKeys = keys.filter((key) => !isParquet(key));
  const parts = [
    ...(asIs.length > 0 ? [asIsRows(objects, columns, asIs)] : []),
    ...(parquetKeys.length > 0 ? [parquet(objects, parquetKeys, names)] : []),
    ...(jsonKeys.length > 0 ? [ndjson(objects, jsonKeys, columns)] : []),
  ];
  return parts.length > 0 ? parts.join(' union all ') : emptyRelation(columns);
}

const isParquet = (key: string) => key.endsWith('.parquet');

export function parquet(objects: Objects, keys: readonly string[], names = '*'): string {
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

/** Compressed as Athena is told to: the engine's own Snappy takes up to four fifths more room, and its bytes are paid. */
export const parquetFormat = 'format parquet, compression zstd';

/** Statement that writes the rows of a query into a file. */
export const copied = (sql: string, to: string, options = '') =>
  `copy (${sql}) to ${quoted(to)} (${parquetFormat}${options})`;

export function emptyRelation(columns: readonly EngineColumn[]): string {
  const nulls = columns.map(({ name, type }) => `cast(null as ${type}) as ${name}`);
  return `select ${nulls.join(', ')} where false`;
}
