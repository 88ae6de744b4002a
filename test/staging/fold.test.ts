import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { queryText } from '../../lambdas/local/world.ts';
import type { Engine } from '../../lambdas/ports.ts';
import { derivedTables } from '../../lambdas/staging/derived.ts';
import { foldOnto } from '../../lambdas/staging/fold.ts';
import { localEventsRelation } from '../../lambdas/staging/local_events.ts';
import { dayTableVersion } from '../../lambdas/staging/table_versions.ts';
import { type Days, type Span, versionBy } from '../../lambdas/staging/versions.ts';
import { withRelations } from '../../lambdas/tables/relations.ts';
import { deep } from '../deep.ts';
import { known } from '../naive/world.ts';
import '../seed.ts';
import { emptyDrop } from '../trino/drops.ts';

const engine = await openDuckDb(emptyDrop());
await engine.query('set threads = 1');
afterAll(() => engine.close());

interface Event {
  readonly user: string | null;
  readonly session: string | null;
  readonly feature: string | null;
  readonly account: string;
  readonly at: number;
}

// Around midnight, so that what goes on over it is met as often as what does not; steps of ten minutes meet the 30.
const minute = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: -6, max: 9 }))
  .map(([day, step]) => day * 1440 + step * 10);
const anyEvent: fc.Arbitrary<Event> = fc.record({
  user: fc.constantFrom('u', 'u', 'v', null),
  session: fc.constantFrom(null, null, 's', 't', 'x', 'y', 'z'),
  feature: fc.constantFrom('f', 'f', 'f', null),
  account: fc.constantFrom('a', 'a', 'a', 'a', 'b'),
  at: minute,
});

/** A user with all first sessions and uses behind it, and sessions that may go on: most of what comes leaves it as it is. */
const settled = [
  { session: 's', at: 1000 },
  { session: 't', at: 1100 },
  { session: null, at: 1430 },
].map((one): Event => ({ ...one, user: 'u', feature: 'f', account: 'a' }));

const goesOn: Event = { user: 'u', session: null, feature: 'f', account: 'a', at: 1450 };

const literal = (text: string | null) => (text === null ? 'cast(null as varchar)' : `'${text}'`);
const dayOf = (at: number) => new Date(Date.UTC(2026, 8, 1) + Math.floor(at / 1440) * 86_400_000);
const textOf = (day: Date) => day.toISOString().slice(0, 10);

const eventColumns = [
  'user_id',
  'session_id',
  'feature_id',
  'account_id',
  'occurred_at',
  'event_id',
];

/** Makes `rows_<n>` of events, as the days of a snapshot. */
async function rollUp(events: readonly Event[], n: number): Promise<void> {
  const rows = events.map(
    ({ user, session, feature, account, at }, no) =>
      `(${[user, session, feature, account].map(literal).join(', ')}, timestamp '2026-09-01' + interval (${at}) minute, '${no}')`,
  );
  await engine.query(
    `create or replace temp view events as select * from (values ${rows.join(', ')})
      as e (${eventColumns.join(', ')})`,
  );
  const given = [localEventsRelation(eventColumns, 'UTC')];
  const sql = withRelations(await queryText('staging/session_days.sql'), given);
  await engine.store(`rows_${n}`, sql);
}

const first = known(derivedTables.find(({ name }) => name === 'first_uses'));
const texts = {
  whole: await queryText('staging/first_uses.sql'),
  redone: await queryText('staging/redone_users.sql'),
};

const spansOf = (events: readonly Event[], changed: ReadonlySet<string>, n: number): Span[] =>
  [...new Set(events.map(({ at }) => dayOf(at).getTime()))].sort().map((time) => {
    const [from, until] = [textOf(new Date(time)), textOf(new Date(time + 86_400_000))];
    const folder = changed.has(from) ? n : 1;
    return { from, until, version: `${from} ${folder}`, n: folder, identity: '', parts: [] };
  });

const daysOf = (spans: Span[]): Days => ({ spans, timeZone: 'UTC', parts: {}, identity: '' });

/** Reads `session_days` of the days that are asked for, and `first_uses` of the state. */
const folding: Engine = {
  ...engine,
  useSnapshot: async () => {
    await engine.query('create or replace temp view first_uses as from state');
  },
  useDays: async (name, spans) => {
    const each = spans.map(({ from, n }) => `select * from rows_${n} where day = date '${from}'`);
    const none = 'select * from rows_1 where false';
    await engine.query(
      `create or replace temp view ${name} as ${[none, ...each].join(' union all ')}`,
    );
  },
};

async function bothWays(then: readonly Event[], now: readonly Event[], more: ReadonlySet<string>) {
  const isOf = (events: readonly Event[]) => new Set(events.map((one) => JSON.stringify(one)));
  const [was, is] = [isOf(then), isOf(now)];
  const differ = [...then, ...now].filter((one) => {
    const text = JSON.stringify(one);
    return !(was.has(text) && is.has(text));
  });
  const changed = new Set([...more, ...differ.map(({ at }) => textOf(dayOf(at)))]);
  await rollUp(now, 2);
  await rollUp(then, 1);
  const [before, after] = [spansOf(then, changed, 1), spansOf(now, changed, 2)];
  await folding.useDays('session_days', before);
  await engine.store('state', texts.whole);
  await folding.useDays('session_days', after);
  const whole = await engine.query(texts.whole);
  const versionOf = (spans: Span[]) =>
    new Map([['session_days', dayTableVersion('session_days', spans)]]);
  const made = versionBy([texts.whole, texts.redone], versionOf(before));
  const step = {
    lake: { ...emptyDrop(), exists: async () => true, list: async () => ['part-0.parquet'] },
    engine: folding,
    state: { snapshot: 'then', tables: { first_uses: made }, days: daysOf(before) },
    days: daysOf(after),
    versions: versionOf(after),
  };
  const sql = await foldOnto(step, first, texts);
  return { whole, folded: sql === undefined ? undefined : await engine.query(sql) };
}

it('has the rows of a fold from scratch, whatever days come, go and change', async () => {
  const many = fc.array(anyEvent, { maxLength: 30 }).map((some) => [...settled, ...some]);
  const few = fc.array(anyEvent, { maxLength: 3 });
  const days = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 2 });
  const world = fc.tuple(many, few, fc.array(fc.nat(), { maxLength: 2 }), days);
  await fc.assert(
    fc.asyncProperty(world, async ([then, come, gone, more]) => {
      const away = new Set(gone.map((at) => at % then.length));
      const now = [...then.filter((_, at) => !away.has(at)), ...come];
      if (now.length === 0) return;
      const again = new Set(more.map((day) => textOf(dayOf(day * 1440))));
      const { whole, folded } = await bothWays(then, now, again);
      expect(folded).toEqual(whole);
    }),
    { numRuns: deep ? 2000 : 20, examples: [[[settled, [goesOn], [], []]]] },
  );
}, 600_000);
