import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DuckDb, openDuckDb } from '../../lambdas/local/duckdb.ts';
import { openFolder } from '../../lambdas/local/folder.ts';

const root = mkdtempSync(join(tmpdir(), 'cs-pulse-days-'));
let engine: DuckDb;

const days = [
  { from: '2026-10-01', until: '2026-10-02', n: 1 },
  { from: '2026-10-02', until: '2026-10-03', n: 1 },
];
const rows = `select date '2026-10-02' as day, cast(n as varchar) as account_id, 'f' as feature_id,
  1 as events from range(50000) as r (n)
union all select date '2026-10-01', 'a', 'f', 1`;

beforeAll(async () => {
  engine = await openDuckDb(openFolder(root));
  await engine.unloadDays('account_features_daily', days, rows);
});

afterAll(() => {
  engine.close();
  rmSync(root, { recursive: true });
});

it('days are planned for as many rows as they have, though the first has one', async () => {
  await engine.useDays('account_features_daily', days);
  const [plan] = await engine.query('explain select account_id from account_features_daily');
  const planned = /~([\d,]+)\s+rows/.exec(JSON.stringify(plan));
  expect(Number(planned?.[1]?.replaceAll(',', ''))).toBeGreaterThan(50_000);
});

it('what the engine writes is compressed as Athena is told to compress it', async () => {
  await engine.unload('staged/whole', rows);
  const written = await engine.query(
    `select distinct compression, contains(file_name, 'whole') as is_whole
from parquet_metadata('${join(root, 'staged')}/**/*.parquet') order by is_whole`,
  );
  expect(written).toEqual([
    { compression: 'ZSTD', is_whole: false },
    { compression: 'ZSTD', is_whole: true },
  ]);
});
