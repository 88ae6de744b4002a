import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { toValue } from '../../../lambdas/adapters/athena/results.ts';
import { BadSettings, OurBug, VendorDown } from '../../../lambdas/errors.ts';
import { costLine, estimatedCost } from '../../../lambdas/runs/price.ts';
import { ApiError } from '../../athena_facade/requests.ts';
import { openTestAthena, pretendedClock, type TestAthena } from './athena_world.ts';
import { rates, ratesFolder } from './lake_content.ts';

let athena: TestAthena;
beforeAll(async () => {
  athena = await openTestAthena();
});
afterEach(() => athena.reset());
afterAll(() => athena.close());

const tooMany = (operation: string, type = 'TooManyRequestsException') => ({
  operation,
  error: new ApiError(type, 'slow down'),
});

describe('time', () => {
  it('that is over leaves the query running, for the next try to join', async () => {
    athena.facade.faults.push('slow');
    const clock = pretendedClock('2026-11-02T07:00:00.000Z');
    const engine = athena.engine({ clock, deadline: '2026-11-02T07:01:00.000Z' });
    await expect(engine.query('select 1 as one')).rejects.toThrow(VendorDown);
    expect(clock.now() < '2026-11-02T07:01:00.000Z').toBe(true);
    expect(athena.facade.requests).not.toContain('StopQueryExecution');
    expect(athena.facade.executions.map(({ state }) => state)).toEqual(['RUNNING']);
  });

  it('that a single query may take is not exceeded: it is stopped', async () => {
    athena.facade.faults.push('slow');
    const engine = athena.engine({ patience: 30_000 });
    await expect(engine.query('select 1 as one')).rejects.toThrow(VendorDown);
    expect(athena.facade.executions.map(({ state }) => state)).toEqual(['CANCELLED']);
    const clock = athena.facade.requests.filter((name) => name === 'GetQueryExecution').length;
    expect(clock).toBeLessThan(25);
  });
});

describe('too many requests', () => {
  it('are waited for, whatever was asked', async () => {
    const operations = ['StartQueryExecution', 'GetQueryExecution', 'GetQueryResults'];
    for (const operation of operations) {
      athena.facade.refusals.push(tooMany(operation), tooMany(operation, 'ThrottlingException'));
    }
    const clock = pretendedClock();
    expect(await athena.engine({ clock }).query('select 1 as one')).toEqual([{ one: 1n }]);
    expect(Date.parse(clock.now()) - Date.parse('2026-11-02T07:00:00Z')).toBeGreaterThan(9_000);
    expect(athena.facade.executions).toHaveLength(1);
  });

  it('are given up when the time of the step is over', async () => {
    for (let n = 0; n < 40; n += 1) athena.facade.refusals.push(tooMany('StartQueryExecution'));
    const engine = athena.engine({ deadline: '2026-11-02T07:01:00.000Z' });
    await expect(engine.query('select 1 as one')).rejects.toThrow(VendorDown);
    expect(athena.facade.requests.length).toBeLessThan(12);
  });
});

describe('an error', () => {
  it('of the query is ours, and its message holds no cell', async () => {
    const engine = athena.engine();
    const query =
      "-- one row\nselect cast(name as bigint) as n from (values ('jo@x.example')) as v (name)";
    athena.facade.faults.push({
      message: "INVALID_CAST_ARGUMENT: Cannot cast 'jo@y.example' to BIGINT",
      ...{ category: 2, retryable: false },
    });
    const failure = await engine.query(query).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(OurBug);
    const { id } = athena.facade.executions[0] ?? {};
    expect(String(failure)).toContain(`INVALID_CAST_ARGUMENT (query execution ${id})\n-- one row`);
    expect(String(failure)).not.toContain('jo@y.example');
  });

  it('of the text of a query is told in full', async () => {
    const message = "COLUMN_NOT_FOUND: line 1:8: Column 'x' cannot be resolved";
    athena.facade.faults.push({ message, category: 2, retryable: false });
    await expect(athena.engine().query('select x')).rejects.toThrow(message);
    expect(athena.facade.executions).toHaveLength(1);
  });

  it('of Athena that it says not to try again is tried by whoever runs the step', async () => {
    athena.facade.faults.push({
      message: 'GENERIC_INTERNAL_ERROR: x',
      category: 1,
      retryable: false,
    });
    await expect(athena.engine().query('select 1 as one')).rejects.toThrow(VendorDown);
    expect(athena.facade.executions).toHaveLength(1);
  });

  it('of a request names what was asked', async () => {
    const query = (error: ApiError) => {
      athena.facade.refusals.push({ operation: 'StartQueryExecution', error });
      return athena.engine().query('select 1 as one');
    };
    const internal = new ApiError('InternalServerException', 'x', 500);
    await expect(query(internal)).rejects.toThrow(VendorDown);
    await expect(query(new ApiError('AccessDeniedException', 'x'))).rejects.toThrow(BadSettings);
    await expect(query(new ApiError('InvalidRequestException', 'x'))).rejects.toThrow(OurBug);
    const elsewhere = athena.engine({ workgroup: 'other' }).query('select 1 as one');
    await expect(elsewhere).rejects.toThrow('WorkGroup other is not found');
  });
});

