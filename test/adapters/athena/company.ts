import { type Measurement, measure } from '../../../lambdas/kpis/measure.ts';
import type { NamedScope } from '../../../lambdas/kpis/measures/parameters.ts';
import type { KpiRecord } from '../../../lambdas/kpis/record.ts';
import { openDuckDb } from '../../../lambdas/local/duckdb.ts';
import { folderRecords } from '../../../lambdas/local/records.ts';
import { queryText } from '../../../lambdas/local/world.ts';
import type { Engine, Objects, Row } from '../../../lambdas/ports.ts';
import { calendarOf, planFor } from '../../../lambdas/reports/measured_periods.ts';
import { parsePeriod } from '../../../lambdas/reports/periods.ts';
import { parseSettings } from '../../../lambdas/settings/parse.ts';
import { derivedTables } from '../../../lambdas/staging/derived.ts';
import type { Snapshot } from '../../../lambdas/staging/snapshots.ts';
import { takeSnapshot } from '../../../lambdas/staging/take_snapshot.ts';
import { tables } from '../../../lambdas/tables/catalogue.ts';
import { sqlColumns } from '../../../lambdas/tables/engine_columns.ts';
import { silent } from '../../measured_world.ts';
import { dropOf } from '../../trino/drops.ts';
import { tangledCompany } from '../../trino/tangled_company.ts';

export const settings = parseSettings(
  JSON.stringify({ time_zone: 'Europe/Berlin', reporting_currency: 'EUR' }),
  'test settings',
);
const scopes: readonly NamedScope[] = [
  { id: 'scope-1', scope: { csm: ['Zoë', 'zoë'], segment: ['smb', "O'Neil"] } },
];

/** Lands and stages a company whose facts are tangled, from text files alone, in two snapshots; gives the last. */
export async function stageCompany(engine: Engine, lake: Objects, root: string): Promise<Snapshot> {
  const drop = await dropOf(tangledCompany);
  const last = await inParts(drop);
  const take = () => stageDrop(drop, engine, lake, root);
  await take();
  await drop.write('events/last.csv', last);
  return take();
}

function stageDrop(drop: Objects, engine: Engine, lake: Objects, root: string): Promise<Snapshot> {
  return takeSnapshot({
    ...{ drop, lake, engine, settings, queryText },
    lakeRecords: folderRecords(root),
    parquet: () => Promise.reject(new Error('there is no Parquet in this export')),
    progress: silent,
    mapping: undefined,
    source: 'test',
    version: 'test',
  });
}

/** Events as they come day after day: some in each file, one of them twice. Gives the text of the last file. */
async function inParts(drop: Objects): Promise<string> {
  const [header = '', ...rows] = (await drop.readText('events.csv')).trimEnd().split('\n');
  await drop.remove('events.csv');
  const file = (some: readonly string[]) => [header, ...some, ''].join('\n');
  const before = rows.slice(0, -4);
  for (const n of [0, 1])
    await drop.write(`events/${n}.csv`, file(before.filter((_, at) => at === 0 || at % 2 === n)));
  return file(rows.slice(-4));
}

/** The company's KPIs of October 2026, from the snapshot, with those of readers' scopes among its records. */
export async function measureCompany(engine: Engine, snapshot: Snapshot): Promise<Measurement> {
  await engine.useSnapshot(snapshot.snapshot);
  const period = parsePeriod('monthly', '2026-10', calendarOf(settings));
  const ofScopes: KpiRecord[] = [];
  const measured = await measure({
    ...{ engine, settings, scopes, queryText },
    takeOwn: (_, { records, supporting }) => ofScopes.push(...records, ...supporting),
    plan: planFor(period, calendarOf(settings), 2),
    tables: snapshot.tables.map(({ table }) => table),
  });
  return { ...measured, records: [...measured.records, ...ofScopes] };
}

/** Every row of every staged table, each as text, sorted, as a laptop reads the files. */
export async function stagedRows(
  files: Objects,
  { snapshot }: Snapshot,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const engine = await openDuckDb(files);
  await engine.useSnapshot(snapshot);
  const canonical = tables.map((table) => ({ name: table.name, columns: sqlColumns(table) }));
  const found: Record<string, readonly string[]> = {};
  for (const { name, columns } of [...canonical, ...derivedTables]) {
    const names = columns.map((column) => column.name).join(', ');
    found[name] = texts(await engine.query(`select ${names} from ${name}`));
  }
  engine.close();
  return found;
}

function texts(rows: readonly Row[]): readonly string[] {
  return rows
    .map((row) =>
      JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
    )
    .sort();
}
