import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetLander } from '../../lambdas/adapters/parquet/lander.ts';
import type {
  ParquetInput,
  ParquetJob,
  ParquetLanded,
  ParquetLander,
} from '../../lambdas/exports/file_drop/parquet.ts';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { duckDbParquet } from '../../lambdas/local/parquet_drop.ts';
import type { Row } from '../../lambdas/ports.ts';
import { canonicalReading, type Reading } from '../../lambdas/tables/cells/reading.ts';
import type { Table } from '../../lambdas/tables/column.ts';
import { sqlColumns } from '../../lambdas/tables/engine_columns.ts';

/** What a lander made of a drop, in a form in which two can be compared. */
export interface Outcome {
  readonly landed: Omit<ParquetLanded, 'keys'>;
  readonly rows: readonly Row[];
  readonly rejects: readonly Record<string, unknown>[];
}

export interface Order {
  readonly table: Table;
  readonly inputs: readonly (Partial<ParquetInput> & { readonly files: readonly string[] })[];
  readonly reading?: Partial<Reading>;
}

/** A folder for drops, an engine to write them, and both ways to land them. */
export async function openBoth() {
  const root = await mkdtemp(join(tmpdir(), 'parquet-'));
  const drop = openFolder(join(root, 'drop'));
  await drop.write('.keep', '');
  const engine = await openDuckDb(openFolder(root));
  let turn = 0;

  const landWith = async (
    make: (
      drop: ReturnType<typeof openFolder>,
      out: ReturnType<typeof openFolder>,
    ) => ParquetLander,
    order: Order,
  ): Promise<Outcome> => {
    turn += 1;
    const out = openFolder(join(root, `out-${turn}`));
    const { keys, ...landed } = await make(drop, out)(jobOf(order));
    const types = [...sqlColumns(order.table), { name: '_file', type: 'varchar' }];
    const columns = [...types, { name: '_line', type: 'bigint' }];
    const places = keys.map((key) => `out-${turn}/${key}`);
    await engine.useLanded('landed_rows', columns, places);
    const rows = await engine.query('select * from landed_rows order by _file, _line');
    const rejected = await out.list('rejected/');
    const rejects = await Promise.all(rejected.map((key) => readFile(out.locate(key), 'utf8')));
    return { landed, rows, rejects: lines(rejects.join('')) };
  };

  return {
    drop,
    write: async (file: string, sql: string, options = '') => {
      await drop.write(file, '');
      await engine.query(`copy (${sql}) to '${drop.locate(file)}' (format parquet ${options})`);
    },
    /** Columns of a file with the names that DuckDB has for their types. */
    typesOf: async (file: string) => {
      const rows = await engine.query(`describe select * from '${drop.locate(file)}'`);
      return rows.map((row) => [String(row.column_name), String(row.column_type)] as const);
    },
    /** A folder of the drop, for what writes there itself. */
    out: (name: string) => ({ out: openFolder(drop.locate(name)), engine }),
    /** Where what was landed last lies. */
    lastOut: () => openFolder(join(root, `out-${turn}`)),
    byDuckDb: (order: Order) => landWith((from, to) => duckDbParquet(engine, from, to), order),
    byOurs: (order: Order) => landWith(parquetLander, order),
    close: async () => {
      engine.close();
      await rm(root, { recursive: true });
    },
  };
}

export function jobOf({ table, inputs, reading }: Order): ParquetJob {
  const none = { columns: {}, unknown: [], needed: [], known: [] };
  return {
    ...{ table, source: 'test', landed: 'landed/', rejected: 'rejected/' },
    reading: { ...canonicalReading, ...reading },
    inputs: inputs.map((input) => ({ ...none, ...input })),
  };
}

/** Rejected rows without their cells, which engines write in ways of their own: DuckDB's NaN is no JSON. */
function lines(text: string) {
  const start = /^{"file":("(?:[^"\\]|\\.)*"),"line":(\d+),"reason":("(?:[^"\\]|\\.)*"),"row":{/gm;
  return [...text.matchAll(start)].map(([, file = '', line, reason = '']) => ({
    ...{ file: JSON.parse(file), line: Number(line), reason: JSON.parse(reason) },
  }));
}
