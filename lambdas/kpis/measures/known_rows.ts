import { createHash } from 'node:crypto';
import type { Row } from '../../ports.ts';
import { type AnyRelation, namesRead, withRelations } from '../../tables/relations.ts';
import { type Subject, subjects } from './subjects.ts';

/** Rows that a measure gave for one period, and the key of all that they were made of. */
export interface KnownRows {
  readonly key: string;
  readonly rows: readonly Row[];
}

/** What measures gave in earlier runs; and what tells whether they would give it again. */
export interface Memory {
  /**
   * Name of all that a staged table knew of the days before one: equal names, equal rows. Undefined for what is no
   * staged table.
   */
  version(table: string, before: string): string | undefined;
  /** Label of a period → its rows, where their key is the wanted one. */
  recall(
    subject: string,
    wanted: ReadonlyMap<string, string>,
  ): Promise<ReadonlyMap<string, readonly Row[]>>;
  /** In place of what was kept for the subject. */
  keep(subject: string, rows: ReadonlyMap<string, KnownRows>): Promise<void>;
}

/** A period as keys see it: whatever its number in a plan. */
export interface PeriodAlone {
  /** First day after it. */
  readonly end: string;
  readonly relations: readonly AnyRelation[];
}

export interface Texts {
  readonly texts: ReadonlyMap<string, string>;
  /** Names what the account segments hold, which are made anew for each run. */
  readonly segments: string;
  readonly version: Memory['version'];
}

/**
 * Key of a subject's rows for one period: its query as it would run for that period alone, and the versions of all
 * that it reads, of the days before the period's end. No measure looks beyond it.
 */
export function keyOf(name: string, { texts, segments, version }: Texts, alone: PeriodAlone) {
  const found = new Map<string, string>();
  const visit = (subject: string) => {
    const text = texts.get(subject) ?? '';
    found.set(subject, withRelations(text, alone.relations));
    for (const read of namesRead(text).filter((one) => !found.has(one))) {
      if (read === 'account_segments') found.set(read, segments);
      else if (isStored(read)) visit(read);
      else {
        const of = version(read, alone.end);
        if (of !== undefined) found.set(read, of);
      }
    }
  };
  visit(name);
  return hash([...found].sort());
}

const bySubject = new Map<string, Subject>(Object.entries(subjects));

export function isStored(name: string): boolean {
  const subject = bySubject.get(name);
  return subject?.kind === 'query' && subject.stored;
}

const hash = (made: unknown) =>
  createHash('sha256').update(JSON.stringify(made)).digest('hex').slice(0, 20);

/** Rows as they pass, and the name of all that passed. */
export function named(rows: AsyncIterable<Row>) {
  const all = createHash('sha256');
  async function* passing() {
    for await (const row of rows) {
      all.update(`${JSON.stringify(Object.values(row).map(String))}\n`);
      yield row;
    }
  }
  return { rows: passing(), name: () => all.digest('hex').slice(0, 20) };
}
