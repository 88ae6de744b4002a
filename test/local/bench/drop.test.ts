import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDayBefore } from '../../../lambdas/local/bench/drop/day_before.ts';
import { writeDrop } from '../../../lambdas/local/bench/drop/write_drop.ts';
import { sizes } from '../../../lambdas/local/bench/sizes.ts';
import { type DuckDb, openDuckDb } from '../../../lambdas/local/duckdb.ts';
import { openFolder } from '../../../lambdas/local/folder.ts';
import { tables } from '../../../lambdas/tables/catalogue.ts';

const root = mkdtempSync(join(tmpdir(), 'cs-pulse-bench-drop-'));
const [drop, again] = [openFolder(join(root, 'once')), openFolder(join(root, 'again'))];
const events = `read_parquet('${drop.locate('events/*.parquet')}', filename = true)`;
let engine: DuckDb;

const value = async (sql: string) => Object.values((await engine.query(sql))[0] ?? {})[0];
const small = { size: { ...sizes.XS, accounts: 20 }, months: 1 };

beforeAll(async () => {
  engine = await openDuckDb(drop);
  await writeDrop({ out: drop, engine, ...small });
});

afterAll(() => {
  engine.close();
  rmSync(root, { recursive: true });
});

describe('the benchmark’s drop', () => {
  it('has the same bytes for the same order, on one thread as on two', async () => {
    const other = await openDuckDb(again);
    await other.query('set threads = 1');
    await writeDrop({ out: again, engine: other, ...small });
    other.close();
    const hashes = async (folder: typeof drop) =>
      (await folder.list('')).map((key) => [
        key,
        createHash('sha256')
          .update(readFileSync(folder.locate(key)))
          .digest('hex'),
      ]);
    expect(await hashes(again)).toEqual(await hashes(drop));
  });

  it('has every canonical table, and events in a file for each day on which they came', async () => {
    const keys = await drop.list('');
    const names = new Set(keys.map((key) => key.split(/[/.]/)[0]));
    expect([...names].sort()).toEqual(tables.map(({ name }) => name).sort());
    expect(keys.filter((key) => key.startsWith('events/')).length).toBe(32);
    const strange = `select count(*) from ${events}
      where cast(cast(received_at as date) as varchar) <> filename[-18:-9]`;
    expect(await value(strange)).toBe(0n);
  });

  it('brings one event of forty on a later day than most, some with the next day’s file', async () => {
    const late = `select count(*) filter (where received_at - occurred_at > interval 1 hour) / cast(count(*) as double)
      from ${events}`;
    expect(await value(late)).toBeGreaterThan(0.015);
    expect(await value(late)).toBeLessThan(0.035);
    const next = `select count(*) from ${events} where cast(occurred_at as date) < cast(received_at as date)`;
    expect(await value(next)).toBeGreaterThan(0n);
  });

  it('gives events ids of their own', async () => {
    expect(await value(`select count(*) - count(distinct event_id) from ${events}`)).toBe(0n);
  });

  it('is skewed as in life: few users do most, and few accounts have most users', async () => {
    const share = (of: string) => `with counted as (
        select ${of} as who, count(*) as n from ${events} group by who
      ) select sum(n) filter (where place * 10 <= everybody) / cast(sum(n) as double) from (
        select n, row_number() over (order by n desc) as place, count(*) over () as everybody from counted)`;
    expect(await value(share('user_id'))).toBeGreaterThan(0.3);
    expect(await value(share('account_id'))).toBeGreaterThan(0.2);
  });

  it('dates nothing into days that are still to come', async () => {
    const last = `select cast(max(starts_on) as varchar) from '${drop.locate('subscription_periods.parquet')}'`;
    expect(String(await value(last)) < '2026-11-02').toBe(true);
  });

  it('parts the spans of an item without a gap or an overlap', async () => {
    const torn = `select count(*) from (
        select ends_on, lead(starts_on) over (partition by subscription_item_id order by starts_on) as next
        from read_parquet('${drop.locate('subscription_periods.parquet')}')
      ) where next is not null and (ends_on is null or ends_on > next)`;
    expect(await value(torn)).toBe(0n);
  });
});

describe('the drop of the day before', () => {
  it('lacks the last day’s file, and what that day brought to other tables', async () => {
    const before = openFolder(join(root, 'before'));
    await writeDayBefore(engine, drop, before);
    const [now, then] = [await drop.list('events/'), await before.list('events/')];
    expect(now.filter((key) => !then.includes(key))).toEqual(['events/2026-11-01.parquet']);
    const last = (folder: typeof drop) =>
      value(
        `select cast(max(responded_at) as varchar) from '${folder.locate('survey_responses.parquet')}'`,
      );
    expect(await last(before)).toMatch(/^2026-10-(30|31)/);
  });
});
