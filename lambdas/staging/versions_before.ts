import type { Engine, QueryText } from '../ports.ts';
import { tables } from '../tables/catalogue.ts';
import { namesRead } from '../tables/relations.ts';
import { dayTable } from './by_day/tables.ts';
import { derivedTables, stagingSteps } from './derived.ts';
import { localEvents } from './local_events.ts';
import { type Versions, versionOf } from './versions.ts';

export interface VersionsBefore {
  readonly engine: Engine;
  readonly queryText: QueryText;
  readonly versions: Versions;
  /** First day that the export does not cover, `YYYY-MM-DD`. */
  readonly snapshotDate: string;
}

/** A table, and the local day before which its rows and moments count. */
export type VersionBefore = (table: string, day: string) => string | undefined;

/**
 * Names what the tables of the snapshot in use knew of the days before one: of tables that are kept by day those days
 * alone, of derived ones what they are made of, as far as it goes back; every other table counts whole. Derived rows
 * hold first moments, to which later days only add later ones.
 */
export async function versionsBefore(step: VersionsBefore): Promise<VersionBefore> {
  const { versions, snapshotDate } = step;
  const texts = await derivedTexts(step.queryText);
  const dated = (await datesDeletions(step.engine)) ? snapshotDate : null;
  const found = new Map<string, string>();
  const find: VersionBefore = (table, day) => {
    const at = `${table} ${day}`;
    const known = found.get(at) ?? made(table, day);
    if (known !== undefined) found.set(at, known);
    return known;
  };
  const made: VersionBefore = (table, day) => {
    if (table === localEvents) return find('events', day);
    const spans = dayTable(table) && versions.days?.spans;
    if (spans) return versionOf(spans.filter(({ from }) => from < day).map(dayVersion));
    const text = texts.get(table);
    if (text !== undefined) {
      const date = text.includes('snapshot_at') ? dated : null;
      return versionOf([text, date, namesRead(text).map((name) => find(name, day) ?? null)]);
    }
    return canonical.has(table) ? (versions.tables[table] ?? 'absent') : undefined;
  };
  return find;
}

const canonical = new Set(tables.map(({ name }) => name));

const dayVersion = ({ from, version }: { readonly from: string; readonly version: string }) => [
  from,
  version,
];

/** Derived table → its query and the steps that run before it. */
async function derivedTexts(queryText: QueryText): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const { name, query, after = [] } of derivedTables) {
    const paths = [...after.flatMap((step) => stagingSteps[step] ?? []), query];
    texts.set(name, (await Promise.all(paths.map(queryText))).join('\n'));
  }
  return texts;
}

/** Whether a deleted span ends on the snapshot's day, since it does not say when it was deleted. */
async function datesDeletions(engine: Engine): Promise<boolean> {
  const [row] = await engine.query(
    'select count(*) as n from subscription_periods where is_deleted and source_updated_at is null',
  );
  return Number(row?.n ?? 0) > 0;
}
