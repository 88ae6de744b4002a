import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Apart, Row } from '../ports.ts';
import { orderOf, withRelations } from '../tables/relations.ts';
import { spillFolder } from './spilling.ts';
import { copied, quoted } from './views.ts';

type Run = (sql: string) => Promise<readonly Row[]>;

/** Of so many rows a statement holds its groups in the memory that it has at first; of more it would put some off. */
const mostRowsAtOnce = 2_000_000;

/**
 * Writes the rows of a query into a file: the relation is dealt out by what lies apart in it, and the query runs for
 * one share after the other. The file is the same to the byte in however many shares.
 */
export async function unloadApart(
  run: Run,
  file: string,
  sql: string,
  { relation, by }: Apart,
  mostRows = mostRowsAtOnce,
): Promise<void> {
  const [counted] = await run(`select count(*) as n from ${relation}`);
  const shares = Math.ceil(Number(counted?.n ?? 0) / mostRows);
  if (shares <= 1) {
    await run(copied(sql, file));
    return;
  }
  const folder = await mkdtemp(join(spillFolder(), 'shares-'));
  try {
    const dealt = `select *, hash(${by}) % ${shares} as share from ${relation}`;
    await run(copied(dealt, join(folder, 'dealt'), ', partition_by (share)'));
    const made: string[] = [];
    for (let share = 0; share < shares; share += 1) {
      const given = await filesIn(join(folder, 'dealt', `share=${share}`));
      if (given.length === 0) continue;
      const of = [{ name: relation, query: rowsOf(given) }];
      made.push(join(folder, `made-${share}.parquet`));
      await run(copied(withRelations(sql, of), made.at(-1) ?? ''));
    }
    await run(copied(`${rowsOf(made)}${orderOf(sql)}`, file));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const filesIn = async (folder: string) =>
  existsSync(folder) ? (await readdir(folder)).sort().map((name) => join(folder, name)) : [];

const rowsOf = (files: readonly string[]) =>
  `select * from read_parquet([${files.map(quoted).join(', ')}], hive_partitioning = false)`;
