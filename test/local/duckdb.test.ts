import { readdirSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { spillFolder } from '../../lambdas/local/spilling.ts';
import { emptyDrop } from '../trino/drops.ts';

it('gives a statement that cannot put off what it holds more memory', async () => {
  const engine = await openDuckDb(emptyDrop());
  try {
    await engine.query("set memory_limit = '20MB'");
    const [row] = await engine.query(
      "select length(string_agg(cast(i as varchar), ',')) as n from range(6000000) as t(i)",
    );
    expect(row?.n).toBe(46_888_889n);
    // Four times the half gigabyte that it has at first, which was not all that there is.
    expect(await engine.query("select current_setting('memory_limit') as limit")).toEqual([
      { limit: '1.8 GiB' },
    ]);
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
