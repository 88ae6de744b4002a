import { readFile } from 'node:fs/promises';
import {
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import { OurBug } from '../errors.ts';
import type { Engine, Objects, Row, Value } from '../ports.ts';
import { readDays, writeDays } from './day_files.ts';
import { snapshotViews } from './snapshot_views.ts';
import { landedFiles, quoted } from './views.ts';

const macros = new URL('./trino_macros.sql', import.meta.url);

export interface DuckDb extends Engine {
  close(): void;
}

/**
 * DuckDB in memory with Athena's meaning: macros supply Trino's functions, settings its arithmetic.
 * `objects` is the folder whose snapshots it reads.
 */
export async function openDuckDb(objects: Objects): Promise<DuckDb> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run("set TimeZone = 'UTC'; set integer_division = true;");
  await connection.run(await readFile(macros, 'utf8'));
  return {
    query: (sql) => run(connection, sql),
    read: (sql) => read(connection, sql),
    store: async (relation, sql) => {
      await run(connection, `create or replace temp table ${relation} as ${sql}`);
    },
    useLanded: async (relation, columns, keys) => {
      const body = landedFiles(objects, columns, keys);
      await run(connection, `create or replace temp view ${relation} as ${body}`);
    },
    unload: async (folder, sql) => {
      await objects.remove(folder);
      // Writing a marker first makes the folder; the engine writes beside it.
      const file = `${folder}/part-0.parquet`;
      await objects.write(file, '');
      await run(connection, `copy (${sql}) to ${quoted(objects.locate(file))} (format parquet)`);
    },
    useDays: async (table, days) => {
      const body = await readDays(objects, table, days);
      await run(connection, `create or replace temp view ${table} as ${body}`);
    },
    unloadDays: (table, days, sql) =>
      writeDays((text) => run(connection, text), objects, table, days, sql),
    useSnapshot: async (snapshot, only) => {
      await run(connection, (await snapshotViews(objects, snapshot, only)).join(';\n'));
    },
    costs: () => [],
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function run(connection: DuckDBConnection, sql: string): Promise<readonly Row[]> {
  const result = await answered(sql, () => connection.runAndReadAll(sql));
  return result.getRowObjects().map(toRow);
}

/** The engine holds the rows in its own memory until they are taken. */
async function* read(connection: DuckDBConnection, sql: string): AsyncGenerator<Row> {
  const result = await answered(sql, () => connection.run(sql));
  for await (const rows of result.yieldRowObjects()) yield* rows.map(toRow);
}

async function answered<Answer>(sql: string, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OurBug(`DuckDB refused a query: ${reason}\n${sql}`, { cause });
  }
}

function toRow(row: Readonly<Record<string, DuckDBValue>>): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toValue(value)]));
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