describe('a limit', () => {
  it('on the length of a query is checked before it is sent', async () => {
    const long = `select '${'x'.repeat(262_144)}' as x`;
    await expect(athena.engine().query(long)).rejects.toThrow(/262\d+ bytes is longer/);
    expect(athena.facade.requests).toEqual([]);
  });

  it('on what a single query scans is named, with where to raise it', async () => {
    const small = await openTestAthena('quick', 100);
    await small.engine().unload(ratesFolder, rates('EUR'));
    const engine = small.engine();
    await engine.useSnapshot('2026-11-02');
    const asked = engine.query('select currency from fx_rates');
    await expect(asked).rejects.toThrow(BadSettings);
    await expect(asked).rejects.toThrow('bytes_per_query');
    expect(small.facade.executions.at(-1)?.state).toBe('CANCELLED');
    await small.close();
  });
});

describe('rows', () => {
  it('come in pages of a thousand, of which only the first begins with the names', async () => {
    const rows = await athena
      .engine()
      .query('select n from (select unnest(range(2500)) as n) as t order by n');
    expect(rows.map(({ n }) => Number(n))).toEqual(Array.from({ length: 2500 }, (_, n) => n));
    expect(athena.facade.requests.filter((name) => name === 'GetQueryResults')).toHaveLength(3);
  });

  it('that are read one by one come page by page, each when the one before is used up', async () => {
    const pages = () => athena.facade.requests.filter((name) => name === 'GetQueryResults').length;
    const asked: number[] = [];
    const rows = athena.engine().read('select n from (select unnest(range(2500)) as n) order by n');
    for await (const { n } of rows) if (Number(n) % 1000 === 400) asked.push(pages());
    expect(asked).toEqual([1, 2, 3]);
    const none = athena.engine().read('select 1 as one where false');
    expect(await none[Symbol.asyncIterator]().next()).toEqual({ done: true, value: undefined });
  });

  it('that read like their names are rows all the same, on whichever page', async () => {
    const rows = await athena.engine().query(`select 'name' as name from unnest(range(1500))`);
    expect(rows).toHaveLength(1500);
    expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(['name']));
  });

  it('tell nothing from an empty text', async () => {
    const [row] = await athena.engine().query(`select '' as a, cast(null as varchar) as b`);
    expect(row).toEqual({ a: '', b: null });
  });

  it('are exact where a number would not be', async () => {
    const sql = `select 9223372036854775807 as a, cast('12345678901234.123456' as decimal(20,6)) as b,
      cast(7 as integer) as c, cast(0.1 as double) as d, true as e, date '2024-02-29' as f,
      timestamp '1969-12-31 23:59:59.001' as g`;
    expect(await athena.engine().query(sql)).toEqual([
      {
        ...{ a: 9223372036854775807n, b: '12345678901234.123456', c: 7n, d: 0.1, e: true },
        ...{ f: '2024-02-29', g: '1969-12-31T23:59:59.001Z' },
      },
    ]);
  });
});

describe('a value of Athena', () => {
  it.each([
    ['double', '1.0E10', 1e10],
    ['double', '-Infinity', Number.NEGATIVE_INFINITY],
    ['float', '2.5', 2.5],
    ['boolean', 'false', false],
    ['timestamp', '2026-10-25 00:59:59', '2026-10-25T00:59:59.000Z'],
    ['timestamp', '2026-10-25 00:59:59.123999', '2026-10-25T00:59:59.123Z'],
    ['char', 'x ', 'x '],
  ])('of type %s, %s, is %s', (type, text, value) => {
    expect(toValue(type, text)).toEqual(value);
  });

  it('of a type that no port has is refused', () => {
    expect(() => toValue('timestamp with time zone', 'x')).toThrow(OurBug);
    expect(() => toValue('map', '{}')).toThrow(OurBug);
  });
});

describe('what queries cost', () => {
  it('is told by execution, with the hash of the text, the bytes and the time', async () => {
    const engine = athena.engine();
    await engine.unload(ratesFolder, rates('EUR'));
    await engine.useSnapshot('2026-11-02');
    await engine.query('select currency from fx_rates');
    const [unload, query] = engine.costs();
    expect(engine.costs().map(({ execution }) => execution)).toEqual(
      athena.facade.executions.map(({ id }) => id),
    );
    expect(unload?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(unload?.bytes).toBe(0);
    expect(query?.bytes).toBeGreaterThan(100);
  });

  it('counts what was cancelled and not what failed, as Athena does', async () => {
    const passing = { message: 'x', category: 1, retryable: true } as const;
    athena.facade.faults.push(passing);
    const engine = athena.engine();
    await engine.query('select 1 as one');
    expect(athena.facade.executions).toHaveLength(2);
    expect(engine.costs()).toHaveLength(1);
  });

  it('is five dollars a terabyte, by the megabyte, and ten of them at least', () => {
    const cost = (...bytes: readonly number[]) =>
      estimatedCost(bytes.map((n) => ({ execution: '', sha256: '', bytes: n, milliseconds: 0 })));
    expect(cost(1e12)).toBe(5);
    expect(cost(0, 1, 9_999_999)).toBeCloseTo(3 * 5e-5);
    expect(cost(10_000_001)).toBeCloseTo(11 * 5e-6);
    expect(cost()).toBe(0);
    const spent = { execution: '', sha256: '', bytes: 1_234_567_890, milliseconds: 0 };
    expect(costLine([spent, spent])).toBe('Queries: 2, 2,470 MB scanned, about USD 0.01.');
  });
});
