import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { DemoOptions } from '../../lambdas/local/demo/world.ts';
import { writeDemoCompany } from '../../lambdas/local/demo/write.ts';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { allColumns, findTable } from '../../lambdas/tables/catalogue.ts';
import { known } from '../naive/world.ts';
import { attack } from './attacks.ts';

type Row = Record<string, string>;

/** Columns that people write; each value of one is replaced by one attack, everywhere alike. */
const written =
  /^(name|csm|segment|industry|region|country|acquisition_channel|owner|plan|product|goal|comment|end_comment|category|seniority|team|outcome|author)$/;

export async function writeCompany(folder: string, options: DemoOptions): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const engine = await openDuckDb(openFolder(folder));
  await writeDemoCompany({ out: openFolder(folder), engine, options });
  engine.close();
}

/** Every name of the company an attack; ids of accounts too, which become names of files and links. */
export function makeHostile(folder: string): void {
  const attacks = new Map<string, string>();
  const hostile = (value: string): string => {
    const found = attacks.get(value) ?? attack(attacks.size);
    attacks.set(value, found);
    return found;
  };
  changeTables(folder, (row, table) =>
    mapped(row, (column, value) => {
      if (value === '') return value;
      if (isFree(table, column)) return hostile(`${column} ${value}`);
      return /account_id$/.test(column) ? hostileId(value) : value;
    }),
  );
}

/** Two features of one name would be one feature, and a value that is none of the known ones is rejected. */
function isFree(table: string, column: string): boolean {
  if (!written.test(column) || table === 'features') return false;
  return !allColumns(known(findTable(table)))[column]?.values;
}

const ids: Row = {
  'a-00001': '../../../pwned',
  'a-00002': '"><script>pwned()</script>',
  'a-00003': '=pwned()',
  'a-00004': `long-${'i'.repeat(300)}`,
};
const hostileId = (id: string) => ids[id] ?? id;

/** The demo company in a currency that has no minor units. */
export function makeJapanese(folder: string): void {
  changeTables(folder, (row) =>
    mapped(row, (column, value) => (/currency$/.test(column) && value !== '' ? 'JPY' : value)),
  );
}

function mapped(row: Row, change: (column: string, value: string) => string): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, change(column, value)]),
  );
}

function changeTables(folder: string, change: (row: Row, table: string) => Row): void {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.csv'))) {
    const rows: Row[] = parse(readFileSync(join(folder, file)), { columns: true, bom: true });
    const changed = rows.map((row) => change(row, file.replace('.csv', '')));
    writeFileSync(join(folder, file), stringify(changed, { header: true }));
  }
}
