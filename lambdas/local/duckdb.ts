import { readFile } from 'node:fs/promises';
import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  type DuckDBMaterializedResult,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import { OurBug } from '../errors.ts';
import type { Engine, Objects, Row, Value } from '../ports.ts';
import { readDays, writeDays } from './day_files.ts';
import { inLittleMemory } from './duckdb_memory.ts';
import { snapshotViews } from './snapshot_views.ts';
import { unloadApart } from './unload_apart.ts';
import { copied, landedFiles } from './views.ts';

const macros = new URL('./trino_macros.sql', import.meta.url);

export interface DuckDb extends Engine {
  close(): void;
  /** Rows as `read` gives them, those together that come together. */
  readSome(sql: string): AsyncIterable<readonly Row[]>;
  /** The same engine; `seen` is called when a statement that it was asked for has run, before the next one. */
  seenBy(seen: (sql: string) => Promise<void>): DuckDb;
}

/**
 * DuckDB in memory with Athena's meaning: macros supply Trino's functions, settings its arithmetic.
 * `objects` is the folder whose snapshots it reads.
 */
export async function openDuckDb(objects: Objects): Promise<DuckDb> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run("set TimeZone = 'UTC'; set integer_division = true;");
  const run = await inLittleMemory(connection);
  await connection.run(await readFile(macros, 'utf8'));
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  const asked = (sql: string) => answered(sql, () => run(sql));
  return engineOf(objects, asked, close);
}

/** Runs a statement; the engine holds the rows in its own memory until they are taken. */
type Ask = (sql: string) => Promise<DuckDBMaterializedResult>;

function engineOf(objects: Objects, ask: Ask, close: () => void): DuckDb {
  const run = async (sql: string) => allRows(await ask(sql));
  async function* readSome(sql: string) {
    const result = await ask(sql);
    const names = result.deduplicatedColumnNames();
    for await (const rows of result.yieldRows()) yield rows.map((row) => toRow(names, row));
  }
  return {
    query: run,
    read: async function* (sql) {
      for await (const rows of readSome(sql)) yield* rows;
    },
    readSome,
    store: async (relation, sql) => {
      await run(`create or replace temp table ${relation} as ${sql}`);
    },
    useLanded: async (relation, columns, keys) => {
      const body = landedFiles(objects, columns, keys);
      await run(`create or replace temp view ${relation} as ${body}`);
    },
    unload: async (folder, sql, apart) => {
      await objects.remove(folder);
      // Writing a marker first makes the folder; the engine writes beside it.
      const file = `${folder}/part-0.parquet`;
      await objects.write(file, '');
      const path = objects.locate(file);
      if (apart) await unloadApart(run, path, sql, apart);
      else await run(copied(sql, path));
    },
    useDays: async (table, days) => {
      const body = await readDays(objects, table, days);
      await run(`create or replace temp view ${table} as ${body}`);
    },
    unloadDays: (table, days, sql) => writeDays(run, objects, table, days, sql),
    useSnapshot: async (snapshot, only) => {
      await run((await snapshotViews(objects, snapshot, only)).join(';\n'));
    },
    costs: () => [],
    seenBy: (seen) => engineOf(objects, inTurn(ask, seen), close),
    close,
  };
}

/** One after the other: what is seen of a statement is then not the next one's. */
function inTurn(ask: Ask, seen: (sql: string) => Promise<void>): Ask {
  let last: Promise<void> = Promise.resolve();
  return (sql) => {
    const own = last.then(async () => {
      const result = await ask(sql);
      await seen(sql);
      return result;
    });
    const over = () => {};
    last = own.then(over, over);
    return own;
  };
}

async function allRows(result: DuckDBMaterializedResult): Promise<readonly Row[]> {
  const names = result.deduplicatedColumnNames();
  return (await result.getRows()).map((row) => toRow(names, row));
}

async function answered<Answer>(sql: string, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OurBug(`DuckDB refused a query: ${reason}\n${sql}`, { cause });
  }
}

/** Set one by one: an object made of pairs takes several times as long. */
function toRow(names: readonly string[], values: readonly DuckDBValue[]): Row {
  const row: Record<string, Value> = {};
  for (const [at, name] of names.entries()) row[name] = toValue(values[at] ?? null);
  return row;
}

function toValue(value: DuckDBValue): Value {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof DuckDBDecimalValue || value instanceof DuckDBDateValue)
    return value.toString();
  if (value instanceof DuckDBTimestampValue) return isoInstant(value.micros);
  throw new OurBug(`a query returned a ${value.constructor.name}; cast it to a plain type`);
}

function isoInstant(micros: bigint): string {
  return new Date(Number(micros / 1000n)).toISOString();
}
