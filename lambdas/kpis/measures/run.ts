import type { Engine, QueryText, Row } from '../../ports.ts';
import { type AnyRelation, namesRead, withRelations } from '../../tables/relations.ts';
import { membershipOf } from '../memberships.ts';
import type { Plan } from '../plan.ts';
import type { Membership } from '../scores/customer_tally.ts';
import { isStored, keyOf, type Memory, named, type PeriodAlone, type Texts } from './known_rows.ts';
import { type DayRange, daysNeeded, dayTablesOf, type LookBack } from './look_back.ts';
import { kept, numbered, periodOf } from './numbered_rows.ts';
import { textOf } from './query_text.ts';
import { apart, type RowsApart } from './scope_rows.ts';
import { type AccountSubject, accountSubjects, isCompared, type Subject } from './subjects.ts';

/** Rows of a measure by its name: without those of readers' scopes, or those of one scope alone. */
export type MeasureRows = (subject: string, scope?: string) => readonly Row[];

export interface MeasureOrder {
  readonly engine: Engine;
  readonly queryText: QueryText;
  /** What to ask, by name, in order: what is stored is read by those after it. */
  readonly subjects: ReadonlyMap<string, Subject>;
  readonly plan: Plan;
  /** What queries read beside tables, with the windows of these periods of the plan. */
  readonly relations: (periods: readonly number[]) => readonly AnyRelation[];
  /** The same for a period that knows nothing of a plan. */
  readonly alone: (periodNo: number) => PeriodAlone;
  /** Absent: everything is asked for. */
  readonly memory: Memory | undefined;
  /** Leaves of a table that is kept by day only some days readable, null all. Absent: they all are, always. */
  readonly useDays: UseDays | undefined;
  readonly lookBack: LookBack;
}

export type UseDays = (table: string, days: readonly DayRange[] | null) => Promise<void>;

export interface MeasureRun {
  readonly rows: MeasureRows;
  /** Asks for the rows of each account. */
  readonly read: (subject: AccountSubject) => AsyncIterable<Row>;
  readonly membership: Membership;
  /** Name of each query → its text for the whole plan, whether it ran or its rows were known. */
  readonly queries: ReadonlyMap<string, string>;
}

const isOfAccounts = (name: string) => accountSubjects.some((subject) => subject === name);

/**
 * Asks every measure query once, in order, for the periods whose rows are not known; what is stored is read by those
 * after it and returns nothing. Those with rows for each account are left to whoever reads them.
 */
export async function runMeasures(order: MeasureOrder): Promise<MeasureRun> {
  const { engine, plan, relations } = order;
  const texts = await allTexts(order);
  const queries = new Map(
    [...texts].map(([name, text]) => [name, withRelations(text, relations(asks(name, plan)))]),
  );
  for (const [name, sql] of queries) if (isStored(name)) await engine.store(name, sql);
  const segments = named(
    engine.read(
      'select account_id, dimension, value from account_segments order by account_id, dimension, value',
    ),
  );
  const membership = await membershipOf(segments.rows);
  const version = order.memory?.version ?? (() => undefined);
  const asked: Asked = { ...order, texts, segments: segments.name(), version };
  const rows = new Map<string, RowsApart>();
  for (const name of texts.keys())
    if (!isStored(name) && !isOfAccounts(name)) rows.set(name, apart(await rowsOf(name, asked)));
  return {
    rows: (subject, scope) => {
      const { shared, of } = rows.get(subject) ?? notAsked(subject);
      return scope === undefined ? shared : of(scope);
    },
    read: readerOf(asked),
    membership,
    queries,
  };
}

/** Made apart from what holds the rows, which would live as long as it does. */
const readerOf = (asked: Asked) => (subject: AccountSubject) => readAccounts(subject, asked);

async function* readAccounts(name: AccountSubject, asked: Asked): AsyncGenerator<Row> {
  const { sql, over } = await narrowed(name, asked, asks(name, asked.plan));
  yield* asked.engine.read(sql);
  await over();
}

/** Numbers of the periods that a subject is asked for: of the trend alone, unless others are made of it. */
function asks(name: string, { periods, firstShown }: Plan): readonly number[] {
  const all = [...periods.keys()];
  return isStored(name) || isCompared(name) ? all : all.slice(firstShown);
}

function notAsked(subject: string): never {
  throw new Error(`no KPI with data declares that it reads ${subject}, so it was not asked for`);
}

async function allTexts({
  subjects,
  queryText,
}: MeasureOrder): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const [name, subject] of subjects) texts.set(name, await textOf(name, subject, queryText));
  return texts;
}

type Asked = MeasureOrder & Texts;

async function rowsOf(name: string, asked: Asked): Promise<readonly Row[]> {
  const { plan, memory } = asked;
  const periods = hasWindows(name, asked) ? asks(name, plan) : [plan.periods.length - 1];
  if (memory === undefined) return ask(name, asked, periods);
  const label = (no: number) => plan.periods[no]?.period.label ?? '';
  const keys = new Map(periods.map((no) => [label(no), keyOf(name, asked, asked.alone(no))]));
  const known = await memory.recall(name, keys);
  const missing = periods.filter((no) => !known.has(label(no)));
  const found = new Map<number, Row[]>(missing.map((no) => [no, []]));
  if (missing.length > 0)
    for (const row of await ask(name, asked, missing)) found.get(periodOf(row, missing))?.push(row);
  const rows = new Map(periods.map((no) => [no, found.get(no) ?? numbered(known, label(no), no)]));
  if (missing.length > 0) await memory.keep(name, kept(rows, keys, label));
  return periods.flatMap((no) => rows.get(no) ?? []);
}

async function ask(
  name: string,
  asked: Asked,
  periods: readonly number[],
): Promise<readonly Row[]> {
  const { sql, over } = await narrowed(name, asked, periods);
  const rows = await asked.engine.query(sql);
  await over();
  return rows;
}

/** A query, with only the days readable that it looks at until it is over. */
async function narrowed(name: string, asked: Asked, periods: readonly number[]) {
  const { texts, relations, plan, lookBack, useDays } = asked;
  const text = texts.get(name) ?? '';
  const measured = periods.flatMap((no) => plan.periods[no] ?? []);
  const days = daysNeeded(name, measured, lookBack);
  const tables = days && useDays ? dayTablesOf(name, text) : [];
  const leave = async (some: typeof days) => {
    for (const table of tables) await useDays?.(table, some);
  };
  await leave(days);
  return { sql: withRelations(text, relations(periods)), over: () => leave(null) };
}

/** Whether its rows are of a window each: else they are of the whole plan. */
function hasWindows(name: string, { texts }: Asked): boolean {
  return namesRead(texts.get(name) ?? '').includes('windows');
}
