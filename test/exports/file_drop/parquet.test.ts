import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { landDrop } from '../../../lambdas/exports/file_drop/land.ts';
import { parseMapping } from '../../../lambdas/exports/file_drop/mapping.ts';
import { type DuckDb, openDuckDb } from '../../../lambdas/local/duckdb.ts';
import { openFolder } from '../../../lambdas/local/folder.ts';
import { duckDbParquet } from '../../../lambdas/local/parquet_drop.ts';
import type { Row } from '../../../lambdas/ports.ts';
import { gates } from '../../../lambdas/settings/gates.ts';
import { jsonLines, land, only } from './drop.ts';

let root: string;
let engine: DuckDb;
const path = (...parts: string[]) => join(root, ...parts);

beforeAll(async () => {
  engine = await openDuckDb(openFolder(tmpdir()));
});
afterAll(() => engine.close());
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'drop-'));
  await openFolder(root).write('drop/.keep', '');
  return () => rm(root, { recursive: true });
});

const write = (file: string, sql: string) =>
  engine.query(`copy (${sql}) to '${path('drop', file)}' (format parquet)`);

async function landFolder(options: { mapping?: object; rejectedShare?: number } = {}) {
  const [drop, out] = [openFolder(path('drop')), openFolder(path('out'))];
  const mapping =
    options.mapping &&
    parseMapping(JSON.stringify({ source: 'test', ...options.mapping }), 'm.json');
  return landDrop({
    ...{ drop, out, mapping, run: 'r1', source: 'test' },
    gates: gates.parse({ rejected_share: options.rejectedShare ?? 1, rejected_rows: 0 }),
    parquet: duckDbParquet(engine, drop, out),
    progress: { step: () => {}, note: () => {}, warn: () => {} },
  });
}

const folder = (state: string, table: string) => path('out', state, table, 'source=test', 'run=r1');
const landedRows = (table: string, part = 0): Promise<readonly Row[]> =>
  engine.query(
    `select * from read_parquet('${folder('landed', table)}/part-${part}.parquet', hive_partitioning = false)`,
  );
const rejectedRows = async (table: string) =>
  jsonLines(await readFile(join(folder('rejected', table), 'rejected-0.jsonl')));

const event = (columns = '') =>
  `select 'e' || i as event_id, 'a1' as account_id, 'u1' as user_id, 'click' as event_name,
    timestamp '2024-01-02 03:04:05' as occurred_at ${columns} from range(3) as r(i)`;

