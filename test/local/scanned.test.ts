import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DuckDb, openDuckDb } from '../../lambdas/local/duckdb.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { scannedBytes } from '../../lambdas/local/scanned.ts';

const root = mkdtempSync(join(tmpdir(), 'cs-pulse-scanned-'));
const file = (n: number) => join(root, `${n}.parquet`);
const profile = join(root, 'profile.json');
let engine: DuckDb;

beforeAll(async () => {
  engine = await openDuckDb(openFolder(root));
  // Six files of two row groups each, one day after the other.
  for (const n of [1, 2, 3, 4, 5, 6]) {
    await engine.query(`copy (
        select i as no, hash(i) as noise, date '2026-01-01' + cast(2 * ${n} + i // 2048 as integer) as day
        from range(4096) as numbers (i)
      ) to '${file(n)}' (format parquet, row_group_size 2048)`);
  }
  const list = [1, 2, 3, 4, 5, 6].map((n) => `'${file(n)}'`).join(', ');
  await engine.query(`create temp view numbered as from read_parquet([${list}])`);
});

afterAll(() => {
  engine.close();
  rmSync(root, { recursive: true });
});

async function bytesOf(sql: string): Promise<number | undefined> {
  await engine.query("pragma enable_profiling = 'json'");
  await engine.query(`set profiling_output = '${profile}'`);
  await engine.query(sql);
  const told = readFileSync(profile, 'utf8');
  await engine.query('pragma disable_profiling');
  const seen = { profiles: [told] };
  const views = (await engine.query('select sql from duckdb_views() where not internal')).map(
    ({ sql }) => String(sql),
  );
  return (await scannedBytes(engine, { statements: [seen], views })).get(seen);
}

async function chunks(where: string): Promise<number> {
  const [row] = await engine.query(
    `select sum(total_compressed_size) as bytes from parquet_metadata('${join(root, '*.parquet')}') where ${where}`,
  );
  return Number(row?.bytes);
}

describe('bytes that a statement needs', () => {
  it('are those of the columns that it names, in all files of a view', async () => {
    expect(await bytesOf('select sum(no) as total from numbered')).toBe(
      await chunks("path_in_schema = 'no'"),
    );
    expect(await bytesOf('select max(noise) as most, sum(no) as total from numbered')).toBe(
      await chunks("path_in_schema in ('no', 'noise')"),
    );
  });

  it('leave out row groups beyond a constant bound, and count the column that is bound', async () => {
    const bound = "select sum(no) as total from numbered where day >= date '2026-01-13'";
    expect(await bytesOf(bound)).toBe(
      await chunks(`path_in_schema in ('no', 'day') and file_name = '${file(6)}'`),
    );
  });

  it('are none where the file’s own counts answer', async () => {
    expect(await bytesOf('select count(*) as rows from numbered')).toBe(0);
  });
});
