import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchesOf } from '../../lambdas/adapters/parquet/batches.ts';
import { cellOf } from '../../lambdas/adapters/parquet/cells.ts';
import { openParquet } from '../../lambdas/adapters/parquet/file.ts';
import { parquetLander } from '../../lambdas/adapters/parquet/lander.ts';
import { BadExport, VendorDown } from '../../lambdas/errors.ts';
import { writeDemoCompany } from '../../lambdas/local/demo/write.ts';
import { castOf } from '../../lambdas/local/parquet_casts.ts';
import type { Objects } from '../../lambdas/ports.ts';
import { canonicalReading } from '../../lambdas/tables/cells/reading.ts';
import type { ColumnType } from '../../lambdas/tables/column.ts';
import { events } from '../../lambdas/tables/product.ts';
import { jobOf, type Order, type Outcome, openBoth } from './parquet_both.ts';
import { column, columnTypes, everyCell, strict, tableOf } from './parquet_kinds.ts';
import { pyarrow } from './parquet_pyarrow.ts';

let both: Awaited<ReturnType<typeof openBoth>>;
beforeAll(async () => {
  both = await openBoth();
});
afterAll(() => both.close());

/** What both make of a drop, once it is seen to be the same. */
async function landedAlike(order: Order): Promise<Outcome> {
  const [ours, duckDb] = [await both.byOurs(order), await both.byDuckDb(order)];
  const comparable = ({ landed: { reasons, ...landed }, ...rest }: Outcome) => ({
    ...{ ...rest, landed },
    reasons: new Map(reasons.map(({ reason, ...counted }) => [reason, counted])),
  });
  expect(comparable(ours)).toEqual(comparable(duckDb));
  return ours;
}

const failure = (asked: Promise<unknown>): Promise<Error> =>
  asked.then(() => new Error('it did not fail')).catch((error) => error);

const everyType = [
  ...['integer', 'boolean', 'double', 'decimal(9,2)', 'varchar', 'date', 'timestamp'],
  ...['timestamptz', 'timestamp_ns', 'time', 'blob', 'uuid', 'json', 'varchar[]', 'integer[][]'],
  ...['interval', 'struct(p integer)', 'map(varchar, integer)'],
];

const castable = (type: ColumnType, stored: string) =>
  castOf(type, 'x', stored, canonicalReading) !== undefined;

