import {
  folderOf,
  type WarehouseTable,
  warehouseTable,
} from '../../lambdas/adapters/athena/warehouse.ts';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import type { Value } from '../../lambdas/ports.ts';
import { type Answer, type Backend, QueryFailed } from './backend.ts';
import { keyOf, type Lake } from './executions.ts';

const oneDay = String.raw`'[\d-]+'`;
const oneRange = String.raw`\(partition_version = '\d+' and partition_day (?:between ${oneDay} and ${oneDay}|in \(${oneDay}(?:, ${oneDay})*\))\)`;
const literals = String.raw`(?:\w+ = '(?:[^']|'')*'(?: and )?)+`;
const named = new RegExp(
  String.raw`"(\w+)"\."(\w+)"(?: where (${literals}|${oneRange}(?: or ${oneRange})*))?`,
  'g',
);
const range =
  /partition_version = '(\d+)' and partition_day (?:between '([\d-]+)' and '([\d-]+)'|in \(([^)]*)\))/g;

/** DuckDB with Trino's meaning over the tables of the warehouse, whose files lie in a folder. */
export async function openDuckDbBackend(lake: Lake, database: string): Promise<Backend> {
  const duckDb = await openDuckDb(lake.objects);
  // Many small queries: threads would only wait for each other.
  await duckDb.query('set threads = 1');
  const checked = new Set<string>();
  const run = async (sql: string) => {
    try {
      return await duckDb.query(sql);
    } catch (error) {
      throw new QueryFailed(`GENERIC_USER_ERROR: ${String(error).slice(0, 2000)}`);
    }
  };

  /** Planned and run once, however often it is looked at. */
  const keep = async (sql: string) => {
    await run(`create or replace temp table kept_answer as ${sql}`);
    return run('describe kept_answer');
  };

  const source = async (table: WarehouseTable, values: Readonly<Record<string, string>>) => {
    return sourceOf(table, await lake.objects.list(folderOf(table, values)));
  };

  const sourceOf = async (table: WarehouseTable, listed: readonly string[]) => {
    const keys = listed.filter((key) => !/(^|\/)[._][^/]*$/.test(key));
    const paths = `[${keys.map((key) => `'${lake.objects.locate(key)}'`).join(', ')}]`;
    if (keys.length === 0) return { keys, sql: nothing(table) };
    if (table.format === 'json') return { keys, sql: json(table, paths) };
    const sql = `select * from read_parquet(${paths}, hive_partitioning = false)`;
    if (!checked.has(sql)) await checkTypes(table, await run(`describe ${sql}`));
    checked.add(sql);
    return { keys, sql };
  };

  /** Of tables that project several partitions, those that some range lets through. */
  const ofDays = async (table: WarehouseTable, where: string) => {
    const ranges = [...where.matchAll(range)];
    if (ranges.length === 0)
      throw new QueryFailed(`CONSTRAINT_VIOLATION: all days of ${table.name}`);
    const [root = ''] = table.location.split('day=');
    const keys = (await lake.objects.list(root)).filter((key) => {
      const [, day = '', version] = /day=([^/]+)\/version=([^/]+)\//.exec(key) ?? [];
      return ranges.some(([, n, from = '', to = '', list]) =>
        n !== version ? false : list ? list.includes(`'${day}'`) : day >= from && day <= to,
      );
    });
    return sourceOf(table, keys);
  };

  const partitionOf = async (found: RegExpExecArray) => {
    const table = warehouseTable(found[2] ?? '');
    if (table?.projected) return ofDays(table, found[3] ?? '');
    return source(...asked(found, database));
  };

  const read = async (text: string) => {
    const keys = new Set<string>();
    const parts: string[] = [];
    let at = 0;
    for (const found of text.matchAll(named)) {
      const partition = await partitionOf(found);
      for (const key of partition.keys) keys.add(key);
      parts.push(text.slice(at, found.index), `(${partition.sql})`);
      at = found.index + found[0].length;
    }
    const sizes = [...keys].map(async (key) => (await lake.objects.parts(key)).size);
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    return { sql: parts.join('') + text.slice(at), bytes };
  };

  // One connection keeps one answer: statements that come at once run one after the other.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const own = last.then(work);
    last = own.catch(() => {});
    return own;
  };

  const backend: Backend = {
    query: async (text): Promise<Answer> => {
      const { sql, bytes } = await read(text);
      const described = await keep(sql);
      const columns = described.map(({ column_name, column_type }) => ({
        name: String(column_name),
        type: athenaType(String(column_type)),
      }));
      const rows = (await run('select * from kept_answer')).map((row) =>
        columns.map(({ name, type }) => textOf(type, row[name] ?? null)),
      );
      return { columns, rows, bytes };
    },
    unload: async (text, address) => {
      const { sql, bytes } = await read(text);
      checkWritable(await keep(sql));
      const [counted] = await run('select count(*) as n from kept_answer');
      if (Number(counted?.n) === 0) return { bytes };
      const key = `${keyOf(lake, address)}part-0.parquet`;
      await lake.objects.write(key, '');
      const path = lake.objects.locate(key);
      await run(`copy kept_answer to '${path}' (format parquet, compression zstd)`);
      return { bytes };
    },
    close: async () => duckDb.close(),
  };
  return {
    query: (text) => inTurn(() => backend.query(text)),
    unload: (...asked) => inTurn(() => backend.unload(...asked)),
    close: backend.close,
  };
}

