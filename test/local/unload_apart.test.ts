import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { unloadApart } from '../../lambdas/local/unload_apart.ts';
import { queryText } from '../../lambdas/local/world.ts';

const root = mkdtempSync(join(tmpdir(), 'cs-pulse-apart-'));
const engine = await openDuckDb(openFolder(root));
afterAll(() => {
  engine.close();
  rmSync(root, { recursive: true });
});

// 40 users and what comes of nobody, two thirds of it with sessions, in an order that is none.
await engine.store(
  'session_days',
  `select date '2026-01-01' + cast(i % 90 as integer) as day, 'a' || (i % 7) as account_id,
  case when i % 41 < 40 then 'u' || (i % 41) end as user_id,
  case when i % 3 > 0 then 's' || (i % 41) || '.' || (hash(i) % 9) end as session_id, i % 5 as run_no,
  case when i % 4 > 0 then 'f' || (hash(i) % 6) end as feature_id,
  timestamp '2026-01-01' + interval (i) minute as first_at,
  case when i % 5 > 0 then timestamp '2026-01-01' + interval (i + 5) minute end as later_at
from range(20000) as numbers (i) order by hash(i)`,
);
const sql = await queryText('staging/first_uses.sql');
const apart = { relation: 'session_days', by: 'user_id' };

async function unloaded(mostRows?: number) {
  const statements: string[] = [];
  const file = join(root, `${mostRows ?? 'whole'}.parquet`);
  const run = (text: string) => {
    statements.push(text);
    return engine.query(text);
  };
  await unloadApart(run, file, sql, apart, mostRows);
  return { bytes: readFileSync(file), statements };
}

it('writes the same bytes in one share and in many', async () => {
  const whole = await unloaded();
  expect(whole.statements).toHaveLength(2);
  const shared = await unloaded(1000);
  // It counts, deals out, makes twenty shares, and puts them together.
  expect(shared.statements.length).toBeGreaterThan(15);
  expect(shared.bytes.equals(whole.bytes)).toBe(true);
  const [row] = await engine.query(
    `select count(*) as n from read_parquet('${join(root, 'whole.parquet')}')`,
  );
  expect(Number(row?.n)).toBeGreaterThan(1000);
});

it('makes more shares than there is to deal out', async () => {
  expect((await unloaded(100)).bytes.equals((await unloaded()).bytes)).toBe(true);
});