describe('a cell of a Parquet file', () => {
  it('of any type lands as DuckDB lands it, or is rejected for the same reason', async () => {
    const { table, sql, cells } = everyCell(castable);
    await both.write('cells.parquet', sql);
    const reading = { timeZone: 'Europe/Berlin', trueWords: ['ja'], falseWords: ['nein'] };
    const inputs = [{ files: ['cells.parquet'] }];
    const { landed } = await landedAlike({ table, reading, inputs });
    expect([landed.rows, landed.rejected]).toEqual([cells.length - 251, 251]);
  });

  it('of a type that cannot mean its column is refused, as by DuckDB', async () => {
    const nulls = everyType.map((type, at) => `cast(null as ${type}) as column_${at}`);
    await both.write('kinds.parquet', `select ${nulls.join(', ')}`);
    const { kinds } = await openParquet(both.drop, 'kinds.parquet');
    const described = await both.typesOf('kinds.parquet');
    const outer = (type: string) => type.replace(/\(p.*|\(VARCHAR.*/, '');
    expect([...kinds].map(([name, { type }]) => [name, type])).toEqual(
      described.map(([name, type]) => [name, outer(type)]),
    );
    for (const reading of [
      canonicalReading,
      { ...canonicalReading, dateFormats: ['DD.MM.YYYY'], decimalComma: true },
    ])
      for (const [name, type] of described)
        for (const wanted of columnTypes) {
          const kind = kinds.get(name);
          const ours = kind && cellOf(wanted, kind, reading) !== undefined;
          const theirs = castOf(wanted, 'x', type, reading) !== undefined;
          // DuckDB writes a list of lists as a list of texts that are no tags.
          expect([type, wanted, ours]).toEqual([type, wanted, theirs && !type.endsWith('[][]')]);
        }
  });
});

describe('a row of a Parquet file', () => {
  const row = `'r' || i as id, 'active' as status, 'eur' as currency, 5 as seats,
    date '2024-01-01' as starts_on, null::date as ends_on, timestamp '2024-01-01 12:00:00' as seen_at`;
  const rows = (change: (sql: string) => string) => `select ${change(row)} from range(9) as r(i)`;

  it('that breaks a rule, a closed list or what is required is rejected with its first fault', async () => {
    const faulty = (sql: string) =>
      sql
        .replace(
          "'active'",
          "case i when 1 then 'gone' when 2 then ' ' when 7 then 'gone' else 'free' end",
        )
        .replace("'eur'", "case i when 3 then 'XYZ' when 4 then '' else 'Eur' end")
        .replace('5 as', 'case i when 5 then null when 7 then null when 8 then null else i end as')
        .replace('null::date', "case when i in (6, 8) then date '2023-12-31' end");
    await both.write('faults.parquet', rows(faulty));
    const order = {
      table: strict,
      inputs: [{ files: ['faults.parquet'], known: ['id', 'status'] }],
    };
    const { landed } = await landedAlike(order);
    expect(landed).toMatchObject({
      rows: 2,
      rejected: 7,
      unknownColumns: expect.arrayContaining(['seats']),
    });
    expect(landed.reasons[0]).toMatchObject({ count: 2, example: 'faults.parquet:2' });
    await landedAlike({
      ...order,
      reading: { timeZone: 'America/New_York', dateFormats: ['DD.MM.YYYY'] },
    });
  });

  it('that is rejected is shown as it stands, also in columns that nothing is landed from', async () => {
    const more = `19.90::decimal(9,2) as price, true as paid, ['a', null] as tags, 0.1::float as part,
      timestamptz '2024-01-02 03:04:05.5+01' as at, {'a': 1} as inside, null::date as due`;
    await both.write(
      'shown.parquet',
      `select 'r1' as id, ' gone ' as status, 9007199254740993 as seats, ${more}`,
    );
    await both.byOurs({ table: strict, inputs: [{ files: ['shown.parquet'] }] });
    const rejected = JSON.parse(await both.lastOut().readText('rejected/rejected-0.jsonl'));
    expect(rejected).toEqual({
      ...{ file: 'shown.parquet', line: 1 },
      reason: 'status is none of active, free; state what it means under values in the mapping',
      row: {
        ...{ id: 'r1', status: ' gone ', seats: '9007199254740993', price: '19.90', paid: true },
        ...{ tags: ['a', null], part: '0.1', at: '2024-01-02 02:04:05.5+00', due: null },
      },
    });
  });

  it('may have its columns renamed, stated or unknown, and name its source', async () => {
    await both.write(
      'renamed.parquet',
      rows((sql) => `${sql.replace('seats', 'places')}, ' ' as source`),
    );
    const columns = {
      seats: { from: 'places' },
      status: { constant: 'free' },
      ends_on: { constant: null },
    };
    const input = { files: ['renamed.parquet'], columns, known: ['places'] };
    const { rows: landed } = await landedAlike({ table: strict, inputs: [input] });
    expect(landed[3]).toMatchObject({ seats: 5n, status: 'free', source: 'test', _line: 4n });
    const unknown = [
      { ...input, columns: { ...columns, seats: { constant: null } }, unknown: ['seats'] },
    ];
    expect((await landedAlike({ table: strict, inputs: unknown })).rows[0]).toMatchObject({
      seats: null,
    });
    const own = tableOf({ source: column('text', { required: true }) });
    expect((await landedAlike({ table: own, inputs: [input] })).landed.rejected).toBe(9);
  });

  it('may come in files of different columns, row groups and compressions', async () => {
    const codecs = ['snappy', 'zstd', 'gzip', 'uncompressed', 'brotli', 'lz4_raw'];
    for (const [at, codec] of codecs.entries()) {
      const more = at % 2 === 0 ? '' : `, ${at} as extra`;
      const sql = rows((sql) => sql + more).replace(
        'range(9)',
        at < 2 ? 'range(2100)' : 'range(60)',
      );
      const options = `, compression ${codec}, parquet_version v${(at % 2) + 1}, row_group_size 2048`;
      await both.write(`many/${codec}.parquet`, sql, options);
    }
    const inputs = [{ files: codecs.map((codec) => `many/${codec}.parquet`).sort() }];
    const { landed, rows: all } = await landedAlike({ table: strict, inputs });
    const unknownColumns = expect.arrayContaining(['extra']);
    expect(landed).toMatchObject({ rows: 4440, rejected: 0, unknownColumns });
    expect(all.filter(({ _line }) => _line === 2100n)).toHaveLength(2);
  });

  it('may be written by others than DuckDB', async () => {
    for (const [name, text] of Object.entries(pyarrow))
      await both.drop.write(`arrow/${name}.parquet`, Buffer.from(text, 'base64'));
    const table = tableOf({
      ...{ stamp_ns_utc: column('instant'), stamp_ms: column('instant'), nothing: column('text') },
      ...{ stamp_96: column('instant'), amount: column('mrr'), word: column('text') },
      ...{
        labels: column('tags'),
        flag: column('boolean'),
        day: column('date'),
        number: column('number'),
      },
    });
    const files = Object.keys(pyarrow)
      .map((name) => `arrow/${name}.parquet`)
      .sort();
    const { landed } = await landedAlike({ table, inputs: [{ files }] });
    expect([landed.rows, landed.rejected]).toEqual([108, 0]);
  });

  it('of the demo company lands as DuckDB lands it', async () => {
    await writeDemoCompany({ ...both.out('demo'), options: { accounts: 40, months: 1 } });
    const files = (await both.drop.list('demo/events/')).filter((key) => key.endsWith('.parquet'));
    const { landed } = await landedAlike({ table: events, inputs: [{ files }] });
    expect(landed.rows).toBeGreaterThan(1000);
    expect(landed.rejected).toBe(0);
  });
});

describe('a large row group', () => {
  it('is read in batches of so many rows, each row once', async () => {
    await both.write(
      'large.parquet',
      'select i, i % 7 as rest from range(150000) as r(i)',
      ', row_group_size 150000',
    );
    const file = await openParquet(both.drop, 'large.parquet');
    const seen: number[][] = [];
    let sum = 0n;
    for await (const { start, rows, values } of batchesOf(file, ['i'])) {
      seen.push([start, rows]);
      for (const value of values.get('i') ?? []) sum += BigInt(value);
    }
    expect(seen).toEqual([
      [0, 131_072],
      [131_072, 18_928],
    ]);
    expect(sum).toBe((149_999n * 150_000n) / 2n);
  });
});

describe('a Parquet file', () => {
  const order = { table: strict, inputs: [{ files: ['one.parquet'] }] };
  const sql = `select repeat('id', 50) || i as id, 'active' as status, 1 as seats from range(3000) as r(i)`;
  const bytesOf = async () => {
    const { size, slice } = await both.drop.parts('one.parquet');
    return Buffer.from(await slice(0, size));
  };

  it.each([
    ['is cut', (bytes: Buffer) => bytes.subarray(0, -100)],
    ['is cut to nothing', () => Buffer.alloc(0)],
    ['is something else', () => Buffer.from('event_id,account_id\n1,2\n'.repeat(99))],
    ['has bytes overwritten', (bytes: Buffer) => bytes.fill(0x5a, 20, 200)],
  ])('that %s is a bad export, and lands nothing', async (_, damage) => {
    await both.write('one.parquet', sql);
    await both.drop.write('one.parquet', damage(await bytesOf()));
    const error = await failure(both.byOurs(order));
    expect(error).toBeInstanceOf(BadExport);
    expect(error.message).toBe(
      'one.parquet cannot be read as Parquet; it is cut or damaged, export it again',
    );
    expect(await both.lastOut().list('')).toEqual([]);
  });

  it('whose text is not UTF-8 is refused, not read with other letters', async () => {
    await both.write('one.parquet', sql.replace("'id'", "'ü'"), ', compression uncompressed');
    const bytes = await bytesOf();
    await both.drop.write(
      'one.parquet',
      bytes.fill(0x20, bytes.indexOf('ü'), bytes.indexOf('ü') + 1),
    );
    expect(await failure(both.byOurs(order))).toBeInstanceOf(BadExport);
  });

  it('without a needed column, or with one of another type, fails as it does with DuckDB', async () => {
    await both.write(
      'one.parquet',
      sql.replace('1 as seats', "date '2024-01-01' as starts_on, 3 as seen_at"),
    );
    const needed = [{ column: 'seats', for: 'seats' }];
    for (const one of [{ ...order, inputs: [{ files: ['one.parquet'], needed }] }, order]) {
      const [ours, duckDb] = [await failure(both.byOurs(one)), await failure(both.byDuckDb(one))];
      expect([ours.name, ours.message]).toEqual([duckDb.name, duckDb.message]);
      expect(ours).toBeInstanceOf(BadExport);
    }
  });

  it('that changes or cannot be had while it is read is told as that', async () => {
    await both.write('one.parquet', sql);
    for (const fault of [new BadExport('it changed'), new VendorDown('no answer')]) {
      let asked = 0;
      const failing: Objects = {
        ...both.drop,
        parts: async (key) => {
          const { size, slice } = await both.drop.parts(key);
          const later = async (start: number, end: number) => {
            asked += 1;
            if (asked > 1) throw fault;
            return slice(start, end);
          };
          return { size, slice: later };
        },
      };
      expect(await failure(parquetLander(failing, both.lastOut())(jobOf(order)))).toBe(fault);
    }
  });
});
