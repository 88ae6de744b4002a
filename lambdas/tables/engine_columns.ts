import { allColumns } from './catalogue.ts';
import type { ColumnType, Table } from './column.ts';

/** SQL types shared by DuckDB and Athena (Trino); Glue spells some of them otherwise. */
const sqlTypes: Readonly<Record<ColumnType, string>> = {
  text: 'varchar',
  integer: 'bigint',
  mrr: 'decimal(20,6)',
  number: 'decimal(18,6)',
  boolean: 'boolean',
  date: 'date',
  instant: 'timestamp',
  tags: 'varchar',
};

const glueTypes: Readonly<Record<ColumnType, string>> = {
  ...sqlTypes,
  text: 'string',
  tags: 'string',
};

export interface EngineColumn {
  readonly name: string;
  readonly type: string;
}

const columnsAs =
  (types: Readonly<Record<ColumnType, string>>) =>
  (table: Table): readonly EngineColumn[] =>
    Object.entries(allColumns(table)).map(([name, { type }]) => ({
      name,
      type: types[type],
    }));

/** Columns with the type names of DuckDB and of Trino's SQL. */
export const sqlColumns = columnsAs(sqlTypes);

/** Columns with the type names of the Glue catalogue (Hive). */
export const glueColumns = columnsAs(glueTypes);
