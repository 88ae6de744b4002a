import { readdirSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type DuckDb, openDuckDb } from '../../lambdas/local/duckdb.ts';
import { spillFolder } from '../../lambdas/local/spilling.ts';
import { emptyDrop } from '../trino/drops.ts';

const limit = "current_setting('memory_limit') as memory";
const long = "length(string_agg(cast(i as varchar), ',')) as n";
const numbers = 'from range(6000000) as t(i)';

async function withEngine(setting: string, check: (engine: DuckDb) => Promise<void>) {
  const engine = await openDuckDb(emptyDrop());
  try {
    await engine.query(setting);
    await check(engine);
  } finally {
    engine.close();
  }
}

it('gives a statement that cannot put off what it holds more memory, and it alone', () =>
  withEngine("set memory_limit = '20MB'", async (engine) => {
    // Four times the half gigabyte that each has at first, which was not all that there is.
    expect(await engine.query(`select ${long}, ${limit} ${numbers}`)).toEqual([
      { n: 46_888_889n, memory: '1.8 GiB' },
    ]);
    expect(await engine.query(`select ${limit}`)).toEqual([{ memory: '476.8 MiB' }]);
  }));

it('gives it at once to a statement that holds every value of its groups', () =>
  withEngine("set memory_limit = '20MB'", async (engine) => {
    const least = 'array_sort(array_agg(i))[1] as least';
    expect(await engine.query(`select ${least}, ${limit} from range(2) as t(i)`)).toEqual([
      { least: 0n, memory: '1.8 GiB' },
    ]);
  }));

it('leaves a statement its memory while others run beside it', () =>
  withEngine("set memory_limit = '20MB'", async (engine) => {
    const large = engine.query(`select ${long} ${numbers}`);
    const small = Array.from({ length: 50 }, () => engine.query('select 1 as one'));
    expect(await large).toEqual([{ n: 46_888_889n }]);
    expect(await Promise.all(small)).toHaveLength(50);
    expect(await engine.query(`select ${limit}`)).toEqual([{ memory: '476.8 MiB' }]);
  }));

it('puts off what does not fit where nobody else reads it, and leaves nothing there', async () => {
  await withEngine("set memory_limit = '100MB'; set threads = 1", async (engine) => {
    await engine.store('many', 'select cast(i as varchar) as text from range(12000000) as t(i)');
    expect(statSync(spillFolder()).mode & 0o777).toBe(0o700);
    expect(readdirSync(spillFolder()).length).toBeGreaterThan(0);
  });
  expect(readdirSync(spillFolder())).toEqual([]);
});
