import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratchTables } from '../../../lambdas/adapters/athena/scratch_tables.ts';
import type { Measurement } from '../../../lambdas/kpis/measure.ts';
import { type DuckDb, openDuckDb } from '../../../lambdas/local/duckdb.ts';
import { openFolder } from '../../../lambdas/local/folder.ts';
import type { Engine, Objects } from '../../../lambdas/ports.ts';
import { openTestAthena, type TestAthena } from './athena_world.ts';
import { measureCompany, stageCompany, stagedRows } from './company.ts';

/** Relation → its columns with their types, as DuckDB sees the queries that are stored. */
const stored = new Map<string, Readonly<Record<string, string>>>();
const root = mkdtempSync(join(tmpdir(), 'cs-pulse-direct-'));
let athena: TestAthena;
let duckDb: DuckDb;
let [viaAthena, direct]: (Done | undefined)[] = [];

interface Done {
  readonly measured: Measurement;
  readonly staged: Awaited<ReturnType<typeof stagedRows>>;
}

beforeAll(async () => {
  athena = await openTestAthena('quick');
  duckDb = await openDuckDb(openFolder(root));
  direct = await done(describing(duckDb), openFolder(root), root);
  viaAthena = await done(athena.engine(), athena.lake, athena.files.locate(''));
});

afterAll(async () => {
  await athena.close();
  duckDb.close();
  rmSync(root, { recursive: true, force: true });
});

async function done(engine: Engine, lake: Objects, folder: string): Promise<Done> {
  const snapshot = await stageCompany(engine, lake, folder);
  const measured = await measureCompany(engine, snapshot);
  return { measured, staged: await stagedRows(openFolder(folder), snapshot) };
}

function describing(engine: Engine): Engine {
  const describe = async (relation: string, sql: string) => {
    const columns = await engine.query(`describe ${sql}`);
    const types = columns.map(({ column_name, column_type }) => [
      String(column_name),
      String(column_type).toLowerCase(),
    ]);
    stored.set(relation, Object.fromEntries(types));
  };
  return {
    ...engine,
    store: async (relation, sql) => {
      await describe(relation, sql);
      await engine.store(relation, sql);
    },
    unloadDays: async (name, days, sql) => {
      await describe(`unloaded_${name}`, sql);
      await engine.unloadDays(name, days, sql);
    },
  };
}

describe('a company that went through Athena', () => {
  it('has the staged rows that it has on a laptop, from landed text that was cast', () => {
    expect(viaAthena?.staged).toEqual(direct?.staged);
    expect(Object.values(viaAthena?.staged ?? {}).flat().length).toBeGreaterThan(200);
  });

  it('has the KPI values that it has on a laptop', () => {
    const { records, supporting, accounts, unlinked, sources } = direct?.measured ?? {};
    expect(viaAthena?.measured).toMatchObject({ records, supporting, accounts, unlinked, sources });
    expect(records?.length).toBeGreaterThan(1000);
  });

  it('was asked in texts that Athena takes, and paid for each once', () => {
    const texts = athena.facade.executions.map(({ request }) => request.QueryString);
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThan(100_000);
    expect(new Set(texts).size).toBe(texts.length);
  });
});

it('stores relations with the columns and types that the queries give', () => {
  const declared = scratchTables.map(({ name, columns }) => [
    name,
    Object.fromEntries(columns.map((column) => [column.name, column.type])),
  ]);
  expect(Object.fromEntries(stored)).toEqual(Object.fromEntries(declared));
});
