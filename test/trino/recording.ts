import type { Engine, Objects, Row } from '../../lambdas/ports.ts';
import { dayTable } from '../../lambdas/staging/by_day/tables.ts';
import { derivedTables } from '../../lambdas/staging/derived.ts';
import { versionsOf } from '../../lambdas/staging/versions.ts';
import { tables } from '../../lambdas/tables/catalogue.ts';
import { type EngineColumn, sqlColumns } from '../../lambdas/tables/engine_columns.ts';
import { type Answer, kindOf } from './answer.ts';

/** A relation over a folder of Parquet files, or an empty one. */
export interface ParquetTable {
  readonly name: string;
  readonly columns: readonly EngineColumn[];
  readonly folder: string | null;
}

/** One thing that the pipeline asked of its engine: to make files readable, or a query that DuckDB answered. */
export type Step = { readonly does: 'read'; readonly tables: readonly ParquetTable[] } | Asked;

export interface Asked {
  /** A kept query's rows are a relation of that name for the queries after it. */
  readonly does: 'query' | 'keep';
  readonly name: string;
  readonly sql: string;
  readonly answer: Answer;
}

export interface Recording {
  readonly engine: Engine;
  readonly steps: readonly Step[];
}

/** An engine that does what DuckDB does and writes down every statement with its answer. */
export function recording(duckDb: Engine, objects: Objects): Recording {
  const steps: Step[] = [];
  const landed = new Map<string, string>();
  const ask = async (does: Asked['does'], name: string, sql: string) => {
    steps.push({ does, name, sql, answer: await answerOf(duckDb, sql) });
  };
  let copies = 0;
  /** Days in one folder: how Trino finds those of a snapshot is tried where Athena is. */
  const ofDays = async (name: string, some: boolean): Promise<ParquetTable> => {
    const { columns = [] } = dayTable(name) ?? {};
    copies += 1;
    const folder = `parquet/${name}-${copies}`;
    if (some) await duckDb.unload(folder, `select * from ${name}`);
    return { name, columns, folder: some ? objects.locate(folder) : null };
  };
  const engine: Engine = {
    query: async (sql) => {
      await ask('query', `rows of ${/from (\w+)/.exec(sql)?.[1]}`, sql);
      return duckDb.query(sql);
    },
    read: async function* (sql) {
      await ask('query', `rows of ${/from (\w+)/.exec(sql)?.[1]}`, sql);
      yield* duckDb.read(sql);
    },
    store: async (relation, sql) => {
      await ask('keep', relation, sql);
      await duckDb.store(relation, sql);
    },
    unload: async (folder, sql) => {
      await ask('query', folder, sql);
      await duckDb.unload(folder, sql);
    },
    useLanded: async (relation, columns, keys) => {
      await duckDb.useLanded(relation, columns, keys);
      if (landed.get(relation) === keys.join()) return;
      landed.set(relation, keys.join());
      // What landed as JSON lines is read as Parquet, as everything staged is.
      const folder = `parquet/${relation}`;
      const names = columns.map(({ name }) => name).join(', ');
      await duckDb.unload(folder, `select ${names} from ${relation}`);
      const table = { name: relation, columns, folder: objects.locate(folder) };
      steps.push({ does: 'read', tables: [table] });
    },
    useDays: async (name, days) => {
      await duckDb.useDays(name, days);
      steps.push({ does: 'read', tables: [await ofDays(name, days.length > 0)] });
    },
    unloadDays: async (name, days, sql) => {
      await ask('query', name, sql);
      await duckDb.unloadDays(name, days, sql);
    },
    useSnapshot: async (snapshot, only) => {
      await duckDb.useSnapshot(snapshot, only);
      const staged = await stagedTables(objects, snapshot);
      const days = (await versionsOf(objects, snapshot))?.days;
      const wanted = staged.filter(({ name }) => only?.includes(name) ?? true);
      const read: ParquetTable[] = [];
      for (const table of wanted)
        read.push(days && dayTable(table.name) ? await ofDays(table.name, true) : table);
      steps.push({ does: 'read', tables: read });
    },
    costs: () => duckDb.costs(),
  };
  return { engine, steps };
}

/** DuckDB's answer, with the kinds of its columns. */
export async function answerOf(engine: Engine, sql: string): Promise<Answer> {
  const described = await engine.query(`describe ${sql}`);
  const columns = described.map(({ column_name, column_type }) => ({
    name: String(column_name),
    kind: kindOf(String(column_type)),
  }));
  const rows = await engine.query(sql);
  return { columns, rows: rows.map((row) => columns.map(({ name }) => textOf(row[name]))) };
}

const textOf = (value: Row[string] | undefined) =>
  value === null || value === undefined ? null : String(value);

async function stagedTables(objects: Objects, snapshot: string): Promise<readonly ParquetTable[]> {
  const canonical = tables.map((table) => ({ name: table.name, columns: sqlColumns(table) }));
  return Promise.all(
    [...canonical, ...derivedTables].map(async ({ name, columns }) => {
      const key = `staged/${name}/snapshot=${snapshot}`;
      const isThere = (await objects.list(`${key}/`)).length > 0;
      return { name, columns, folder: isThere ? objects.locate(key) : null };
    }),
  );
}
