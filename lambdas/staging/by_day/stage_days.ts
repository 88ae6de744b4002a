import type { LandedPart } from '../../exports/file_drop/landing.ts';
import type { Engine, Objects, QueryText, Records } from '../../ports.ts';
import type { Table } from '../../tables/column.ts';
import { type AnyRelation, names, withRelations } from '../../tables/relations.ts';
import { localEventsRelation } from '../local_events.ts';
import { type Days, type Span, versionOf } from '../versions.ts';
import { datedRows } from './dated_rows.ts';
import { type Identities, identitiesOf } from './identities.ts';
import { partsOf, useParts } from './part_days.ts';
import { inGroups, type PartDays, type PlannedSpan, planSpans } from './spans.ts';
import { dayTable, dayTables } from './tables.ts';

export interface DayStaging {
  readonly lake: Objects;
  readonly lakeRecords: Records;
  readonly engine: Engine;
  readonly queryText: QueryText;
  /** The table that is kept by day, and every file that it landed from. */
  readonly table: Table;
  readonly parts: readonly LandedPart[];
  readonly partDays: PartDays;
  readonly timeZone: string;
  /** Parameters of the roll-ups. */
  readonly relations: readonly AnyRelation[];
  /** All that decides, beside the landed rows and the accounts, what a day holds. */
  readonly rules: unknown;
  /** Days of the newest snapshot of the same source. */
  readonly before: Days | undefined;
  readonly rebuild: boolean;
}

/** Relations that the roll-ups of days may name. */
export const dayRelations = ['login_events'];

/**
 * landed → staged, for a table that is kept by day: the days that new, changed or gone files, merges or rules
 * touch are made, all others stay. Whoever is killed and begins again makes the same folders.
 */
export async function stageDays(step: DayStaging): Promise<Days> {
  const { engine, table, timeZone, before, partDays } = step;
  const parts = new Map(step.parts.map((part) => [part.id, part]));
  const planned = planSpans(partDays);
  const identity = await identitiesOf(
    { engine, table, parts, partDays, timeZone, before },
    planned,
  );
  const rollUps = await rollUpsOf(step);
  const rules = versionOf([step.rules, [...rollUps]]);
  const spans = planned.map((span) => versioned(rules, span, identity));
  const made = await makeMissing(step, spans, parts, rollUps);
  return {
    ...{ timeZone, parts: plain(partDays), identity: identity.all },
    spans: made.map(({ rows: _, ...span }) => span),
  };
}

/** Text of every roll-up by its table: another text makes other days. */
async function rollUpsOf({ queryText, table }: DayStaging) {
  const texts = new Map<string, string>();
  for (const { name } of dayTables.filter(({ name }) => name !== table.name))
    texts.set(name, await queryText(`staging/${name}.sql`));
  return texts;
}

const plain = (partDays: PartDays): Days['parts'] =>
  Object.fromEntries(
    Object.entries(partDays).map(([id, { days, sources }]) => [
      id,
      { days: { ...days }, sources: [...sources] },
    ]),
  );

/** Before its folder is known. */
type Versioned = Omit<Span, 'n'> & { readonly rows: number };
type Made = Versioned & Pick<Span, 'n'>;

/** A day's version follows from what it is made of; its folder is found or claimed later. */
function versioned(rules: string, span: PlannedSpan, { bySpan }: Identities): Versioned {
  const identity = bySpan.get(span.from) ?? '';
  const { from, until, rows } = span;
  const parts = [...span.parts];
  const version = versionOf([rules, from, until, parts, identity]);
  return { from, until, rows, parts, identity, version };
}

async function makeMissing(
  step: DayStaging,
  spans: readonly Versioned[],
  parts: ReadonlyMap<string, LandedPart>,
  rollUps: ReadonlyMap<string, string>,
): Promise<readonly Made[]> {
  const known = new Map(step.before?.spans.map((span) => [span.version, span.n]));
  const numbered: Made[] = [];
  const missing: Made[] = [];
  for (const span of spans) {
    const made = { ...span, n: known.get(span.version) ?? (await numberOf(step, span)) };
    numbered.push(made);
    if (step.rebuild || !(known.has(span.version) || (await isMade(step.lake, made))))
      missing.push(made);
  }
  for (const group of inGroups(missing)) {
    await make(step, group, parts, rollUps);
    for (const span of group) await step.lake.write(doneKey(span), `${span.version}\n`);
  }
  return numbered;
}

/** Claimed once for good: two that stage at once take two numbers, who begins again finds the own one. */
async function numberOf({ lakeRecords }: DayStaging, span: Versioned): Promise<number> {
  for (let n = 1; ; n += 1) {
    const key = `staged/names/days/${span.from}/${n}`;
    if (await lakeRecords.create(key, span.version)) return n;
    if ((await lakeRecords.read(key))?.body === span.version) return n;
  }
}

const doneKey = ({ from, n }: Pick<Span, 'from' | 'n'>) => `staged/days/${from}/${n}`;

/** The record is written last: without it, files may be torn. */
export const isMade = (lake: Objects, span: Pick<Span, 'from' | 'n'>): Promise<boolean> =>
  lake.exists(doneKey(span));

async function make(
  { engine, table, timeZone, relations }: DayStaging,
  spans: readonly Made[],
  parts: ReadonlyMap<string, LandedPart>,
  rollUps: ReadonlyMap<string, string>,
): Promise<void> {
  const [from, until] = [spans[0]?.from ?? '', spans.at(-1)?.until ?? ''];
  const columns = (dayTable(table.name)?.columns ?? []).map(({ name }) => name);
  // An engine may hold all columns of a relation that is read twice.
  const given = (sql: string) => {
    const read = columns.filter((column) => names(sql, column));
    return [...relations, localEventsRelation(read, timeZone, { from, until })];
  };
  await useParts(engine, table, partsOf(spans, parts));
  await engine.unloadDays(table.name, spans, datedRows(table, timeZone, spans));
  await engine.useDays(table.name, spans);
  for (const [name, sql] of rollUps) {
    await engine.unloadDays(name, spans, withRelations(sql, given(sql)));
    await engine.useDays(name, spans);
  }
}
