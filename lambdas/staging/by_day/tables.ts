import { findTable } from '../../tables/catalogue.ts';
import { type EngineColumn, sqlColumns } from '../../tables/engine_columns.ts';
import { derivedTables } from '../derived.ts';

/** A table whose rows lie by day, in folders that snapshots share. */
export interface DayTable {
  readonly name: string;
  readonly columns: readonly EngineColumn[];
}

const events = findTable('events');
const rollUps = derivedTables.filter(({ byDay }) => byDay);

/** Every table that is kept by day where events come as a folder of files; the first is made of landed rows. */
export const dayTables: readonly DayTable[] = [
  {
    name: 'events',
    columns: [
      ...(events ? sqlColumns(events) : []),
      // As the source names it: links and merges may change what it is.
      { name: 'source_account_id', type: 'varchar' },
    ],
  },
  ...rollUps,
  {
    name: 'account_days',
    columns: [
      { name: 'day', type: 'date' },
      ...['source', 'source_account_id', 'account_id'].map((name) => ({ name, type: 'varchar' })),
      { name: 'events', type: 'bigint' },
    ],
  },
];

const byName = new Map(dayTables.map((table) => [table.name, table]));

export const dayTable = (name: string) => byName.get(name);

/** Folder of some days of a table. */
export function dayFolder(
  table: string,
  { from, n }: { readonly from: string; readonly n: number },
): string {
  return `staged/${table}/day=${from}/version=${n}`;
}
