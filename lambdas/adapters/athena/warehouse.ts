import { dayTables } from '../../staging/by_day/tables.ts';
import { landedColumns, landedName } from '../../staging/current.ts';
import { derivedTables } from '../../staging/derived.ts';
import { tables } from '../../tables/catalogue.ts';
import { type EngineColumn, sqlColumns } from '../../tables/engine_columns.ts';
import { scratchTables } from './scratch_tables.ts';

/** A table that Athena reads. It never holds partitions: a query names the folder that it means. */
export interface WarehouseTable {
  readonly name: string;
  /** Columns of its files, with the type names of Athena's SQL; landed text is cast by whoever reads it. */
  readonly columns: readonly EngineColumn[];
  /** Columns that every query must give a literal for; together they name one folder. */
  readonly partitions: readonly string[];
  /** Partitions of which a query may give several; it gives a literal for each of the others. */
  readonly projected?: Readonly<Record<string, Projection>>;
  /** The folder below the bucket, ending in `/`: `staged/accounts/snapshot=${snapshot}/`. */
  readonly location: string;
  readonly format: 'parquet' | 'json';
}

/** Values that Athena makes up by itself, and of which it reads those that the query lets through. */
export type Projection =
  | { readonly type: 'date'; readonly format: string; readonly range: readonly [string, string] }
  | { readonly type: 'integer'; readonly range: readonly [string, string] };

/** How often the same days can be staged anew; each number takes one more folder to think of. */
export const mostVersions = 500;

/** Days lie in folders that snapshots share; their own table beside that of whole snapshots. */
const tablesOfDays = dayTables.map(
  ({ name, columns }): WarehouseTable => ({
    ...{ name: `${name}_by_day`, columns, format: 'parquet' },
    partitions: ['partition_day', 'partition_version'],
    projected: {
      partition_day: { type: 'date', format: 'yyyy-MM-dd', range: ['1990-01-01', '2100-01-01'] },
      partition_version: { type: 'integer', range: ['1', String(mostVersions)] },
    },
    location: `staged/${name}/day=\${partition_day}/version=\${partition_version}/`,
  }),
);

const parquetTable = (state: string, partition: string, { name, columns }: Columns) => ({
  ...{ name, columns, partitions: [partition], format: 'parquet' as const },
  location: `${state}/${name}/${partition}=\${${partition}}/`,
});
type Columns = Pick<WarehouseTable, 'name' | 'columns'>;

/**
 * Landed rows are JSON lines whose every value is read as text. Rows have a column `source` of their own,
 * so that the partitions cannot be called as their folders are.
 */
const landedTables = tables.map(
  (table): WarehouseTable => ({
    name: landedName(table),
    columns: landedColumns(table).map(({ name }) => ({ name, type: 'varchar' })),
    partitions: ['landed_source', 'landed_run'],
    location: `landed/${table.name}/source=\${landed_source}/run=\${landed_run}/`,
    format: 'json',
  }),
);

const canonical = tables.map((table) => ({ name: table.name, columns: sqlColumns(table) }));

/** Every table of the database: staged, landed, and what a run stores for its own later queries. */
export const warehouseTables: readonly WarehouseTable[] = [
  ...[...canonical, ...derivedTables].map((table) => parquetTable('staged', 'snapshot', table)),
  ...tablesOfDays,
  ...landedTables,
  ...scratchTables.map((table) => parquetTable('scratch', 'run', table)),
];

const byName = new Map(warehouseTables.map((table) => [table.name, table]));

export function warehouseTable(name: string): WarehouseTable | undefined {
  return byName.get(name);
}

/** The table's folder for values of its partitions, below the bucket. */
export function folderOf(table: WarehouseTable, values: Readonly<Record<string, string>>): string {
  return table.location.replace(/\$\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

/** Table and values of the partitions whose folder it is; undefined where it is none. */
export function partitionAt(folder: string) {
  const path = folder.endsWith('/') ? folder : `${folder}/`;
  for (const table of warehouseTables) {
    const pattern = table.location.replace(/\$\{(\w+)\}/g, '(?<$1>[^/]+)');
    const found = new RegExp(`^${pattern}$`).exec(path);
    if (found) return { table, values: { ...found.groups } };
  }
  return undefined;
}

export interface GlueColumn {
  readonly name: string;
  readonly type: string;
}

/** Properties of a CloudFormation `AWS::Glue::Table`, all but the catalogue's id. */
export interface GlueTable {
  readonly databaseName: string;
  readonly tableInput: {
    readonly name: string;
    readonly tableType: 'EXTERNAL_TABLE';
    readonly parameters: Readonly<Record<string, string>>;
    readonly partitionKeys: GlueColumn[];
    readonly storageDescriptor: {
      readonly columns: GlueColumn[];
      readonly location: string;
      readonly inputFormat: string;
      readonly outputFormat: string;
      readonly serdeInfo: {
        readonly serializationLibrary: string;
        readonly parameters: Readonly<Record<string, string>>;
      };
    };
  };
}

/** The table as the Glue catalogue holds it. Its partitions are projected, so that nothing ever adds one. */
export function glueTableInput(
  table: WarehouseTable,
  { database, lakeBucket }: { readonly database: string; readonly lakeBucket: string },
): GlueTable {
  const { name, partitions, format, location } = table;
  const root = location.slice(0, location.indexOf('/', location.indexOf('/') + 1) + 1);
  return {
    databaseName: database,
    tableInput: {
      name,
      tableType: 'EXTERNAL_TABLE',
      parameters: {
        EXTERNAL: 'TRUE',
        classification: format,
        'projection.enabled': 'true',
        ...Object.assign({}, ...partitions.map((key) => projectionOf(table, key))),
        'storage.location.template': `s3://${lakeBucket}/${location}`,
      },
      partitionKeys: partitions.map((key) => ({ name: key, type: 'string' })),
      storageDescriptor: {
        columns: table.columns.map((column) => ({ name: column.name, type: glueType(column) })),
        location: `s3://${lakeBucket}/${root}`,
        ...storage[format],
      },
    },
  };
}

function projectionOf({ projected }: WarehouseTable, key: string): Record<string, string> {
  const own = projected?.[key];
  const property = (name: string) => `projection.${key}.${name}`;
  if (!own) return { [property('type')]: 'injected' };
  return {
    [property('type')]: own.type,
    [property('range')]: own.range.join(','),
    ...(own.type === 'date' ? { [property('format')]: own.format } : {}),
  };
}

/** A row that cannot be read must fail the query: left out, it would make a number wrong in silence. */
const storage = {
  parquet: {
    inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
    outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
    serdeInfo: {
      serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
      parameters: { 'serialization.format': '1' },
    },
  },
  json: {
    inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
    outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
    serdeInfo: {
      serializationLibrary: 'org.openx.data.jsonserde.JsonSerDe',
      parameters: { 'serialization.format': '1', 'ignore.malformed.json': 'false' },
    },
  },
};

const hiveNames: Readonly<Record<string, string>> = { varchar: 'string', integer: 'int' };
const glueType = ({ type }: EngineColumn) => hiveNames[type] ?? type;
