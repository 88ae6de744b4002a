import type { z } from 'zod';
import type { Clock, Progress } from '../ports.ts';

/** What an export asks of the world while it talks to a vendor. */
export interface Connecting {
  readonly clock: Clock;
  /** Between 0 and 1, for the jitter of waits. */
  readonly random: () => number;
  readonly progress: Progress;
  /** Milliseconds that are left before this process must end; Infinity where nothing ends it. */
  readonly left: () => number;
}

/** A system that accounts, money or conversations are exported from. */
export interface Source {
  readonly name: string;
  /** Milliseconds that a record may take to appear: nothing younger than this counts as read. */
  readonly lag: number;
  /** Milliseconds that a window reaches back into the one before it. */
  readonly overlap: number;
  /** What is read, in this order. */
  // biome-ignore lint/suspicious/noExplicitAny: objects of one list hold records of many shapes
  readonly objects: readonly SourceObject<any>[];
  readonly mapping: Mapping;
  /** Throws BadSettings where the secret has another shape, names its fields only. */
  connect(secret: unknown, world: Connecting): Promise<Connection>;
}

export interface Connection {
  readonly api: Api;
  /** The vendor's time of day, of the `Date` header of its first answer: windows are cut by it. */
  readonly now: string;
  /** Whom the vendor takes us for, in words that hold no secret and no person. */
  readonly account: string;
}

/** One kind of record of a source. */
export interface SourceObject<Data> {
  readonly name: string;
  /** The fields that are used, without transforms: what it gives, written as JSON, it takes again. */
  readonly schema: z.ZodType<Data>;
  /** `changes`: the vendor can be asked for what changed. `all`: everything is read every time. */
  readonly reads: 'changes' | 'all';
  /** The present state alone, or each state that some export saw, for objects without a history. */
  readonly keeps: 'latest' | 'states';
  /** Whether a record that a full read does not see was deleted at the vendor. */
  readonly absence: 'deleted' | 'unknown';
  identify(record: Data): Identity;
  streams(slice: Slice): readonly Stream[];
  /** The records in what was received, before any schema; pure. Throws VendorDown where it is no such page. */
  read(received: readonly Received[]): readonly unknown[];
}

export interface Identity {
  readonly id: string;
  /** Records with one group are mapped together, over all objects of the source. */
  readonly group: string;
  /** Instant of its last change as the vendor dates it; null where it does not. */
  readonly changedAt: string | null;
  readonly isDeleted: boolean;
}

/** What a read covers: everything there is, or what changed from `from` until before `to`. */
export interface Slice {
  readonly mode: 'all' | 'changes';
  /** Instant in UTC, ISO 8601 with milliseconds; null: since ever. */
  readonly from: string | null;
  readonly to: string;
}

/** One way through a part of an object's records, e.g. those that are archived. */
export interface Stream {
  readonly name: string;
  /** Asks for what follows the cursor, from the beginning where it is null. The cursor outlives the process. */
  page(api: Api, cursor: string | null): Promise<Page>;
}

export interface Page {
  /** Every answer that the page is made of, as received. */
  readonly received: readonly Received[];
  /** Where to go on; null at the end. */
  readonly next: string | null;
  /** How many records the vendor says the whole stream has, where it says so. */
  readonly total?: number;
  /** The answer only says to wait, as of a job that runs: the same cursor may come again. */
  readonly isWaiting?: boolean;
}

/** An answer as it came; its request without credentials. */
export interface Received {
  readonly path: string;
  readonly body: string;
}

/** A vendor's API: paced, retried, bounded in time; never shows a credential. */
export interface Api {
  get(path: string, asking?: Asking): Promise<Answer>;
  post(path: string, body: unknown, asking?: Asking): Promise<Answer>;
}

export interface Asking {
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** What must come; anything else is asked for again. Default: json. */
  readonly type?: 'json' | 'csv';
  /** Statuses beside 2xx that are an answer, e.g. 404 of a child that is gone. */
  readonly accepted?: readonly number[];
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed body; null where it is empty or no JSON was asked for. */
  readonly json: unknown;
  readonly received: Received;
}

/** A record as the exports so far know it. */
export interface Kept<Data> {
  readonly id: string;
  readonly changedAt: string | null;
  readonly isDeleted: boolean;
  /** Cut-off of the export that saw it last. */
  readonly seenAt: string;
  readonly data: Data;
  /** Where states are kept: each one that differs from the one before, oldest first, the present one last. */
  readonly states: readonly { readonly seenAt: string; readonly data: Data }[];
}

/** Records of a source that belong together. */
export interface Group {
  readonly key: string;
  /** Sorted by id; deleted ones too. */
  of<Data>(object: SourceObject<Data>): readonly Kept<Data>[];
}

/** records → canonical rows. */
export interface Mapping {
  /** Objects of which all records are at hand for every group, such as users. They must be few. */
  // biome-ignore lint/suspicious/noExplicitAny: objects of one list hold records of many shapes
  readonly lookups: readonly SourceObject<any>[];
  /** Canonical tables that it fills. */
  readonly tables: readonly string[];
  rows(group: Group, context: MapContext): Iterable<Mapped>;
}

export interface MapContext {
  /** Record of a lookup object by id. */
  find<Data>(object: SourceObject<Data>, id: string | null | undefined): Kept<Data> | undefined;
  /** Whether this source says which accounts there are; else it links its own to theirs. */
  readonly namesAccounts: boolean;
  /** Cut-off: what happened at or after it is not covered. */
  readonly until: string;
  /** Counts what is no error and yet may be wrong, by its text; no personal data. */
  note(table: string, text: string): void;
}

export type Mapped =
  /** `source` is filled in; a cell that is absent is unknown. */
  | { readonly table: string; readonly row: Readonly<Record<string, Cell>> }
  /** A record that no row can be made of: kept with its id and this reason. */
  | { readonly table: string; readonly id: string; readonly refused: string };

export type Cell = string | number | boolean | null | undefined;
