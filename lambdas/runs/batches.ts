import { type ReaderScope, scopeLabel } from '../reports/scopes.ts';
import type { Reader } from '../settings/schema.ts';
import type { Job } from './job.ts';

/** Readers who share book, language and locale: their messages differ in their own lines alone. */
export interface Group {
  /** Null: the whole company. */
  readonly scope: ReaderScope | null;
  readonly first: Reader;
  readonly readers: readonly Reader[];
}

/** So many of a group as are rendered and kept in one go, and never again once that is done. */
export interface Batch {
  readonly group: Group;
  readonly readers: readonly Reader[];
}

/** A few seconds' work, and few enough notes of what is done for ten thousand readers. */
const mostTogether = 50;

/** The groups in the order of their first readers: the same job has the same. */
export function groupsOf(job: Job): readonly Group[] {
  const known = groups.get(job) ?? grouped(job);
  groups.set(job, known);
  return known;
}

/** Every page of the archive asks for them. */
const groups = new WeakMap<Job, readonly Group[]>();

function grouped({ readers, scopes }: Job): Group[] {
  const books = new Map(scopes.map((scope) => [scope.label, scope]));
  const found = new Map<string, Group & { readonly readers: Reader[] }>();
  for (const reader of readers) {
    const label = scopeLabel(reader);
    const key = JSON.stringify([label, reader.language, reader.locale]);
    const scope = label === null ? null : (books.get(label) ?? null);
    const group = found.get(key) ?? { scope, first: reader, readers: [] };
    group.readers.push(reader);
    found.set(key, group);
  }
  return [...found.values()];
}

/** All readers of the job, in batches that never mix two groups. */
export function batchesOf(job: Job): readonly Batch[] {
  return groupsOf(job).flatMap((group) =>
    Array.from({ length: Math.ceil(group.readers.length / mostTogether) }, (_, n) => ({
      group,
      readers: group.readers.slice(n * mostTogether, (n + 1) * mostTogether),
    })),
  );
}
