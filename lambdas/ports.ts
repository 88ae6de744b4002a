import type { Readable } from 'node:stream';
import type { EngineColumn } from './tables/engine_columns.ts';

/** What the steps ask of the world. Adapters implement these on AWS, `local/` on a laptop. */

/** A bucket or a folder. Keys are `/`-separated and relative to its root. */
export interface Objects {
  /** Keys below the prefix, sorted by code unit. */
  list(prefix: string): Promise<readonly string[]>;
  exists(key: string): Promise<boolean>;
  open(key: string): Promise<Readable>;
  readText(key: string): Promise<string>;
  write(key: string, body: string | Uint8Array): Promise<void>;
  /** Writes a stream; the key appears only once it is complete. */
  writeStream(key: string, body: AsyncIterable<string | Uint8Array>): Promise<void>;
  remove(prefix: string): Promise<void>;
  /** Where an engine reads or writes the key: a path or an `s3://` address. */
  locate(key: string): string;
}

/**
 * A value as an engine returns it: integers as bigint, decimals as exact text, dates as `YYYY-MM-DD`,
 * timestamps as UTC ISO text, doubles as number.
 */
export type Value = string | number | bigint | boolean | null;
export type Row = Readonly<Record<string, Value>>;

/** A SQL engine that speaks Athena's SQL: Athena in the cloud, DuckDB with macros on a laptop. */
export interface Engine {
  /** Runs one statement and returns its rows in the order that the statement gives. */
  query(sql: string): Promise<readonly Row[]>;
  /** Keeps the rows of a query as a relation that later queries of the same run can name. */
  store(relation: string, sql: string): Promise<void>;
  /** Makes landed files readable as a relation with these columns. */
  useLanded(
    relation: string,
    columns: readonly EngineColumn[],
    keys: readonly string[],
  ): Promise<void>;
  /** Writes the rows of a query as Parquet into the folder, in place of what is there. */
  unload(folder: string, sql: string): Promise<void>;
  /** Makes canonical and derived tables readable under their names, as of their snapshots; or these alone. */
  useSnapshot(snapshot: string, tables?: readonly string[]): Promise<void>;
}

/** Text of a query by its path below `lambdas/`, e.g. `kpis/measures/recurring_revenue.sql`. */
export type QueryText = (path: string) => Promise<string>;

/** Tells the operator what is going on; never a credential, never personal data. */
export interface Progress {
  step(title: string): void;
  note(text: string): void;
  warn(text: string): void;
}
