import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { timesRead } from '../../../lambdas/adapters/athena/times_read.ts';
import { BadSettings } from '../../../lambdas/errors.ts';
import type { DayFolder } from '../../../lambdas/ports.ts';
import { openTestAthena, type TestAthena } from './athena_world.ts';
import { landLeads, rates, ratesFolder } from './lake_content.ts';

let athena: TestAthena;
beforeAll(async () => {
  athena = await openTestAthena();
});
afterEach(() => athena.reset());
afterAll(() => athena.close());

async function sizes(prefix: string): Promise<ReadonlyMap<string, number>> {
  const keys = await athena.files.list(prefix);
  return new Map(
    await Promise.all(
      keys.map(async (key) => [key, (await athena.files.parts(key)).size] as const),
    ),
  );
}

const bytesBelow = async (prefix: string) =>
  [...(await sizes(prefix)).values()].reduce((sum, size) => sum + size, 0);

/** An engine of a run that may scan so much. */
const within = (budgetBytes: number, bytesSpent = 0, scope = 'measure') =>
  athena.engine({ budgetBytes, bytesSpent, sizes, scope });

const oneScan = 'select currency from fx_rates';

describe('the budget of a run', () => {
  it('stops it before a statement that could spend more, and spends nothing on it', async () => {
    await athena.engine().unload(ratesFolder, rates('EUR'));
    const all = await bytesBelow(ratesFolder);
    const started = athena.facade.executions.length;
    for (const spent of [0, 1_000_000]) {
      const engine = within(spent + all - 1, spent, `short-${spent}`);
      await engine.useSnapshot('2026-11-02');
      await expect(engine.query(oneScan)).rejects.toThrow(BadSettings);
      await expect(engine.query(oneScan)).rejects.toThrow(/next one may scan up to .*not started/);
    }
    expect(athena.facade.executions).toHaveLength(started);
    const engine = within(1_000_000 + all, 1_000_000, 'enough');
    await engine.useSnapshot('2026-11-02');
    await engine.query(oneScan);
    await expect(engine.query('select rate_on from fx_rates')).rejects.toThrow('bytes_per_run');
    expect(athena.facade.executions).toHaveLength(started + 1);
  });

  it('expects as many scans as the query names the table, through its own CTEs too', async () => {
    await athena.engine().unload(ratesFolder, rates('EUR'));
    const all = await bytesBelow(ratesFolder);
    const twice = `with own as (select currency from fx_rates)
      select a.currency from own as a join own as b on a.currency = b.currency`;
    for (const [budget, isEnough] of [
      [2 * all - 1, false],
      [2 * all, true],
    ] as const) {
      const engine = within(budget, 0, `twice-${isEnough}`);
      await engine.useSnapshot('2026-11-02');
      const asked = engine.query(twice);
      await (isEnough
        ? expect(asked).resolves.toHaveLength(1)
        : expect(asked).rejects.toThrow(BadSettings));
    }
  });

  it('sets aside what runs at the same time', async () => {
    await athena.engine().unload(ratesFolder, rates('EUR'));
    const engine = within(1.5 * (await bytesBelow(ratesFolder)));
    await engine.useSnapshot('2026-11-02');
    const other = 'select rate_on from fx_rates';
    const ended = await Promise.allSettled([engine.query(oneScan), engine.query(other)]);
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  it('counts of tables by day the days in use alone, and of landed text all', async () => {
    const rows = (n: number) =>
      `select date '2026-10-0${n}' as day, 'a' as account_id, 'f' as feature_id, cast(1 as bigint) as events`;
    const days: readonly DayFolder[] = [1, 2].map((n) => ({
      ...{ from: `2026-10-0${n}`, until: `2026-10-0${n + 1}` },
      n: 1,
    }));
    await athena
      .engine()
      .unloadDays('account_features_daily', days, `${rows(1)} union all ${rows(2)}`);
    const one = await bytesBelow('staged/account_features_daily/day=2026-10-01/');
    const ask = async (some: readonly DayFolder[]) => {
      const engine = within(one, 0, `days-${some.length}`);
      await engine.useDays('account_features_daily', some);
      return engine.query('select feature_id from account_features_daily');
    };
    expect(await ask(days.slice(0, 1))).toHaveLength(1);
    await expect(ask(days)).rejects.toThrow(BadSettings);
    const key = await landLeads(athena, { lead_id: 'l1' });
    const landed = within((await bytesBelow(key)) - 1);
    await landed.useLanded('landed_leads', [{ name: 'lead_id', type: 'varchar' }], [key]);
    await expect(landed.query('select lead_id from landed_leads')).rejects.toThrow(BadSettings);
  });
});

describe('how often a query reads a relation', () => {
  it.each([
    ['select 1', 0],
    ["select 'from events' from eventsx -- join events", 0],
    ['select * from events join events as b on true', 2],
    ['with a as (select * from events) select * from a join a as b', 2],
    [
      'with a as (select * from events), b as (select * from a join a as c) select * from b, x join b',
      4,
    ],
    ['with events as (select * from events) select * from events join events as b', 2],
    ['with a as (with b as (select * from events) select * from b join b as c) select * from a', 2],
    ['with a as (select (1) from events), b as (select 1) select * from b', 0],
  ])('%s: %i', (sql, times) => {
    expect(timesRead(sql, 'events')).toBe(times);
  });
});