describe('a Parquet file', () => {
  it('lands in the types of its table, with file and line', async () => {
    await write('events.parquet', event());
    const { tables } = await landFolder();
    expect(tables).toMatchObject([
      {
        ...{ table: 'events', format: 'parquet', rows: 3, rejected: 0, reasons: {} },
        keys: ['landed/events/source=test/run=r1/part-0.parquet'],
      },
    ]);
    expect((await landedRows('events'))[1]).toEqual({
      ...{ source: 'test', source_updated_at: null, is_deleted: null, event_id: 'e1' },
      ...{ account_id: 'a1', user_id: 'u1', session_id: null, event_name: 'click' },
      ...{ feature_id: null, occurred_at: '2024-01-02T03:04:05.000Z', received_at: null },
      ...{ _file: 'events.parquet', _line: 2n },
    });
  });

  it('is fingerprinted by its bytes', async () => {
    await write('events.parquet', event());
    const { tables } = await landFolder();
    const bytes = await readFile(path('drop', 'events.parquet'));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const listed = createHash('sha256').update(`${sha256}  events.parquet\n`).digest('hex');
    expect(tables[0]?.sha256).toBe(listed);
  });

  it('may come in parts below a folder, and gives the same bytes each time', async () => {
    await openFolder(root).write('drop/events/.keep', '');
    await write('events/a.parquet', event());
    await write('events/b.parquet', event(", 'f1' as feature_id"));
    await landFolder();
    const once = await readFile(join(folder('landed', 'events'), 'part-0.parquet'));
    const { tables } = await landFolder();
    expect(tables[0]).toMatchObject({ rows: 6, files: ['events/a.parquet', 'events/b.parquet'] });
    expect(await readFile(join(folder('landed', 'events'), 'part-0.parquet'))).toEqual(once);
    expect((await landedRows('events')).map((row) => [row._file, row.feature_id])).toEqual([
      ...Array(3).fill(['events/a.parquet', null]),
      ...Array(3).fill(['events/b.parquet', 'f1']),
    ]);
  });

  it('has rows rejected with file, line, reason and the row as it was', async () => {
    await write(
      'events.parquet',
      event().replace("'a1' as account_id", "case when i = 1 then ' ' else 'a1' end as account_id"),
    );
    const { tables } = await landFolder();
    expect(tables[0]).toMatchObject({
      ...{ rows: 2, rejected: 1 },
      reasons: { 'account_id is required, but empty': 1 },
    });
    expect(await rejectedRows('events')).toMatchObject([
      {
        ...{ file: 'events.parquet', line: 2, reason: 'account_id is required, but empty' },
        row: { event_id: 'e1', account_id: ' ' },
      },
    ]);
  });

  it('over the share of rejected rows fails with counts and an example, and lands nothing', async () => {
    await write('events.parquet', event().replace("'a1' as", 'null as'));
    await expect(landFolder({ rejectedShare: 0.5 })).rejects.toThrow(
      /3 of 3 rows are rejected.*\n.*3 × account_id is required, but empty \(first at events.parquet:1\)/,
    );
    expect(await openFolder(path('out')).list('landed/')).toEqual([]);
    expect(await rejectedRows('events')).toHaveLength(3);
  });

  it('lacking a required column fails with file, column and columns found', async () => {
    await write('events.parquet', event().replace('event_id', 'eventid'));
    await expect(landFolder()).rejects.toThrow(
      /events.parquet lacks columns that events needs:\n {2}"event_id"; is it "eventid"\?\n {2}found: eventid, account_id/,
    );
  });

  it('with a column of a type that cannot mean the canonical one fails and names both', async () => {
    await write('events.parquet', event().replace("timestamp '2024-01-02 03:04:05'", '1704164645'));
    await expect(landFolder()).rejects.toThrow(
      /events.parquet: column "occurred_at" is INTEGER, which events.occurred_at \(instant\) cannot be read from/,
    );
  });

  it('that is cut fails and says so', async () => {
    await write('events.parquet', event());
    await truncate(path('drop', 'events.parquet'), 200);
    await expect(landFolder()).rejects.toThrow(
      /^events.parquet cannot be read as Parquet; it is cut/,
    );
  });

  it('can be renamed, given constants and unknown columns by a mapping, and reports the rest', async () => {
    await write(
      'usage.parquet',
      event(", 'x' as colour, 'y' as shape").replace('as user_id', 'as who'),
    );
    const columns = {
      ...{ event_id: 'event_id', session_id: { constant: 's1' } },
      ...{ user_id: { unknown: true }, feature_id: 'who' },
    };
    const tables = { events: { file: 'usage.parquet', columns, ignore: ['shape'] } };
    const landing = await landFolder({ mapping: { tables } });
    expect(landing.tables[0]).toMatchObject({
      ...{ unknownColumns: ['colour'], declaredUnknown: ['user_id'], rows: 3 },
    });
    expect(
      only([...(await landedRows('events'))], 'user_id', 'session_id', 'feature_id')[0],
    ).toEqual({
      ...{ user_id: null, session_id: 's1', feature_id: 'u1' },
    });
  });

  it('with rules that need every row in our hands is refused with the way out', async () => {
    await write('usage.parquet', event());
    const tables = { events: { file: 'usage.parquet', where: { event_id: { equals: 'e1' } } } };
    await expect(landFolder({ mapping: { tables } })).rejects.toThrow(
      /^the mapping states where for usage.parquet; for Parquet only .* export it as CSV or JSONL/,
    );
  });

  it('has constants in our words, whatever words for true and false the export has', async () => {
    await write('features.parquet', "select 'f' as feature_id, 'F' as name, 'oui' as is_key");
    const columns = { is_core: { constant: true } };
    await landFolder({
      mapping: {
        ...{ true_words: ['oui'], false_words: ['non'] },
        tables: { features: { file: 'features.parquet', columns } },
      },
    });
    expect(await landedRows('features')).toMatchObject([{ is_key: true, is_core: true }]);
  });

  it('with text in a style that the mapping states is refused, not read in ours', async () => {
    await write('events.parquet', event().replace('timestamp', 'text'));
    const mapping = { date_format: 'DD-MM-YYYY' };
    await expect(landFolder({ mapping })).rejects.toThrow(/in the style that the mapping states/);
  });

  it('beside CSV files of the same table fails', async () => {
    await openFolder(root).write('drop/events/.keep', '');
    await write('events/a.parquet', event());
    await writeFile(path('drop', 'events', 'b.csv'), 'event_id\n');
    await expect(landFolder()).rejects.toThrow(
      /made of Parquet \(events\/a.parquet\) and of other files/,
    );
  });
});

