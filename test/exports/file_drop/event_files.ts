import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { landDrop } from '../../../lambdas/exports/file_drop/land.ts';
import type { TableLanding } from '../../../lambdas/exports/file_drop/landing.ts';
import { parseMapping } from '../../../lambdas/exports/file_drop/mapping.ts';
import { openDuckDb } from '../../../lambdas/local/duckdb.ts';
import { openFolder } from '../../../lambdas/local/folder.ts';
import { duckDbParquet } from '../../../lambdas/local/parquet_drop.ts';
import { landedFiles } from '../../../lambdas/local/views.ts';
import type { Objects } from '../../../lambdas/ports.ts';
import { gates } from '../../../lambdas/settings/gates.ts';
import { landedColumns } from '../../../lambdas/staging/current.ts';
import { events } from '../../../lambdas/tables/product.ts';
import { silent } from '../../measured_world.ts';

/** SQL of a file of events: as its table has them, or in one of many ways otherwise. */
export const anyFile: fc.Arbitrary<string> = fc
  .record({
    rows: fc.array(
      fc.record({
        id: fc.integer({ min: 0, max: 20 }),
        account: fc.oneof(
          { weight: 30, arbitrary: fc.constantFrom("'a'", "'b'") },
          fc.constantFrom("' a'", "'a '", "e'a\\n'", "''", 'null', "'é'"),
        ),
        minute: fc.integer({ min: 0, max: 10_000 }),
      }),
      { maxLength: 6 },
    ),
    ids: fc.constantFrom('varchar', 'varchar', 'bigint', 'integer', 'double'),
    clock: fc.constantFrom(
      'timestamp',
      'timestamp',
      'timestamptz',
      'timestamp_ns',
      'date',
      'bigint',
    ),
    name: fc.constantFrom('event_name', 'event_name', 'event_name', 'Event_Name'),
    more: fc.constantFrom(
      ...['', '', ', null as session_id', ", 's' as source", ', true as is_deleted'],
      ...[", 'x' as colour", ', {f: 1} as feature_id', ', 7 as received_at'],
    ),
  })
  .map(({ rows, ids, clock, name, more }) => {
    const all = rows.map(({ id, account, minute }) => `(${id}, ${account}, ${minute})`);
    const values = all.length > 0 ? all.join(', ') : "(1, 'a', 1)";
    const at = `timestamp '2026-10-01' + to_minutes(minute)`;
    const stamp = clock === 'bigint' ? 'minute' : `cast(${at} as ${clock})`;
    return `select cast(id as ${ids}) as event_id, account as account_id, 'u' as user_id,
      'open' as ${name}, ${stamp} as occurred_at ${more}
      from (values ${values}) as given(id, account, minute) where ${all.length > 0}`;
  });

type Opened = (key: string) => unknown;

/** What landing made of a drop, wherever its rows lie. */
export interface LandedDrop {
  readonly table: object;
  readonly rows: readonly unknown[];
  readonly rejected: readonly string[];
}

/** A drop of events, and lakes that it lands in. */
export async function openDrop(format: 'csv' | 'parquet', timeZone: string) {
  const root = mkdtempSync(join(tmpdir(), 'cs-pulse-files-'));
  const drop = openFolder(join(root, 'drop'));
  const engine = await openDuckDb(drop);
  await engine.query('set threads = 1');
  const mapping = parseMapping(
    JSON.stringify({ source: 'test', time_zone: timeZone, tables: {} }),
    'test',
  );

  /** Lands into a lake; `asTheyAre` false takes every row in hand. */
  async function land(lake: string, asTheyAre: boolean, opened: Opened = () => {}) {
    const out = openFolder(join(root, lake));
    const watched = watching(drop, opened);
    const whole = duckDbParquet(engine, watched, out);
    const landing = await landDrop({
      ...{ drop: watched, out, mapping, run: 'r1', source: 'test', progress: silent },
      gates: gates.parse({ rejected_share: 1, rejected_rows: 0 }),
      parquet: asTheyAre ? whole : (job) => whole(job),
      byFile: { code: 'test', rebuild: false },
    });
    const [table] = landing.tables;
    if (!table) throw new Error('nothing landed');
    return { ...(await landedOf(out, table)), isKept: table.keys.map((key) => /as-is/.test(key)) };
  }

  async function landedOf(
    out: Objects,
    { keys, parts, ...table }: TableLanding,
  ): Promise<LandedDrop> {
    const sql = landedFiles(out, landedColumns(events), keys);
    const folders = (parts ?? []).map(({ id }) => `rejected/events/source=test/run=${id}/`);
    const files = (await Promise.all(folders.map((folder) => out.list(folder)))).flat();
    const texts = await Promise.all(files.map((file) => out.readText(file)));
    return {
      table: { ...table, parts: parts?.map(({ keys: _, ...part }) => part) },
      rows: await engine.query(`select * from (${sql}) order by _file, _line`),
      rejected: texts,
    };
  }

  return {
    land,
    write: async (n: number, sql: string | null) => {
      const file = `events/${n}.${format}`;
      if (sql === null) return drop.remove(file);
      await drop.write(file, '');
      const options = format === 'csv' ? 'format csv, header' : 'format parquet';
      await engine.query(`copy (${sql}) to '${drop.locate(file)}' (${options})`);
    },
    close: () => {
      engine.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Tells of every file that is opened, before it is read. */
function watching(drop: Objects, opened: Opened): Objects {
  return {
    ...drop,
    open: async (key) => {
      await opened(key);
      return drop.open(key);
    },
  };
}
