import { BadExport } from '../errors.ts';
import type { Engine, Objects, QueryText } from '../ports.ts';
import { findTable, tables } from '../tables/catalogue.ts';
import type { Table } from '../tables/column.ts';
import { literal, type Relation, withRelations } from '../tables/relations.ts';
import { currentRows, landedColumns, landedName, stagedRows } from './current.ts';
import { derivedTables, stagingSteps } from './derived.ts';
import { publicMailDomains } from './public_mail_domains.ts';
import { countsOf, type StagedTable, writeSuperseded } from './tallies.ts';

/** What staging needs to know of a landed table. */
export interface LandedTable {
  readonly table: string;
  /** Landed files, NDJSON or Parquet. */
  readonly keys: readonly string[];
}

export interface StagingRules {
  readonly timeZone: string;
  readonly pastDueGraceDays: number;
  readonly loginEvents: readonly string[];
  /** Role → features that play it, in place of the marks in the features table. */
  readonly featureRoles: Readonly<Record<string, readonly string[]>>;
}

export interface Staging {
  readonly objects: Objects;
  readonly engine: Engine;
  readonly queryText: QueryText;
  readonly landed: readonly LandedTable[];
  readonly rules: StagingRules;
  readonly snapshot: string;
  /** First day that the export does not cover, `YYYY-MM-DD`. */
  readonly snapshotDate: string;
  /** Folder for a table's rows that lost to a newer one with the same key. */
  readonly rejected: (table: string) => string;
}

/**
 * landed → staged: one current, de-duplicated Parquet snapshot per table, every account under one id,
 * and the derived tables on top. Returns what was counted on the way, per canonical table that landed.
 */
export async function stage(step: Staging): Promise<readonly StagedTable[]> {
  await makeLandedReadable(step);
  await forgetAbsent(step);
  await resolveAccounts(step);
  for (const table of landedTables(step)) await unload(step, table.name, stagedRows(table));
  // What an earlier life that was cut short left of derived tables may be torn.
  await step.engine.useSnapshot(
    step.snapshot,
    tables.map(({ name }) => name),
  );
  await derive(step);
  const counted = await countsOf(step.engine, landedTables(step));
  await writeSuperseded(step, landedTables(step), counted);
  return counted;
}

function landedTables({ landed }: Staging): readonly Table[] {
  return landed.flatMap(({ table }) => findTable(table) ?? []);
}

/** Landed relations for every canonical table; one that did not land is empty. */
export async function makeLandedReadable({
  engine,
  landed,
}: Pick<Staging, 'engine' | 'landed'>): Promise<void> {
  for (const table of tables) {
    const keys = landed.filter((found) => found.table === table.name).flatMap(({ keys }) => keys);
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
async function forgetAbsent({ objects, landed, snapshot }: Staging): Promise<void> {
  const present = new Set(landed.map(({ table }) => table));
  for (const { name } of tables.filter((table) => !present.has(table.name))) {
    await objects.remove(`staged/${name}/snapshot=${snapshot}`);
  }
}

async function unload({ engine, snapshot }: Staging, name: string, sql: string): Promise<void> {
  await engine.unload(`staged/${name}/snapshot=${snapshot}`, sql);
}

/** Each derived table is readable for those after it. */
async function derive(step: Staging): Promise<void> {
  const { engine, queryText } = step;
  const relations = stagingRelations(step);
  for (const { name, query, after = [] } of derivedTables) {
    for (const part of after) {
      const sql = await queryText(stagingSteps[part] ?? '');
      await engine.store(part, withRelations(sql, relations));
    }
    await unload(step, name, withRelations(await queryText(query), relations));
    await engine.useSnapshot(step.snapshot, [name]);
  }
}

function stagingRelations({ rules, snapshotDate }: Staging): readonly Relation[] {
  return [
    {
      name: 'parameters',
      columns: { time_zone: 'varchar', past_due_grace_days: 'bigint', snapshot_at: 'timestamp' },
      rows: [
        {
          time_zone: rules.timeZone,
          past_due_grace_days: rules.pastDueGraceDays,
          snapshot_at: `${snapshotDate} 00:00:00`,
        },
      ],
    },
    {
      name: 'login_events',
      columns: { event_name: 'varchar' },
      rows: rules.loginEvents.map((event_name) => ({ event_name })),
    },
    {
      name: 'role_settings',
      columns: { role: 'varchar', feature_id: 'varchar' },
      rows: Object.entries(rules.featureRoles).flatMap(([role, features]) =>
        features.map((feature_id) => ({ role, feature_id })),
      ),
    },
  ];
}

/** First day that the landed facts do not cover, in the zone; null when no table says when. */
export async function coveredUntil(engine: Engine, timeZone: string): Promise<string | null> {
  const zone = literal('varchar', timeZone);
  const clocks = tables.flatMap((table) => {
    const type = table.clock && table.columns[table.clock]?.type;
    if (!type) return [];
    const day =
      type === 'date'
        ? table.clock
        : `cast(at_timezone(with_timezone(${table.clock}, 'UTC'), ${zone}) as date)`;
    return [`select max(${day}) as day from ${landedName(table)}`];
  });
  const [row] = await engine.query(
    `select cast(date_add('day', 1, max(day)) as varchar) as day from (${clocks.join(' union all ')}) as clocks`,
  );
  return typeof row?.day === 'string' ? row.day : null;
}
