import * as billing from './billing.ts';
import { type Column, provenance, type Table } from './column.ts';
import * as customers from './customers.ts';
import * as engagement from './engagement.ts';
import * as product from './product.ts';
import * as sales from './sales.ts';

/** Every canonical table, in the order of dependence: accounts first, facts after. */
export const tables: readonly Table[] = [
  ...Object.values(customers),
  ...Object.values(billing),
  ...Object.values(sales),
  ...Object.values(engagement),
  ...Object.values(product),
];

const byName = new Map(tables.map((table) => [table.name, table]));

export function findTable(name: string): Table | undefined {
  return byName.get(name);
}

/** The table's own columns and the provenance that every row carries, in file order. */
export function allColumns(table: Table): Readonly<Record<string, Column>> {
  return { ...provenance, ...table.columns };
}
