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
 * else lies beside them. Many days in a row with one number are a range, and the others a list, which keeps the
 * text short however often days were staged anew.
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
  const numbers = [...new Set(days.map(({ n }) => n))].sort((a, b) => a - b);
  const parts = numbers.flatMap((n) => partsOf(days.filter((day) => day.n === n)));
  return `select ${columns} from "${database}"."${table.name}" where ${parts.join(' or ')}`;
}

/** Shorter ones take less room in a list. */
const leastOfRange = 7;

/** Days of one number. */
function partsOf(days: readonly DayFolder[]): readonly string[] {
  const runs = runsOf(days);
  const long = runs.filter((run) => run.length >= leastOfRange);
  const rest = runs.filter((run) => run.length < leastOfRange).flat();
  const ofNumber = (which: string) =>
    `(partition_version = '${days[0]?.n}' and partition_day ${which})`;
  return [
    ...long.map((run) => ofNumber(`between '${run[0]?.from}' and '${run.at(-1)?.from}'`)),
    ...(rest.length > 0
      ? [ofNumber(`in (${rest.map(({ from }) => `'${from}'`).join(', ')})`)]
      : []),
  ];
}

/** Days in a row. A month stands alone: between its first day and the next month's lie days that may be folders too. */
function runsOf(days: readonly DayFolder[]): readonly (readonly DayFolder[])[] {
  const runs: DayFolder[][] = [];
  for (const day of days) {
    const last = runs.at(-1)?.at(-1);
    const goesOn = last?.until === day.from && isOneDay(last.from, last.until);
    if (goesOn && isOneDay(day.from, day.until)) runs.at(-1)?.push(day);
    else runs.push([day]);
  }
  return runs;
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
