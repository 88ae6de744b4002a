import type { DecodedArray, ParquetScan, RowGroup } from 'hyparquet';
import { BadExport } from '../../errors.ts';
import { type ParquetFile, readColumn, scanOf } from './file.ts';

/** Some rows of a file, column by column. */
export interface Batch {
  /** Position of the first row in the file, from 0. */
  readonly start: number;
  readonly rows: number;
  /** Values by column. */
  readonly values: ReadonlyMap<string, DecodedArray>;
  /** The values that some rows, counted from `start`, have in another column; read again each time. */
  readonly more: (column: string, rows: readonly number[]) => Promise<readonly unknown[]>;
}

/** Compressed bytes of one row group that are held. */
const mostBytes = 256 * 1024 * 1024;
/** Values that are held, by their size in the file before compression. */
const batchBytes = 32 * 1024 * 1024;
/** Rows of a batch: a little more than DuckDB writes into a row group. */
const batchRows = 131_072;

/**
 * Rows of a file in batches. In memory are the compressed bytes of these columns in one row group, at most
 * 256 MB, one page, and the values of one batch: at most 131 072 rows, and 32 MB as they are stored.
 */
export async function* batchesOf(
  file: ParquetFile,
  columns: readonly string[],
): AsyncGenerator<Batch> {
  const scan = await scanOf(file);
  let [start, end] = [0, 0];
  for (const group of file.metadata.row_groups) {
    end += Number(group.num_rows);
    const step = await moveTo(file, group, columns);
    while (start < end) {
      const rows = Math.min(step, end - start);
      yield await readBatch(file, scan, columns, start, rows);
      start += rows;
    }
  }
}

async function readBatch(
  file: ParquetFile,
  scan: ParquetScan,
  columns: readonly string[],
  start: number,
  rows: number,
): Promise<Batch> {
  const values = new Map<string, DecodedArray>();
  // One after the other: while it is decoded, a column takes several times its room.
  for (const name of columns)
    values.set(name, await readColumn(file, scan, name, start, start + rows));
  const more = async (name: string, wanted: readonly number[]) => {
    // A scan keeps what it read last of every column.
    const all = await readColumn(file, await scanOf(file), name, start, start + rows);
    return wanted.map((at) => all[at]);
  };
  return { start, rows, values, more };
}

/** Fetches a row group, and tells how many rows of it to hold. */
async function moveTo(
  { key, window }: ParquetFile,
  group: RowGroup,
  columns: readonly string[],
): Promise<number> {
  const chunks = group.columns.flatMap(({ meta_data: chunk }) =>
    chunk && columns.includes(chunk.path_in_schema[0] ?? '') ? [chunk] : [],
  );
  const ranges = chunks.map((chunk) => {
    const from = Number(chunk.dictionary_page_offset || chunk.data_page_offset);
    return { from, to: from + Number(chunk.total_compressed_size) };
  });
  const stored = ranges.reduce((sum, { from, to }) => sum + to - from, 0);
  if (stored > mostBytes) throw tooLarge(key, stored);
  await window.moveTo(ranges);
  const plain = chunks.reduce((sum, chunk) => sum + Number(chunk.total_uncompressed_size), 0);
  const rowBytes = plain / Math.max(1, Number(group.num_rows));
  return Math.max(1, Math.min(batchRows, Math.floor(batchBytes / Math.max(1, rowBytes))));
}

function tooLarge(key: string, bytes: number): BadExport {
  const megabytes = Math.ceil(bytes / 1024 / 1024);
  return new BadExport(
    `${key} has a row group of ${megabytes} MB, more than can be held in memory; write it in row groups of fewer rows, e.g. 100000`,
  );
}
