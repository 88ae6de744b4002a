import type { Apart, QueryText } from '../ports.ts';
import { type AnyRelation, withRelations } from '../tables/relations.ts';
import { type DerivedTable, derivedTables, stagingSteps } from './derived.ts';
import { type Folding, foldOnto } from './fold.ts';
import { versionBy } from './versions.ts';

export interface Deriving extends Folding {
  readonly queryText: QueryText;
  readonly snapshot: string;
  readonly relations: readonly AnyRelation[];
  /** Tables that are there already, day by day. */
  readonly made: ReadonlySet<string>;
  /** Version of every table that is there; those of the derived ones are added. */
  readonly versions: Map<string, string>;
}

/** Makes every derived table from those before it; each is readable for those after it. */
export async function derive(step: Deriving): Promise<void> {
  const { engine, snapshot, made, versions } = step;
  for (const table of derivedTables) {
    const { name, after = [] } = table;
    if (made.has(name)) continue;
    for (const part of after) {
      const sql = await textOf(step, stagingSteps[part]);
      versions.set(part, versionBy([sql], versions));
      await engine.store(part, sql);
    }
    const { sql, apart } = await queryOf(step, table);
    await engine.unload(`staged/${name}/snapshot=${snapshot}`, sql, apart);
    await engine.useSnapshot(snapshot, [name]);
  }
}

interface Making {
  readonly sql: string;
  readonly apart?: Apart | undefined;
}

/** A table that is made by the same texts from the same tables is the same. */
async function queryOf(step: Deriving, table: DerivedTable): Promise<Making> {
  const { versions } = step;
  const { name, fold } = table;
  const whole = await textOf(step, table.query);
  const redone = fold && (await textOf(step, stagingSteps[fold.redone]));
  const sql = redone && (await foldOnto(step, table, { whole, redone }));
  versions.set(name, versionBy(redone ? [whole, redone] : [whole], versions));
  // What is folded holds few users' days: those that are dealt out are all.
  return sql ? { sql } : { sql: whole, apart: fold && { relation: fold.of, by: 'user_id' } };
}

async function textOf({ queryText, relations }: Deriving, path = ''): Promise<string> {
  return withRelations(await queryText(path), relations);
}
