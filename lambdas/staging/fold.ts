import type { Engine, Objects } from '../ports.ts';
import { type AnyRelation, orderOf, withRelations } from '../tables/relations.ts';
import { isMade } from './by_day/stage_days.ts';
import { dayTable } from './by_day/tables.ts';
import { changedDays } from './changed_days.ts';
import type { DerivedTable } from './derived.ts';
import { holds, type State } from './state.ts';
import { dayTableVersion } from './table_versions.ts';
import { type Days, versionBy } from './versions.ts';

export interface Folding {
  readonly lake: Objects;
  readonly engine: Engine;
  readonly state: State | undefined;
  /** Of the snapshot that is made. */
  readonly days: Days | null;
  /** Version of every table that is there. */
  readonly versions: ReadonlyMap<string, string>;
}

/** Texts that make a table, of all its days, and the users whose rows in a state may be others by now. */
export interface FoldTexts {
  readonly whole: string;
  readonly redone: string;
}

/**
 * Query of a table's rows that takes those of an earlier snapshot, but for users who are redone from all days;
 * undefined where no snapshot has rows that were made by the same texts, or too much has changed since.
 */
export async function foldOnto(
  { lake, engine, state, days, versions }: Folding,
  { name, fold, columns }: DerivedTable,
  texts: FoldTexts,
): Promise<string | undefined> {
  if (!fold || !state || !days || !isOf(name, texts, state, versions)) return undefined;
  const changed = changedDays(state.days.spans, days.spans);
  const made = (changed ?? []).map((span) => isMade(lake, span));
  const there = await Promise.all([holds(lake, state, name), ...made]);
  if (!changed || there.includes(false)) return undefined;
  await engine.useSnapshot(state.snapshot, [name]);
  await engine.useDays(fold.of, changed);
  await engine.store(fold.redone, texts.redone);
  await engine.useDays(fold.of, days.spans);
  const names = columns.map((column) => column.name).join(', ');
  return merged(texts.whole, name, names, fold);
}

/** Whether a state's rows are what the texts give of its days, and of other tables that are the same by now. */
function isOf(
  name: string,
  { whole, redone }: FoldTexts,
  { tables, days }: State,
  versions: ReadonlyMap<string, string>,
): boolean {
  const then = [...versions].map(([table, now]): [string, string] => [
    table,
    dayTable(table) ? dayTableVersion(table, days.spans) : now,
  ]);
  return tables[name] === versionBy([whole, redone], new Map(then));
}

function merged(
  whole: string,
  name: string,
  columns: string,
  { of, redone }: NonNullable<DerivedTable['fold']>,
): string {
  const isOf = (alias: string) => `r.user_id = coalesce(${alias}.user_id, '')`;
  const ofRedone: AnyRelation = {
    name: of,
    query: `select d.* from ${of} as d join ${redone} as r on ${isOf('d')}`,
  };
  return `select ${columns}
from (
${withRelations(whole, [ofRedone])}) as made_again
union all
select ${columns.replaceAll(/\w+/g, 's.$&')}
from ${name} as s
left join ${redone} as r on ${isOf('s')}
where r.user_id is null${orderOf(whole)}`;
}
