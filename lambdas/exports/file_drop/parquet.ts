import type { Reading } from '../../tables/cells/reading.ts';
import type { CellValue, Table } from '../../tables/column.ts';
import type { Needed } from './columns_check.ts';
import type { CountedReason } from './tally.ts';

/** How a Parquet column becomes a canonical one: taken from a column, or the same for all rows. */
export type ParquetColumn = { readonly from: string } | { readonly constant: CellValue };

export interface ParquetInput {
  /** Files of the drop that have the same columns. */
  readonly files: readonly string[];
  /** By canonical column; columns that are not named are taken from the one of that name. */
  readonly columns: Readonly<Record<string, ParquetColumn>>;
  readonly unknown: readonly string[];
  /** Source columns that must be there. */
  readonly needed: readonly Needed[];
  /** Source columns that are used or that the mapping ignores. */
  readonly known: readonly string[];
}

export interface ParquetJob {
  readonly table: Table;
  readonly source: string;
  readonly reading: Reading;
  readonly inputs: readonly ParquetInput[];
  /** Folders that the rows go to. */
  readonly landed: string;
  readonly rejected: string;
}

export interface ParquetLanded {
  readonly rows: number;
  readonly rejected: number;
  readonly reasons: readonly CountedReason[];
  /** Columns of the files. */
  readonly columns: readonly string[];
  readonly unknownColumns: readonly string[];
  readonly keys: readonly string[];
}

/**
 * Lands Parquet files: good rows in the table's columns, `_file` and `_line`, with an engine to
 * `part-<n>.parquet`, else to `part-<n>.jsonl`; bad ones to `rejected-<n>.jsonl` with their first fault. Throws
 * BadExport where a file cannot be read, lacks a required column or holds it in a type that cannot be cast.
 */
export interface ParquetLander {
  (job: ParquetJob): Promise<ParquetLanded>;
  /** Where files can be kept as they are, which is many times quicker than reading and writing their rows. */
  readonly asTheyAre?: KeepAsTheyAre;
  /** SHA-256 of a file, where that is known without reading it. */
  readonly hashOf?: ((file: string) => Promise<string>) | undefined;
}

/**
 * Keeps the bytes of those files, each of a job by itself, whose rows are all good and that hold nothing but the
 * table's columns as they land; undefined for the others, of which nothing stays.
 */
export type KeepAsTheyAre = (
  jobs: readonly ParquetJob[],
) => Promise<readonly (ParquetLanded | undefined)[]>;
