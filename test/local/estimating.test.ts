import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { type Estimating, estimating, keepEstimates } from '../../lambdas/local/estimating.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { defaultBudget, estimateLine } from '../../lambdas/runs/price.ts';

const root = mkdtempSync(join(tmpdir(), 'cs-pulse-estimating-'));
const folder = openFolder(root);
const columns = [
  { name: 'no', type: 'bigint' },
  { name: 'noise', type: 'varchar' },
];
const numbers = 'select i as no, md5(cast(i as varchar)) as noise from range(5000) as t (i)';
let watched: Estimating;

beforeAll(async () => {
  const engine = await openDuckDb(folder);
  await engine.unload('landed/numbers', numbers);
  await folder.write('landed/numbers/more.jsonl', '{"no": 5000, "noise": "x"}\n');
  watched = await estimating(engine);
});
afterAll(() => {
  watched.engine.close();
  rmSync(root, { recursive: true });
});

const sha = (text: string) => createHash('sha256').update(text).digest('hex');

describe('what statements would scan on Athena', () => {
  it('is told of each that it would charge for, by its own text, in their order', async () => {
    const { engine, estimates } = watched;
    const [parquet, json] = ['landed/numbers/part-0.parquet', 'landed/numbers/more.jsonl'];
    const sum = '-- One row.\nselect sum(no) as total from numbers';
    const both = 'select no, noise from numbers';
    await engine.useLanded('numbers', columns, [parquet]);
    // At once: neither is told the other's plan.
    await Promise.all([engine.query(sum), engine.store('kept', both)]);
    await engine.query('select count(*) as n from kept');
    await engine.unload('staged/numbers', both);
    await engine.useLanded('numbers', columns, [json]);
    for await (const _ of engine.read(sum)) expect(_.total).toBe(5000n);
    const found = await estimates();
    expect(found.map(({ sha256 }) => sha256)).toEqual(
      [sum, both, 'select count(*) as n from kept', both, sum].map(sha),
    );
    const [one = 0, all = 0, kept, copied, text] = found.map(({ bytes }) => bytes);
    const { size } = await folder.parts(parquet);
    expect(all).toBeGreaterThan(0.9 * size);
    expect(one).toBeLessThan(0.5 * all);
    expect([kept, copied]).toEqual([0, all]);
    expect(text).toBe((await folder.parts(json)).size);
  });

  it('is kept beside the runs, whose own files are the same whenever they are made again', async () => {
    const queries = [{ sha256: sha('x'), bytes: 12_000_001 }];
    await keepEstimates(folder, 'runs/weekly/2026-W44/latest-1', queries);
    const kept = JSON.parse(await folder.readText('estimates/weekly/2026-W44/latest-1.json'));
    expect(kept).toEqual({ says: estimateLine(queries), queries });
  });

  it('is told with its price and what the budget would do', () => {
    const of = (...bytes: readonly number[]) => bytes.map((n) => ({ sha256: '', bytes: n }));
    expect(estimateLine(of(1, 26_000_000))).toBe(
      'Athena would scan about 27 MB in 2 queries for USD 0.01, of the 200,000 MB that a run may unless its stage says otherwise.',
    );
    expect(estimateLine(of(...Array(5).fill(45e9)))).toBe(
      'Athena would scan about 225,000 MB in 5 queries for USD 1.13, but the run would stop itself before: bytes_per_run of a stage is 200,000 MB unless it says otherwise.',
    );
    expect(estimateLine(of(defaultBudget.query + 1))).toContain('but stop the one of 50,001 MB');
  });
});
