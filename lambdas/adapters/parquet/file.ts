import {
  type DecodedArray,
  type FileMetaData,
  type ParquetScan,
  parquetMetadataAsync,
  parquetScan,
  parquetSchema,
  type SchemaElement,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { BadExport } from '../../errors.ts';
import type { Objects } from '../../ports.ts';
import { type Kind, kindOf } from './kinds.ts';
import { openWindow, type Window } from './window.ts';

/** A Parquet file whose footer is read. */
export interface ParquetFile {
  readonly key: string;
  readonly window: Window;
  readonly metadata: FileMetaData;
  /** What its columns hold, in their order. */
  readonly kinds: ReadonlyMap<string, Kind>;
}

/** Reads the footer of a file. Throws BadExport where it is no Parquet. */
export async function openParquet(drop: Objects, key: string): Promise<ParquetFile> {
  const window = openWindow(await drop.parts(key));
  const metadata = await whole(key, window, () =>
    parquetMetadataAsync(window, { geoparquet: false }),
  );
  const kinds = parquetSchema(metadata).children.map(
    (node) => [node.element.name, kindOf(node)] as const,
  );
  return { key, window, metadata: slim(metadata), kinds: new Map(kinds) };
}

/** Prepares the reading of columns; nothing of them is read yet. */
export function scanOf({ key, window, metadata }: ParquetFile): Promise<ParquetScan> {
  const options = { file: window, metadata, compressors, parsers, utf8: false };
  return whole(key, window, () =>
    parquetScan({ ...options, geoparquet: false, useOffsetIndex: false }),
  );
}

/** Values of a column in some rows of one row group. Throws BadExport where there are other than so many. */
export async function readColumn(
  { key, window }: ParquetFile,
  scan: ParquetScan,
  column: string,
  rowStart: number,
  rowEnd: number,
): Promise<DecodedArray> {
  return whole(key, window, async () => {
    const values = await scan.readColumn({ column, rowStart, rowEnd });
    if (values.length === rowEnd - rowStart) return values;
    throw new Error(`${values.length} values of ${column} in rows ${rowStart} to ${rowEnd}`);
  });
}

/** What a reader of Parquet stumbles over is the file's fault, except where its bytes could not be had. */
async function whole<T>(key: string, window: Window, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (window.failure() !== undefined) throw window.failure();
    throw new BadExport(`${key} cannot be read as Parquet; it is cut or damaged, export it again`, {
      cause,
    });
  }
}

/** What is not needed to read rows is much more than what is. */
function slim(metadata: FileMetaData): FileMetaData {
  const { version, schema, num_rows, row_groups, metadata_length } = metadata;
  const groups = row_groups.map(({ columns, ...group }) => ({
    ...group,
    columns: columns.map(({ file_offset, file_path, meta_data }) => ({
      file_offset,
      ...(file_path === undefined ? {} : { file_path }),
      ...(meta_data === undefined ? {} : { meta_data: withoutStatistics(meta_data) }),
    })),
  }));
  return { version, num_rows, metadata_length, row_groups: groups, schema: schema.map(rawElement) };
}

function withoutStatistics<T extends { statistics?: unknown }>({ statistics, ...rest }: T) {
  return rest;
}

/** hyparquet would round decimals to doubles and times to milliseconds: they are left as they are stored. */
function rawElement(element: SchemaElement): SchemaElement {
  if (element.type === undefined) return element;
  const { converted_type: converted, logical_type: logical, ...stored } = element;
  const meaning = logical?.type ?? converted ?? '';
  if (/^(DECIMAL|DATE|TIME|INTERVAL|BSON)/.test(meaning)) return stored;
  return /^(STRING|UTF8|ENUM|JSON)$/.test(meaning)
    ? { ...stored, converted_type: 'UTF8' }
    : element;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A broken byte stops the file: replaced silently, it would change names and ids. */
const parsers = {
  stringFromBytes: (bytes: Uint8Array | undefined) => bytes && utf8.decode(bytes),
  timestampFromNanoseconds: (nanos: bigint) => nanos,
};
