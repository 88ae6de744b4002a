import { OurBug } from '../../errors.ts';
import type { DayFolder } from '../../ports.ts';
import { dayFolder } from '../../staging/by_day/tables.ts';
import { readNothing } from './reads.ts';
import { type WarehouseTable, warehouseTable } from './warehouse.ts';

/** The table of the catalogue that holds the days of one. */
export function tableOfDays(name: string): WarehouseTable {
  const table = warehouseTable(`${name}_by_day`);
  if (table) return table;
  throw new OurBug(`the warehouse has no days of ${name}`);
}

export const folderOfDays = (name: string, days: DayFolder) => `${dayFolder(name, days)}/`;

/**
 * Query that reads some days of a table: of the partitions that Athena projects these alone are read, whatever
 * else lies beside them. Days in a row with one number are one range, which keeps the text short.
 */
export function readDays(
  database: string,
  name: string,
  days: readonly DayFolder[],
  of = tableOfDays(name).columns,
): string {
  const table = tableOfDays(name);
  if (days.length === 0) return readNothing(of);
  const columns = of.map((column) => column.name).join(', ');
  const ranges = rangesOf(days).map(
    ({ n, from, to }) =>
      `(partition_version = '${n}' and partition_day between '${from}' and '${to}')`,
  );
  return `select ${columns} from "${database}"."${table.name}" where ${ranges.join(' or ')}`;
}

interface Range {
  readonly n: number;
  readonly from: string;
  /** Last first day of the folders. */
  to: string;
  until: string;
}

/** Between the first days of two months in a row lie days that may have a folder each: they are no range. */
function rangesOf(days: readonly DayFolder[]): readonly Range[] {
  const ranges: Range[] = [];
  for (const { n, from, until } of days) {
    const last = ranges.at(-1);
    if (last && last.n === n && last.until === from && isOneDay(from, until)) {
      [last.to, last.until] = [from, until];
    } else {
      // Nothing goes on from a month: the days after its first one are in it.
      ranges.push({ n, from, to: from, until: isOneDay(from, until) ? until : '' });
    }
  }
  return ranges;
}

const isOneDay = (from: string, until: string) =>
  Date.parse(until) - Date.parse(from) === 86_400_000;

/** The rows of some days, among those of more that a query has stored; in the order that the query ends with. */
export function oneOf(relation: string, name: string, days: DayFolder, sql: string): string {
  const columns = tableOfDays(name)
    .columns.map((column) => column.name)
    .join(', ');
  const [order = ''] = /\norder by [\w, ]+$/.exec(sql.trimEnd()) ?? [];
  return `select ${columns} from ${relation}
where day >= date '${days.from}' and day < date '${days.until}'${order}`;
}
