import { BadExport } from '../../errors.ts';
import type { ParquetInput, ParquetJob } from '../../exports/file_drop/parquet.ts';
import { allColumns } from '../../tables/catalogue.ts';
import { cellReader, cellText } from '../../tables/cells/cell.ts';
import type { Column } from '../../tables/column.ts';
import { type CanonicalRow, type Problem, problemsOf, rowSchema } from '../../tables/row_schema.ts';
import { cellOf, type ReadCell, refused } from './cells.ts';
import type { ParquetFile } from './file.ts';

/** Values of a row by source column. */
export type Cells = (column: string) => unknown;

export type Judged = { readonly row: CanonicalRow } | { readonly reason: string };

export interface RowReader {
  /** Source columns that are read. */
  readonly columns: readonly string[];
  readonly judge: (cells: Cells) => Judged;
}

interface ColumnReader {
  readonly name: string;
  /** Undefined where the value is the same for all rows. */
  readonly from: string | undefined;
  readonly read: ReadCell;
  readonly says: string;
}

/** Compiles how the rows of a file become canonical ones. Throws BadExport where a column's type forbids it. */
export function rowReader(job: ParquetJob, input: ParquetInput, file: ParquetFile): RowReader {
  const readers = Object.entries(allColumns(job.table)).flatMap(
    ([name, column]) => columnReader(name, column, job, input, file) ?? [],
  );
  const schema = rowSchema(job.table, { unknown: input.unknown });
  const order = new Map(Object.keys(allColumns(job.table)).map((name, at) => [name, at]));
  const ownSource = 'source' in job.table.columns;
  const judge = (cells: Cells): Judged => {
    const { values, problems } = filled(readers, cells);
    // A row may name its own source: an export can hold rows of several.
    if (!ownSource) values.source = cellText(values.source) ?? job.source;
    const parsed = schema.safeParse(values);
    if (parsed.success && problems.length === 0) return { row: parsed.data };
    const found = parsed.success ? [] : problemsOf(parsed.error);
    return { reason: firstOf([...problems, ...found], order) };
  };
  return { columns: readers.flatMap(({ from }) => from ?? []), judge };
}

function columnReader(
  name: string,
  column: Column,
  { table, reading }: ParquetJob,
  input: ParquetInput,
  { key, kinds }: ParquetFile,
): ColumnReader | undefined {
  const stated = input.columns[name] ?? { from: name };
  const { says } = cellReader(column.type, reading);
  // A constant is written in our words, whatever the export's are.
  if ('constant' in stated) return { name, from: undefined, read: () => stated.constant, says };
  const kind = kinds.get(stated.from);
  if (!kind) return undefined;
  const read = cellOf(column.type, kind, reading);
  if (read) return { name, from: stated.from, read, says };
  const styled = kind.type === 'VARCHAR' ? ' in the style that the mapping states' : '';
  throw new BadExport(
    `${key}: column "${stated.from}" is ${kind.type}, which ${table.name}.${name} (${column.type}) cannot be read from${styled}; write it in that type`,
  );
}

function filled(readers: readonly ColumnReader[], cells: Cells) {
  const values: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const { name, from, read, says } of readers) {
    const raw = from === undefined ? undefined : cells(from);
    const value = from !== undefined && raw == null ? null : read(raw);
    if (value === refused) problems.push({ column: name, says });
    values[name] = value === refused ? null : value;
  }
  return { values, problems };
}

/** Counted under the first problem in the order of the table's columns; rules over several come last. */
function firstOf(problems: readonly Problem[], order: ReadonlyMap<string, number>): string {
  const place = ({ column = '' }: Problem) => order.get(column) ?? order.size;
  // What the schema says of a refused cell, that it is empty, comes after and so does not count.
  const [first] = [...problems].sort((a, b) => place(a) - place(b));
  return [first?.column ?? [], first?.says ?? 'the row is refused'].flat().join(' ');
}
