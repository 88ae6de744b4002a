import { BadExport } from '../errors.ts';
import type { ParquetInput, ParquetJob } from '../exports/file_drop/parquet.ts';
import { allColumns } from '../tables/catalogue.ts';
import { cellReader } from '../tables/cells/cell.ts';
import { canonicalReading } from '../tables/cells/reading.ts';
import type { Column } from '../tables/column.ts';
import { sqlColumns } from '../tables/engine_columns.ts';
import { closedValues, emptyRequired, outside } from '../tables/row_schema.ts';
import { type Cast, castOf, quoted } from './parquet_casts.ts';

/** Files of one shape as SQL, their columns with DuckDB's types, and how their names begin. */
export interface Scan {
  readonly sql: string;
  readonly columns: ReadonlyMap<string, string>;
  /** Length of what stands before a file's key in its path. */
  readonly rootLength: number;
}

interface CastColumn extends Cast {
  readonly name: string;
  readonly column: Column;
  /** The cell as it stands in the file. */
  readonly raw: string;
}

/** Rows without a fault, in the table's columns, `_file` and `_line`. */
export function goodRows(job: ParquetJob, input: ParquetInput, scan: Scan): string {
  const names = Object.keys(allColumns(job.table)).map(identifier).join(', ');
  return `${judged(job, input, scan)} select ${names}, _file, _line from judged where _reason is null`;
}

/** The other rows as they stand in the file, each with its first fault. */
export function badRows(job: ParquetJob, input: ParquetInput, scan: Scan): string {
  const columns = '_file as "file", _line as "line", _reason as "reason", _source_row as "row"';
  return `${judged(job, input, scan)} select ${columns} from judged where _reason is not null`;
}

function judged(job: ParquetJob, input: ParquetInput, scan: Scan): string {
  const casts = Object.entries(allColumns(job.table)).map(([name, column]) =>
    castColumn(name, column, job, input, scan),
  );
  const typed = casts.flatMap((cast) => [
    `${canonicalValue(cast, job)} as ${identifier(cast.name)}`,
    ...(cast.safe ? [] : [`${filled(cast)} as ${identifier(`_filled_${cast.name}`)}`]),
  ]);
  const faults = casts.flatMap((cast) => faultsOf(cast, job, input));
  const cases = [...faults, ...brokenRules(job)].map(
    ({ condition, says }) => `when ${condition} then ${quoted(says)}`,
  );
  // Not materialized, so that columns no one asks for are not even read.
  return `with typed as not materialized (
    select ${typed.join(',\n      ')},
      substr(filename, ${scan.rootLength + 1}) as _file,
      file_row_number + 1 as _line,
      _source_row
    from ${scan.sql} as _source_row
  ), judged as not materialized (
    select *, case ${[...cases, 'else null'].join('\n      ')} end as _reason from typed
  )`;
}

function castColumn(
  name: string,
  column: Column,
  job: ParquetJob,
  input: ParquetInput,
  { columns }: Scan,
): CastColumn {
  const stated = input.columns[name] ?? { from: name };
  const type = 'from' in stated ? columns.get(stated.from) : 'VARCHAR';
  if (type === undefined) return { name, column, raw: 'null', sql: 'null', safe: true };
  const literal =
    'constant' in stated && stated.constant !== null ? quoted(String(stated.constant)) : 'null';
  const raw = 'from' in stated ? `_source_row.${identifier(stated.from)}` : literal;
  // A constant is written in our words, whatever the export's are.
  const reading = 'from' in stated ? job.reading : canonicalReading;
  const cast = castOf(column.type, raw, type, reading);
  if (cast) return { name, column, raw, ...cast };
  throw new BadExport(
    `${input.files[0]}: column "${'from' in stated ? stated.from : name}" is ${type}, which ${job.table.name}.${name} (${column.type}) cannot be read from${type === 'VARCHAR' ? ' in the style that the mapping states' : ''}; write it in that type`,
  );
}

function canonicalValue({ name, sql }: CastColumn, { table, source }: ParquetJob): string {
  const type = sqlColumns(table).find((column) => column.name === name)?.type;
  const value = `cast(${name === 'currency' ? `upper(${sql})` : sql} as ${type})`;
  // A row may name its own source: an export can hold rows of several.
  const own = name !== 'source' || 'source' in table.columns;
  return own ? value : `coalesce(${value}, ${quoted(source)})`;
}

function filled({ raw }: CastColumn): string {
  return `coalesce(trim(cast(${raw} as varchar)), '') <> ''`;
}

/** Why a row is refused where the condition holds. */
interface FaultCase {
  readonly condition: string;
  readonly says: string;
}

/** Faults of rows whose cells are all as their columns have them, in the table's columns. */
export function faultsOfTyped(job: ParquetJob, input: ParquetInput): readonly FaultCase[] {
  const columns = Object.entries(allColumns(job.table));
  const asTheyAre = { raw: '', sql: '', safe: true };
  return [
    ...columns.flatMap(([name, column]) => faultsOf({ ...asTheyAre, name, column }, job, input)),
    ...brokenRules(job),
  ];
}

const brokenRules = ({ table }: ParquetJob): readonly FaultCase[] =>
  table.rules.map(({ sql, says }) => ({ condition: `not coalesce(${sql}, true)`, says }));

function faultsOf(cast: CastColumn, job: ParquetJob, input: ParquetInput): readonly FaultCase[] {
  const { name, column, safe } = cast;
  const value = identifier(name);
  const fault = (condition: string, says: string) => ({ condition, says: `${name} ${says}` });
  const values = closedValues(name, column);
  const { says } = cellReader(column.type, job.reading);
  return [
    ...(safe ? [] : [fault(`${value} is null and ${identifier(`_filled_${name}`)}`, says)]),
    ...(column.required && !input.unknown.includes(name)
      ? [fault(`${value} is null`, emptyRequired)]
      : []),
    ...(values
      ? [fault(`${value} not in (${values.map(quoted).join(', ')})`, outside(name, column))]
      : []),
  ];
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
