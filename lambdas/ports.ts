import type { Readable } from 'node:stream';
import type { EngineColumn } from './tables/engine_columns.ts';

/** What the steps ask of the world. Adapters implement these on AWS, `local/` on a laptop. */

/** A bucket or a folder. Keys are `/`-separated and relative to its root. */
export interface Objects {
  /** Keys below the prefix, sorted by code unit. */
  list(prefix: string): Promise<readonly string[]>;
  /** Version of every key below the prefix, in the order of `list`: other content has another version. */
  versions(prefix: string): Promise<ReadonlyMap<string, string>>;
  exists(key: string): Promise<boolean>;
  open(key: string): Promise<Readable>;
  readText(key: string): Promise<string>;
  /** A file that is read in parts, as Parquet is. */
  parts(key: string): Promise<Parts>;
  write(key: string, body: string | Uint8Array): Promise<void>;
  /** Writes a stream; the key appears only once it is complete. */
  writeStream(key: string, body: AsyncIterable<string | Uint8Array>): Promise<void>;
  remove(prefix: string): Promise<void>;
  /** Where an engine reads or writes the key: a path or an `s3://` address. */
  locate(key: string): string;
}

/** Size in bytes, and any part of a file, `end` not included. */
export interface Parts {
  readonly size: number;
  slice(start: number, end: number): Promise<Uint8Array>;
}

/** Small records that several processes agree on: claims, receipts, names. */
export interface Records {
  /** Creates the record; false where there is one already, which then is not changed. */
  create(key: string, body: string): Promise<boolean>;
  read(key: string): Promise<{ readonly body: string; readonly version: string } | null>;
  /** Replaces the version that was read; false where it is another one by now, which then is not changed. */
  replace(key: string, body: string, version: string): Promise<boolean>;
  /** Keys below the prefix, sorted by code unit. */
  list(prefix: string): Promise<readonly string[]>;
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
  /** The same, row by row as they are taken: of what grows with the accounts nobody holds all rows. */
  read(sql: string): AsyncIterable<Row>;
  /** Keeps the rows of a query as a relation that later queries of the same run can name. */
  store(relation: string, sql: string): Promise<void>;
  /** Makes landed files readable as a relation with these columns. */
  useLanded(
    relation: string,
    columns: readonly EngineColumn[],
    keys: readonly string[],
  ): Promise<void>;
  /**
   * Writes the rows of a query as Parquet into the folder, in place of what is there. An engine with little memory
   * may make of it several queries, by what lies apart.
   */
  unload(folder: string, sql: string, apart?: Apart): Promise<void>;
  /** Makes some days of a table that is kept by day readable under its name. */
  useDays(table: string, days: readonly DayFolder[]): Promise<void>;
  /**
   * Writes the rows of a query into the folders of the days that its column `day` gives, in place of what is
   * there. The query ends with its order, by columns of the table.
   */
  unloadDays(table: string, days: readonly DayFolder[], sql: string): Promise<void>;
  /** Makes canonical and derived tables readable under their names, as of their snapshots; or these alone. */
  useSnapshot(snapshot: string, tables?: readonly string[]): Promise<void>;
  /** What every statement so far has cost, in the order in which they ran; empty where nothing is charged. */
  costs(): readonly QueryCost[];
}

/**
 * A relation of whose rows a query makes nothing together where they differ in a column: it may be run for some
 * after the others. The query ends with its order, by columns of its result.
 */
export interface Apart {
  readonly relation: string;
  readonly by: string;
}

/** Days from one on until another one, and the number of the folder that they lie in. */
export interface DayFolder {
  readonly from: string;
  readonly until: string;
  readonly n: number;
}

/** What an engine that is paid by the byte says of one statement. */
export interface QueryCost {
  /** Id of its execution. */
  readonly execution: string;
  /** SHA-256 of its text. */
  readonly sha256: string;
  readonly bytes: number;
  readonly milliseconds: number;
}

/** Text of a query by its path below `lambdas/`, e.g. `kpis/measures/recurring_revenue.sql`. */
export type QueryText = (path: string) => Promise<string>;

/** Tells the operator what is going on; never a credential, never personal data. */
export interface Progress {
  step(title: string): void;
  note(text: string): void;
  warn(text: string): void;
}

/** The only way to the time of day and to waiting: steps that must not depend on them are not given it. */
export interface Clock {
  /** Instant in ISO 8601, UTC. */
  now(): string;
  sleep(milliseconds: number): Promise<void>;
}

/** What became of one message: `unknown` may have been sent and is never sent again without being asked for. */
export type SendOutcome =
  | { readonly outcome: 'sent'; readonly messageId: string }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'throttled'; readonly reason: string; readonly until: 'soon' | 'tomorrow' }
  | { readonly outcome: 'unknown'; readonly reason: string };

export interface Mailer {
  /** Messages a second, and how many may still be sent today. */
  quota(): Promise<{ readonly perSecond: number; readonly remainingToday: number }>;
  /** Hands one raw MIME message over, once; the envelope decides who gets it. */
  send(message: {
    readonly from: string;
    readonly to: string;
    readonly raw: Uint8Array;
  }): Promise<SendOutcome>;
}

/** Signs short texts that come back from outside, such as the reader that an unsubscribe link names. */
export interface Signer {
  /** Signature as base64url. */
  sign(text: string): Promise<string>;
  verify(text: string, signature: string): Promise<boolean>;
}

export type ExecutionState = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** The state machine, as far as it is asked. */
export interface Machine {
  /** False where an execution of the name was started before. */
  start(name: string, input: object): Promise<boolean>;
  /** Null where there is no execution of the name. */
  state(name: string): Promise<ExecutionState | null>;
  /** What AWS calls the execution of a name. */
  arn(name: string): string;
}

/** Where the credentials of the sources are kept. */
export interface Secrets {
  /** What is kept for a source, read anew each time since it may have been rotated; an object, not checked yet. */
  read(source: string): Promise<unknown>;
}
