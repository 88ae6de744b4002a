import type { Engine, QueryText, Row } from '../../ports.ts';
import { type AnyRelation, withRelations } from '../../tables/relations.ts';
import { textOf } from './query_text.ts';
import { accountSubjects, type Subject, subjects } from './subjects.ts';

/** Rows of a measure by its name. */
export type MeasureRows = (subject: string) => readonly Row[];

export interface MeasureRun {
  readonly rows: MeasureRows;
  /** Name of each query → the text that ran. */
  readonly queries: ReadonlyMap<string, string>;
}

const isOfAccounts = (name: string) => accountSubjects.some((subject) => subject === name);

/**
 * Runs every measure query once, in order; what is stored is read by those after it and returns nothing. Those
 * with rows for each account are left to whoever reads them.
 */
export async function runMeasures(
  engine: Engine,
  queryText: QueryText,
  relations: readonly AnyRelation[],
): Promise<MeasureRun> {
  const rows = new Map<string, readonly Row[]>();
  const queries = new Map<string, string>();
  for (const [name, subject] of Object.entries<Subject>(subjects)) {
    const sql = withRelations(await textOf(name, subject, queryText), relations);
    queries.set(name, sql);
    if (subject.kind === 'query' && subject.stored) await engine.store(name, sql);
    else if (!isOfAccounts(name)) rows.set(name, await engine.query(sql));
  }
  return { rows: (subject) => rows.get(subject) ?? [], queries };
}
