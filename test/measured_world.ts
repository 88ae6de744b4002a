import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mapping } from '../lambdas/exports/file_drop/mapping.ts';
import { openDuckDb } from '../lambdas/local/duckdb.ts';
import { openFolder } from '../lambdas/local/folder.ts';
import { duckDbParquet } from '../lambdas/local/parquet_drop.ts';
import { folderRecords } from '../lambdas/local/records.ts';
import { queryText } from '../lambdas/local/world.ts';
import { calendarOf, planFor } from '../lambdas/reports/measured_periods.ts';
import { type Period, parsePeriod } from '../lambdas/reports/periods.ts';
import {
  type MeasuredSnapshot,
  measureSnapshot,
  type Wanted,
} from '../lambdas/runs/measured_snapshot.ts';
import { parseSettings } from '../lambdas/settings/parse.ts';
import type { EditionName, Settings } from '../lambdas/settings/schema.ts';
import type { Snapshot } from '../lambdas/staging/snapshots.ts';
import { takeSnapshot } from '../lambdas/staging/take_snapshot.ts';
import { allColumns, findTable } from '../lambdas/tables/catalogue.ts';
import { known, type World } from './naive/world.ts';

export const silent = { step: () => {}, note: () => {}, warn: () => {} };

export interface MeasuredWorld extends MeasuredSnapshot {
  readonly period: Period;
  readonly snapshot: Snapshot;
  readonly query: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
}

export interface MeasuredDrop {
  /** Folder of the file drop. */
  readonly folder: string;
  readonly edition: EditionName;
  readonly period: string;
  readonly settings?: unknown;
  readonly mapping?: Mapping;
  /** Length of the trend, the report's own period included; 13 in reports. */
  readonly periods?: number;
  readonly scopes?: Wanted['scopes'];
}

/** Runs a drop through the real pipeline up to the KPI values and hands them to `check`. */
export async function withMeasuredDrop<T>(
  drop: MeasuredDrop,
  check: (world: MeasuredWorld) => T | Promise<T>,
): Promise<T> {
  const out = mkdtempSync(join(tmpdir(), 'cs-pulse-'));
  const [source, target] = [openFolder(drop.folder), openFolder(out)];
  const engine = await openDuckDb(target);
  // On a few rows, threads cost more than they give.
  await engine.query('set threads = 1');
  try {
    const settings = parseSettings(JSON.stringify(drop.settings ?? {}), 'test settings');
    const snapshot = await takeSnapshot({
      drop: source,
      lake: target,
      lakeRecords: folderRecords(out),
      engine,
      queryText,
      parquet: duckDbParquet(engine, source, target),
      progress: silent,
      mapping: drop.mapping,
      settings,
      source: 'test',
      version: 'test',
    });
    const { edition } = drop;
    const period = parsePeriod(edition, drop.period, calendarOf(settings));
    // As a run does: of tables by day a measure reads only the days that it looks at.
    const measured = await measureSnapshot(
      { lake: target, engine, queryText, progress: silent },
      { edition, source: 'test', version: 'test', settings },
      {
        ...{ snapshot, period, length: drop.periods ?? 2 },
        ...{ scopes: drop.scopes ?? [], remembers: false },
      },
    );
    return await check({ ...measured, period, snapshot, query: engine.query });
  } finally {
    engine.close();
    rmSync(out, { recursive: true, force: true });
  }
}

/** What a report of the period measures. */
export const planOf = (period: Period, settings: Settings) => planFor(period, calendarOf(settings));

/** The landed rows as plain ones, for the independent calculation: before any merge, link or duplicate is resolved. */
export async function landedWorld({ query, snapshot }: MeasuredWorld): Promise<World> {
  const tables = snapshot.tables.map(async ({ table }) => {
    const columns = Object.keys(allColumns(known(findTable(table))));
    const rows = await query(`select ${columns.join(', ')} from landed_${table}`);
    return [table, rows.map(plain)] as const;
  });
  return Object.fromEntries(await Promise.all(tables));
}

function plain(row: Readonly<Record<string, unknown>>): World[string][number] {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? Number(value) : (value as string | number | boolean | null),
    ]),
  );
}
