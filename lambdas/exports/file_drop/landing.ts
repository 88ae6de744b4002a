import { createHash } from 'node:crypto';
import type { CountedReason } from './tally.ts';

/**
 * What landing did with one table. `rows + rejected + leftOut` are the rows that its files hold, and the
 * records that an export could make no row of.
 */
export interface TableLanding {
  readonly table: string;
  readonly format: 'jsonl' | 'parquet';
  /** Files of the drop that it was read from, those looked into last. */
  readonly files: readonly string[];
  readonly rows: number;
  readonly rejected: number;
  /** Left out as the mapping's `where` and `distinct` say. */
  readonly leftOut: number;
  /** Rejected rows by reason. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Columns of Parquet files. */
  readonly columns?: readonly string[] | undefined;
  /** Source columns that nothing uses and the mapping does not ignore. */
  readonly unknownColumns: readonly string[];
  /** Canonical columns that the mapping says the source does not have. */
  readonly declaredUnknown: readonly string[];
  /** What is no error and yet may be wrong, e.g. a file that may be cut. */
  readonly doubts: readonly string[];
  readonly keys: readonly string[];
  /** Where its files were landed one by one: each of them, in the order of the drop. */
  readonly parts?: readonly LandedPart[];
  /** SHA-256 by file. */
  readonly hashes: Readonly<Record<string, string>>;
  /** Over the SHA-256 of every file, as the files lie in the drop. */
  readonly sha256: string;
}

/** A file of the drop that was landed by itself, in the folder `run=<id>` that no other content ever has. */
export interface LandedPart {
  readonly id: string;
  readonly file: string;
  readonly rows: number;
  readonly keys: readonly string[];
}

export interface Landing {
  readonly tables: readonly TableLanding[];
  /** Files of the drop that filled no table and that the mapping does not ignore. */
  readonly unreadFiles: readonly string[];
  /** First instant that the exports into the drop do not cover; null where there are none. */
  readonly exportedUntil: string | null;
}

export function countsOf(reasons: Iterable<CountedReason>): Readonly<Record<string, number>> {
  return Object.fromEntries([...reasons].map(({ reason, count }) => [reason, count]));
}

/** One fingerprint of several files; in the form that `sha256sum` lists them. */
export function combinedHash(hashes: ReadonlyMap<string, string>): string {
  const listed = [...hashes].map(([file, sha256]) => `${sha256}  ${file}\n`);
  return createHash('sha256').update(listed.join('')).digest('hex');
}
