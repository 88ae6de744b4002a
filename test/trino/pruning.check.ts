import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../lambdas/kpis/measures/query_text.ts';
import { subjects } from '../../lambdas/kpis/measures/subjects.ts';
import { windowsRelation } from '../../lambdas/kpis/measures/windows.ts';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { type Estimating, estimating } from '../../lambdas/local/estimating.ts';
import { queryText } from '../../lambdas/local/world.ts';
import type { DayFolder, Engine } from '../../lambdas/ports.ts';
import { calendarOf, planFor } from '../../lambdas/reports/measured_periods.ts';
import { parsePeriod } from '../../lambdas/reports/periods.ts';
import { dayFolder } from '../../lambdas/staging/by_day/tables.ts';
import { withRelations } from '../../lambdas/tables/relations.ts';
import { database, openTestAthena, type TestAthena } from '../adapters/athena/athena_world.ts';
import { settings } from '../adapters/athena/company.ts';
import { openTrinoBackend } from '../athena_facade/trino_backend.ts';

/**
 * What Trino itself counts as read (`physicalInputBytes`), against the laptop's estimate. Beside the columns it reads
 * the end of every file, where the footer lies: 48 kB, or the whole of a smaller one.
 */
const footer = 48 * 1024;
/** Pages have headers that chunks count too: beyond footers, no more than this above the estimate or below it. */
const within = 1.02;

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

const day = (n: number) => new Date(Date.UTC(2026, 9, 5 + n)).toISOString().slice(0, 10);
/** Three weeks of days in folders of their own. */
const days: readonly DayFolder[] = Array.from({ length: 21 }, (_, n) => ({
  ...{ from: day(n), until: day(n + 1) },
  n: 1 + (n % 2),
}));
const lastWeek = days.slice(14);

/** So many users of each day, under names that cannot be compressed. */
const users = 6_000;
const rows = `select
    date '2026-10-05' + cast(i // ${users} as integer) as day,
    md5('a' || (i % 300)) as account_id, md5('u' || i) as user_id, md5('f' || i) as feature_id,
    cast(1 as bigint) as place, cast(hash(i) % 1000 as bigint) as events,
    cast(1 as bigint) as logins, timestamp '2026-10-05' + to_seconds(cast(hash(i) % 86400 as bigint))
        as last_login_at, 1 as first_ms, 2 as later_ms
  from range(${21 * users}) as t (i)`;

let athena: TestAthena;
let laptop: Estimating;

beforeAll(async () => {
  athena = await openTestAthena('quick', 1e12, (_, root) =>
    openTrinoBackend({
      ...{ address: process.env.TRINO ?? '', database, bucket: 'lake' },
      locate: (address) => address.replace('s3://lake', `file://${root}`),
    }),
  );
  const duckDb = await openDuckDb(athena.files);
  for (const table of ['usage_daily', 'users_daily'])
    await duckDb.unloadDays(table, days, `select * from (${rows}) as made`);
  laptop = await estimating(duckDb);
});
afterAll(async () => {
  laptop.engine.close();
  await athena.close();
});

/** Bytes of columns in the files of days, as their footers have them. */
async function chunks(table: string, of: readonly DayFolder[], columns: readonly string[]) {
  const files = of.map((one) => `'${athena.files.locate(dayFolder(table, one))}/part-0.parquet'`);
  const [row] = await laptop.engine.query(
    `select sum(total_compressed_size) as bytes from parquet_metadata([${files.join(', ')}])
    where path_in_schema in (${columns.map((name) => `'${name}'`).join(', ')})`,
  );
  return Number(row?.bytes);
}

/** What Trino read and what the laptop says that it would, of a query over days. */
async function both(table: string, of: readonly DayFolder[], sql: string) {
  const ask = async (engine: Engine) => {
    await engine.useDays(table, of);
    return engine.query(sql);
  };
  const answers = [await ask(laptop.engine), await ask(athena.engine())];
  expect(answers[1]).toEqual(answers[0]);
  const estimate = (await laptop.estimates()).at(-1)?.bytes ?? 0;
  return { read: athena.facade.executions.at(-1)?.bytes ?? 0, estimate };
}

function expectNear(read: number, estimate: number, files: number) {
  expect(read).toBeGreaterThan(estimate / within);
  expect(read).toBeLessThan(estimate * within + files * footer);
}

describe('a real Trino reads', () => {
  it('of one week no other day', async () => {
    const sql = 'select max(user_id) as most from usage_daily';
    const week = await both('usage_daily', lastWeek, sql);
    expect(week.estimate).toBe(await chunks('usage_daily', lastWeek, ['user_id']));
    expectNear(week.read, week.estimate, lastWeek.length);
    const all = await both('usage_daily', days, sql);
    expectNear(all.read, all.estimate, days.length);
    expect(all.read / week.read).toBeCloseTo(3, 1);
  });

  it('of a table no column that is not named', async () => {
    const sql = 'select sum(events) as events, max(feature_id) as most from usage_daily';
    const { read, estimate } = await both('usage_daily', lastWeek, sql);
    expect(estimate).toBe(await chunks('usage_daily', lastWeek, ['events', 'feature_id']));
    expectNear(read, estimate, lastWeek.length);
    const most = ['day', 'account_id', 'user_id', 'feature_id', 'last_login_at'].map(
      (name) => `max(${name}) as ${name}`,
    );
    const sums = ['events', 'logins', 'first_ms', 'later_ms'].map(
      (name) => `sum(${name}) as ${name}`,
    );
    const whole = `select ${[...most, ...sums].join(', ')} from usage_daily`;
    expect(read).toBeLessThan(0.6 * (await both('usage_daily', lastWeek, whole)).read);
  });

  it('for a measure of ours the columns that it names, each as often as it names the table', async () => {
    const calendar = calendarOf(settings);
    const { periods } = planFor(parsePeriod('weekly', '2026-W43', calendar), calendar, 1);
    const segments = {
      name: 'account_segments',
      columns: { account_id: 'varchar', dimension: 'varchar', value: 'varchar' },
      rows: [{ account_id: md5('a0'), dimension: 'all', value: '' }],
    } as const;
    // The product's own list of days is made of ten thousand, which takes Trino a while.
    const rows = lastWeek.map(({ from }) => ({ day: from }));
    const listed = { name: 'days', columns: { day: 'date' }, rows } as const;
    const given = [windowsRelation([...periods.entries()]), listed, segments];
    const sql = withRelations(await textOf('usage', subjects.usage, queryText), given);
    const { read, estimate } = await both('users_daily', lastWeek, sql);
    const names = ['day', 'account_id', 'user_id', 'place'];
    expect(estimate).toBe(await chunks('users_daily', lastWeek, names));
    expectNear(read, estimate, lastWeek.length);
  });
});