/** Cells that mean the same whichever way they come; each is landed as CSV and as Parquet text. */
const cells: Record<string, string[]> = {
  seats: [
    '12',
    '12.0',
    '-7',
    '1.5',
    'x',
    '9223372036854775807',
    '9223372036854775808',
    '1e3',
    ' 5 ',
  ],
  mrr_minor: [
    '16666.666667',
    '.5',
    '1e3',
    '4.33333333',
    '-0.0000005',
    'NaN',
    '99999999999999',
    '100000000000000',
  ],
  ends_on: ['2024-02-29', '2023-02-29', '16-10-2024', '2024-3-1', '9999-12-31'],
  source_updated_at: [
    ...['2024-10-16T09:30:00Z', '2024-10-16 11:30:00+02:00', '2024-10-16 11:30:00+02'],
    ...['2024-10-16', '2024-10-16 09:30:00.123', '2024-10-16 25:00:00', '16-10-2024'],
    ...['2024-10-27 02:30:00', '2024-03-31 02:30:00', '2024-10-27 02:30:00Z'],
  ],
  is_deleted: ['TRUE', '1', 'no', 'maybe', 'False'],
  status: ['active', 'Active', 'lapsed'],
  currency: ['usd', 'EUR', 'XYZ'],
  plan: ['  Pro ', 'a;b', "O'Neil"],
};

describe('the same cells as CSV and as Parquet', () => {
  const columns = {
    ...{ subscription_item_id: 'i', subscription_id: 's', account_id: 'a', plan: 'p', seats: '1' },
    ...{ currency: 'USD', mrr_minor: '1', status: 'active', starts_on: '2020-01-01', ends_on: '' },
    ...{ source_updated_at: '', is_deleted: '' },
  };
  const rows = Object.entries(cells).flatMap(([name, all]) =>
    all.map((cell, at) => ({ ...columns, subscription_item_id: `${name}-${at}`, [name]: cell })),
  );
  const names = Object.keys(columns);

  it.each([['UTC'], ['Europe/Berlin'], ['America/New_York']])(
    'land as the same values, and are rejected for the same reasons, in %s',
    async (time_zone) => {
      const mapping = { time_zone };
      const csv = [names, ...rows.map((row) => Object.values(row))]
        .map((row) => row.join('|'))
        .join('\n');
      await writeFile(path('drop', 'in.csv'), `${csv}\n`);
      const texts = `read_csv('${path('drop', 'in.csv')}', delim = '|', all_varchar = true, quote = '', header = true)`;
      await write('subscription_periods.parquet', `select * from ${texts}`);
      await rm(path('drop', 'in.csv'));

      const byText = await land({ 'subscription_periods.csv': `${csv}\n` }, { mapping });
      const byParquet = await landFolder({ mapping });
      expect(byParquet.tables[0]?.reasons).toEqual(byText.table('subscription_periods').reasons);
      const landed = await engine.query(
        `select * exclude (_file) from
       read_parquet('${folder('landed', 'subscription_periods')}/part-0.parquet', hive_partitioning = false)`,
      );
      const plain = landed.map((row) => Object.values(row).map(String));
      const expected = byText.rows.subscription_periods?.map(
        ({ _file, mrr_minor, _line, ...row }) => ({
          ...row,
          mrr_minor: sixPlaces(String(mrr_minor)),
          _line: Number(_line) - 1, // the header is a line of its own
        }),
      );
      expect(plain).toEqual(
        expected?.map((row) =>
          Object.keys(landed[0] ?? {}).map((name) => String(row[name as keyof typeof row])),
        ),
      );
      expect(plain.length).toBeGreaterThan(20);
    },
  );
});

function sixPlaces(text: string): string {
  const [whole, fraction = ''] = text.split('.');
  return `${whole}.${fraction.padEnd(6, '0')}`;
}
