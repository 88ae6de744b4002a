import { BadExport } from '../errors.ts';
import type { LandedPart } from '../exports/file_drop/landing.ts';
import type { Engine, Objects, QueryText, Records } from '../ports.ts';
import { findTable, tables } from '../tables/catalogue.ts';
import type { Table } from '../tables/column.ts';
import { type AnyRelation, literal, withRelations } from '../tables/relations.ts';
import { localDay } from './by_day/part_days.ts';
import { type DayStaging, dayRelations, stageDays } from './by_day/stage_days.ts';
import { dayTables } from './by_day/tables.ts';
import { currentRows, landedColumns, landedName, stagedRows } from './current.ts';
import { derive } from './derive.ts';
import { type StagingRules, stagingRelations } from './parameters.ts';
import { publicMailDomains } from './public_mail_domains.ts';
import type { State } from './state.ts';
import { tableVersions } from './table_versions.ts';
import { countsOf, type StagedTable, writeSuperseded } from './tallies.ts';
import type { Versions } from './versions.ts';

/** How the table that is kept by day is staged. */
export type ByDay = Pick<
  DayStaging,
  'table' | 'parts' | 'partDays' | 'timeZone' | 'rules' | 'before' | 'rebuild'
>;

/** What staging needs to know of a landed table. */
export interface LandedTable {
  readonly table: string;
  /** Over the files that it landed from. */
  readonly sha256: string;
  readonly rows: number;
  /** Landed files, NDJSON or Parquet. */
  readonly keys: readonly string[];
  /** Where each file landed by itself. */
  readonly parts?: readonly LandedPart[] | undefined;
}

export interface Staging {
  readonly lake: Objects;
  readonly lakeRecords: Records;
  readonly engine: Engine;
  readonly queryText: QueryText;
  readonly landed: readonly LandedTable[];
  readonly rules: StagingRules;
  /** All that decides, beside the files of a table, which rows landed. */
  readonly landingRules: unknown;
  /** The table that is staged by day, where one landed file by file. */
  readonly byDay: ByDay | undefined;
  readonly snapshot: string;
  /** An earlier snapshot whose rows may go on; none where all is made anew. */
  readonly state: State | undefined;
  /** First day that the export does not cover, `YYYY-MM-DD`. */
  readonly snapshotDate: string;
  /** Folder for a table's rows that lost to a newer one with the same key. */
  readonly rejected: (table: string) => string;
}

export interface Staged {
  /** What was counted on the way, per canonical table that landed. */
  readonly counted: readonly StagedTable[];
  readonly versions: Versions;
}

/**
 * landed → staged: one current, de-duplicated Parquet snapshot per table, every account under one id, and the
 * derived tables on top; of tables that are kept by day, the days that are not there yet.
 */
export async function stage(step: Staging): Promise<Staged> {
  const { engine, snapshot } = step;
  const relations = stagingRelations(step);
  await forgetAbsent(step);
  await resolveAccounts(step);
  const days = step.byDay
    ? await stageDays({ ...step, ...step.byDay, relations: ofDays(relations) })
    : null;
  const wholeTables = landedTables(step).filter(({ name }) => name !== step.byDay?.table.name);
  for (const table of wholeTables) await unload(step, table.name, stagedRows(table));
  // What an earlier life that was cut short left of derived tables may be torn.
  await engine.useSnapshot(
    snapshot,
    tables.map(({ name }) => name),
  );
  for (const { name } of dayTables) if (days) await engine.useDays(name, days.spans);
  const versions = await tableVersions(step, wholeTables, days);
  const made = new Set(days ? dayTables.map(({ name }) => name) : []);
  await derive({ ...step, relations, days, made, versions });
  const counted = await countsOf(engine, landedTables(step), step.landed);
  await writeSuperseded(step, wholeTables, counted);
  return { counted, versions: { tables: Object.fromEntries([...versions].sort()), days } };
}

const ofDays = (relations: readonly AnyRelation[]) =>
  relations.filter(({ name }) => dayRelations.includes(name));

function landedTables({ landed }: Staging): readonly Table[] {
  return landed.flatMap(({ table }) => findTable(table) ?? []);
}

/** Landed relations for every canonical table; one that did not land, or landed by parts, is empty. */
export async function makeLandedReadable({
  engine,
  landed,
}: Pick<Staging, 'engine' | 'landed'>): Promise<void> {
  for (const table of tables) {
    const found = landed.filter((one) => one.table === table.name && one.parts === undefined);
    const keys = found.flatMap(({ keys }) => keys);
    await engine.useLanded(landedName(table), landedColumns(table), keys);
  }
}

async function resolveAccounts({ engine, queryText }: Staging): Promise<void> {
  for (const name of ['accounts', 'account_links', 'contacts']) {
    const table = findTable(name);
    if (table) await engine.store(`current_${name}`, currentRows(table));
  }
  const sql = await queryText('staging/account_identity.sql');
  await engine.store('account_identity', withRelations(sql, [publicMailDomains]));
  const circle = await engine.query(
    'select source_id from account_identity where is_cycle order by source_id limit 5',
  );
  if (circle.length > 0) {
    throw new BadExport(
      `accounts: merged_into_account_id runs in a circle at ${circle.map((row) => row.source_id).join(', ')}; one of them must be the survivor.`,
    );
  }
}

/** An earlier run under this snapshot may have staged tables that this export does not have. */
async function forgetAbsent({ lake, landed, snapshot }: Staging): Promise<void> {
  const present = new Set(landed.map(({ table }) => table));
  for (const { name } of tables.filter((table) => !present.has(table.name))) {
    await lake.remove(`staged/${name}/snapshot=${snapshot}`);
  }
}

async function unload({ engine, snapshot }: Staging, name: string, sql: string): Promise<void> {
  await engine.unload(`staged/${name}/snapshot=${snapshot}`, sql);
}

/** First day that the landed facts do not cover, in the zone; null when no table says when. */
export async function coveredUntil(engine: Engine, timeZone: string): Promise<string | null> {
  const zone = literal('varchar', timeZone);
  const clocks = tables.flatMap((table) => {
    const type = table.clock && table.columns[table.clock]?.type;
    if (!type) return [];
    const day = type === 'date' ? table.clock : localDay(table.clock, zone);
    return [`select max(${day}) as day from ${landedName(table)}`];
  });
  const [row] = await engine.query(
    `select cast(date_add('day', 1, max(day)) as varchar) as day from (${clocks.join(' union all ')}) as clocks`,
  );
  return typeof row?.day === 'string' ? row.day : null;
}
