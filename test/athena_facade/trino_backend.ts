import {
  type Projection,
  type WarehouseTable,
  warehouseTable,
} from '../../lambdas/adapters/athena/warehouse.ts';
import type { Backend } from './backend.ts';
import { askTrino } from './trino_client.ts';

export interface TrinoOptions {
  /** `http://127.0.0.1:<port>` of a Trino whose catalogue `awsdatacatalog` projects partitions. */
  readonly address: string;
  readonly database: string;
  readonly bucket: string;
  /** Where Trino finds an `s3://` address: the same, or `file:///…`. */
  readonly locate: (address: string) => string;
}

/** A real Trino over the tables of the warehouse, which are made when a statement first names them. */
export async function openTrinoBackend(options: TrinoOptions): Promise<Backend> {
  const { address, database, bucket, locate } = options;
  // Nobody counts the rows of a projected partition.
  const plain = 'awsdatacatalog.statistics_enabled=false';
  const run = (sql: string, session = plain) => askTrino(address, sql, database, session);
  const made = new Map<string, Promise<unknown>>();
  const make = async (table: WarehouseTable) => {
    await run(`drop table if exists ${database}.${table.name}`);
    await run(trinoTable(table, database, (key) => locate(`s3://${bucket}/${key}`)));
  };
  const makeNamed = async (sql: string) => {
    for (const [, schema, name = ''] of sql.matchAll(/"(\w+)"\."(\w+)"/g)) {
      const table = warehouseTable(name);
      if (!table || schema !== database) continue;
      if (!made.has(name)) made.set(name, make(table));
      await made.get(name);
    }
  };
  await run(`create schema if not exists ${database}`);
  let unloads = 0;
  return {
    query: async (sql) => {
      await makeNamed(sql);
      const { columns, rows, bytes } = await run(sql);
      const types = columns.map(({ type }) => athenaType(type));
      return {
        columns: columns.map(({ name }, n) => ({ name, type: types[n] ?? '' })),
        rows: rows.map((row) => row.map((value, n) => inMillis(types[n], value))),
        bytes,
      };
    },
    unload: async (sql, folder, compression) => {
      await makeNamed(sql);
      unloads += 1;
      const name = `${database}.unload_${unloads}`;
      await run(`drop table if exists ${name}`);
      const place = `format = 'PARQUET', external_location = '${locate(folder)}'`;
      const session = `${plain},awsdatacatalog.compression_codec=${compression}`;
      try {
        const { bytes } = await run(`create table ${name} with (${place}) as ${sql}`, session);
        await run(`drop table ${name}`);
        return { bytes };
      } catch (error) {
        if (isWithoutRows(error)) return { bytes: 0 };
        throw error;
      }
    },
    close: async () => {},
  };
}

/** DDL that gives Trino the table as Glue gives it to Athena: partitions projected, JSON by the same SerDe. */
export function trinoTable(
  { name, columns, partitions, projected, location, format }: WarehouseTable,
  database: string,
  locate: (key: string) => string,
): string {
  const own = columns.map((column) => `"${column.name}" ${column.type}`);
  const keys = partitions.map((key) => `${key} varchar with (${projection(projected?.[key])})`);
  const properties = [
    `format = '${format === 'json' ? 'OPENX_JSON' : 'PARQUET'}'`,
    `external_location = '${locate('')}'`,
    `partitioned_by = array[${partitions.map((key) => `'${key}'`).join(', ')}]`,
    'partition_projection_enabled = true',
    `partition_projection_location_template = '${locate(location)}'`,
  ];
  return `create table ${database}.${name} (${[...own, ...keys].join(', ')}) with (${properties.join(', ')})`;
}

function projection(of: Projection | undefined): string {
  if (!of) return "partition_projection_type = 'injected'";
  const range = `partition_projection_range = array['${of.range.join("', '")}']`;
  const format =
    of.type === 'date'
      ? `, partition_projection_format = '${of.format}', partition_projection_interval = 1, partition_projection_interval_unit = 'DAYS'`
      : '';
  return `partition_projection_type = '${of.type}', ${range}${format}`;
}

/** Of a query without rows there is no file, and to Trino's file metastore then no table. */
function isWithoutRows(error: unknown): boolean {
  return String(error).includes('External table location does not exist');
}

function athenaType(type: string): string {
  return type.replace(/\(.*\)$/, '').replace('real', 'float');
}

/** Athena writes three places of a second, Trino as many as the type has. */
function inMillis(type: string | undefined, value: string | null): string | null {
  if (type !== 'timestamp' || value === null) return value;
  const [time = '', fraction = ''] = value.split('.');
  return `${time}.${fraction.padEnd(3, '0').slice(0, 3)}`;
}