/** A table that is read without a literal for each partition fails, as it does on Athena. */
function asked(
  [text, database, name = '', where = '']: RegExpExecArray,
  expected: string,
): readonly [WarehouseTable, Readonly<Record<string, string>>] {
  const table = warehouseTable(name);
  if (!table || database !== expected) throw new QueryFailed(`TABLE_NOT_FOUND: ${text}`);
  const values = Object.fromEntries(
    [...where.matchAll(/(\w+) = '((?:[^']|'')*)'/g)].map(([, key = '', value = '']) => [
      key,
      value.replaceAll("''", "'"),
    ]),
  );
  const missing = table.partitions.find((key) => values[key] === undefined);
  if (missing === undefined) return [table, values];
  throw new QueryFailed(
    `CONSTRAINT_VIOLATION: For the injected projected partition column ${missing}, the WHERE clause must contain only static equality conditions, and at least one such condition must be present.`,
  );
}

function nothing({ columns }: WarehouseTable): string {
  const nulls = columns.map(({ name, type }) => `cast(null as ${type}) as ${name}`);
  return `select ${nulls.join(', ')} where false`;
}

function json({ columns }: WarehouseTable, paths: string): string {
  const types = columns.map(({ name, type }) => `${name}: '${type}'`).join(', ');
  return `select * from read_json(${paths}, format = 'newline_delimited', columns = {${types}}, hive_partitioning = false)`;
}

type Described = readonly Readonly<Record<string, Value>>[];

function checkTypes({ name, columns }: WarehouseTable, described: Described): void {
  const types = new Map(
    described.map(({ column_name, column_type }) => [column_name, String(column_type)]),
  );
  for (const column of columns) {
    const found = types.get(column.name)?.toLowerCase();
    if (found === column.type) continue;
    throw new QueryFailed(
      `HIVE_BAD_DATA: ${name}.${column.name} is ${found} in its file, and declared as ${column.type}`,
    );
  }
}

function checkWritable(described: Described): void {
  for (const { column_name, column_type } of described) {
    if (/^(HUGEINT|"?NULL|TIMESTAMP WITH|TIME\b|INTERVAL)/.test(String(column_type))) {
      throw new QueryFailed(`NOT_SUPPORTED: Unsupported Hive type: ${column_name} ${column_type}`);
    }
  }
}

function athenaType(type: string): string {
  const plain = type.toLowerCase();
  if (plain.startsWith('decimal')) return 'decimal';
  // Sums of integers, which Trino holds in 64 bits.
  return plain === 'hugeint' ? 'bigint' : plain === '"null"' ? 'unknown' : plain;
}

function textOf(type: string, value: Value): string | null {
  if (value === null) return null;
  return type === 'timestamp' ? String(value).replace('T', ' ').replace('Z', '') : String(value);
}
