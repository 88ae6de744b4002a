import type { Engine, QueryText } from '../ports.ts';
import { names, type Relation, withRelations } from '../tables/relations.ts';
import { derivedTables, stagingSteps } from './derived.ts';
import { versionOf } from './versions.ts';

export interface Deriving {
  readonly engine: Engine;
  readonly queryText: QueryText;
  readonly snapshot: string;
  readonly relations: readonly Relation[];
  /** Tables that are there already, day by day. */
  readonly made: ReadonlySet<string>;
  /** Version of every table that is there; those of the derived ones are added. */
  readonly versions: Map<string, string>;
}

/** Makes every derived table from those before it; each is readable for those after it. */
export async function derive(step: Deriving): Promise<void> {
  const { engine, queryText, snapshot, made } = step;
  for (const { name, query, after = [] } of derivedTables) {
    if (made.has(name)) continue;
    for (const part of after) {
      const sql = await textOf(step, part, await queryText(stagingSteps[part] ?? ''));
      await engine.store(part, sql);
    }
    const sql = await textOf(step, name, await queryText(query));
    await engine.unload(`staged/${name}/snapshot=${snapshot}`, sql);
    await engine.useSnapshot(snapshot, [name]);
  }
}

/** A table that is made by the same text from the same tables is the same. */
async function textOf({ relations, versions }: Deriving, name: string, text: string) {
  const sql = withRelations(text, relations);
  const read = [...versions].filter(([table]) => names(text, table)).sort();
  versions.set(name, versionOf([sql, read]));
  return sql;
}
