import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Objects } from '../ports.ts';
import { type Estimate, estimateLine } from '../runs/price.ts';
import type { DuckDb } from './duckdb.ts';
import { scannedBytes } from './scanned.ts';
import { quoted } from './views.ts';

/** An engine that knows what its statements would scan on Athena. */
export interface Estimating {
  readonly engine: DuckDb;
  /** Of every statement so far that Athena would charge for, in the order in which they ran. */
  estimates(): Promise<readonly Estimate[]>;
}

interface Seen {
  readonly sql: string;
  readonly profiles: readonly string[];
}

/**
 * Watches an engine: DuckDB writes the plan of each statement into a file, and the footers of the files that
 * were read are looked into at the end, each once.
 */
export async function estimating(plain: DuckDb): Promise<Estimating> {
  const folder = await mkdtemp(join(tmpdir(), 'cs-pulse-'));
  const file = join(folder, 'plan.json');
  const statements: Seen[] = [];
  const views: string[] = [];
  await plain.query("pragma enable_profiling = 'json'");
  // What is read, and no times: those would have to be taken.
  await plain.query(
    `set custom_profiling_settings = '{"QUERY_NAME": "true", "EXTRA_INFO": "true"}'`,
  );
  await plain.query(`set profiling_output = ${quoted(file)}`);
  const engine = plain.seenBy(async (sql) => {
    if (/^create or replace temp view /.test(sql)) views.push(sql);
    else if (isPaid(sql)) statements.push({ sql, profiles: [await readFile(file, 'utf8')] });
  });
  const estimates = async () => {
    const bytes = await scannedBytes(plain, { statements, views });
    return statements.map((one) => ({
      sha256: sha256(asAsked(one.sql)),
      bytes: bytes.get(one) ?? 0,
    }));
  };
  const close = () => {
    plain.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { engine: { ...engine, close }, estimates };
}

/** What only makes names readable, or asks DuckDB about itself, is no query of Athena's. */
const isPaid = (sql: string) =>
  /^(\s|--.*\n)*(select|with|copy|create or replace temp table)\b/.test(sql) &&
  !/\b(duckdb_\w+|parquet_metadata)\(/.test(sql);

/** The query as the pipeline wrote it, which is the same on every machine. */
function asAsked(sql: string): string {
  return sql
    .replace(/^create or replace temp table \w+ as /, '')
    .replace(/^copy \(([\s\S]*)\)\s+to '[^']*' \(format parquet[^()]*\)$/, '$1');
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * Keeps them beside the runs, as `estimates/<edition>/<period>/<run>.json`. A run and its manifest are the same to
 * the byte when they are made again: what files weigh, whose rows have no order, is not quite.
 */
export async function keepEstimates(
  archive: Objects,
  run: string,
  estimates: readonly Estimate[],
): Promise<void> {
  const kept = { says: estimateLine(estimates), queries: estimates };
  const key = `${run.replace(/^runs\//, 'estimates/')}.json`;
  await archive.write(key, `${JSON.stringify(kept, null, 2)}\n`);
}
