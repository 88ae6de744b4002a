import { readdirSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { spillFolder } from '../../lambdas/local/spilling.ts';
import { emptyDrop } from '../trino/drops.ts';

const limit = "current_setting('memory_limit') as memory";

it('gives a statement that cannot put off what it holds more memory, and it alone', async () => {
  const engine = await openDuckDb(emptyDrop());
  try {
    await engine.query("set memory_limit = '20MB'");
    const long = "length(string_agg(cast(i as varchar), ',')) as n";
    // Four times the half gigabyte that each has at first, which was not all that there is.
    expect(await engine.query(`select ${long}, ${limit} from range(6000000) as t(i)`)).toEqual([
      { n: 46_888_889n, memory: '1.8 GiB' },
    ]);
    expect(await engine.query(`select ${limit}`)).toEqual([{ memory: '476.8 MiB' }]);
  } finally {
    engine.close();
  }
});

it('leaves a statement its memory while others run beside it', async () => {
  const engine = await openDuckDb(emptyDrop());
  try {
    await engine.query("set memory_limit = '20MB'");
    const large = engine.query(
      "select length(string_agg(cast(i as varchar), ',')) as n from range(6000000) as t(i)",
    );
    const small = Array.from({ length: 50 }, () => engine.query('select 1 as one'));
    expect(await large).toEqual([{ n: 46_888_889n }]);
    expect(await Promise.all(small)).toHaveLength(50);
    expect(await engine.query(`select ${limit}`)).toEqual([{ memory: '476.8 MiB' }]);
  } finally {
    engine.close();
  }
});

it('puts off what does not fit where nobody else reads it, and leaves nothing there', async () => {
  const engine = await openDuckDb(emptyDrop());
  try {
    await engine.query("set memory_limit = '100MB'; set threads = 1");
    await engine.store('many', 'select cast(i as varchar) as text from range(12000000) as t(i)');
    expect(statSync(spillFolder()).mode & 0o777).toBe(0o700);
    expect(readdirSync(spillFolder()).length).toBeGreaterThan(0);
  } finally {
    engine.close();
  }
  expect(readdirSync(spillFolder())).toEqual([]);
});
