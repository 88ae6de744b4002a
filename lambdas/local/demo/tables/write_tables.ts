import { stringify } from 'csv-stringify/sync';
import { OurBug } from '../../../errors.ts';
import type { Objects } from '../../../ports.ts';
import { findTable } from '../../../tables/catalogue.ts';
import type { Cast } from '../story/cast.ts';
import type { World } from '../world.ts';
import { accountTables, companyTables } from './all.ts';
import type { Row } from './cells.ts';

export async function writeCompanyTables(out: Objects, world: World): Promise<void> {
  for (const [name, rowsOf] of Object.entries(companyTables)) {
    await out.write(`${name}.csv`, csv(name, rowsOf(world)));
  }
}

/** Rows of some accounts: the only file of its table, or the part of that number. */
export async function writeAccountTables(
  out: Objects,
  casts: readonly Cast[],
  part: number | null,
): Promise<void> {
  for (const [name, rowsOf] of Object.entries(accountTables)) {
    const key = part === null ? name : `${name}/part-${String(part).padStart(4, '0')}`;
    await out.write(`${key}.csv`, csv(name, casts.flatMap(rowsOf)));
  }
}

function csv(name: string, rows: readonly Row[]): string {
  const table = findTable(name);
  if (!table) throw new OurBug(`the demo writes a table that is not canonical: ${name}`);
  return stringify([...rows], {
    header: true,
    columns: Object.keys(table.columns),
    record_delimiter: 'unix',
    cast: { boolean: String },
  });
}
