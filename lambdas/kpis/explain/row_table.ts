import type { Row, Value } from '../../ports.ts';
import type { Grounds } from '../evaluation.ts';
import type { Shape } from '../measures/fact_files.ts';
import { windowNames } from '../measures/windows.ts';
import type { LoadedRows } from './loaded_rows.ts';
import { type MoneyOf, moneyIn } from './row_money.ts';
import type { RowSource } from './row_source.ts';
import { type Total, totalsOf } from './row_totals.ts';
import { isSum } from './tally.ts';

export type Cell = string | number | boolean | null;

/** Rows behind a number as people read them: money in major units of the reporting currency. */
export interface RowTable {
  /** File of facts, measure query, or `accounts`. */
  readonly name: string;
  /** Measure query that adds the rows up; null for accounts, which are judged one by one. */
  readonly query: string | null;
  /** The text that gave the rows; null for accounts. */
  readonly sql: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly totals: readonly Total[];
}

export interface Shown {
  readonly evaluation: Grounds;
  /** Currency that the amounts stay in; absent: they are converted. */
  readonly onlyCurrency?: string | undefined;
  /** Unit of the KPI: its durations are shown in it. */
  readonly unit: string;
}

/** A column of a table of rows. */
export interface Column {
  readonly name: string;
  readonly cell: (row: Row) => Cell;
}

/** The rows that a formula looked at, with the columns that it looked at. */
export function rowTable(loaded: LoadedRows, shown: Shown): RowTable {
  const { source, sql } = loaded;
  const { rows, read } = lookedAt(loaded);
  const sums = read.filter((column) => isSum(source, column));
  const money = moneyIn(shown);
  const values = source.file
    ? factColumns(source.file.shape, shown, money)
    : sums.map((sum) => sumColumn(sum, money));
  const kept = rows.filter((row) => source.file || sums.some((sum) => Number(row[sum]) !== 0));
  const spots = places(kept, shown);
  const columns = [...spots, ...names(source, read), ...values].filter(
    ({ cell }) => kept.length === 0 || kept.some((row) => !isEmpty(cell(row))),
  );
  return {
    name: source.name,
    query: source.query,
    sql,
    columns: columns.map(({ name }) => name),
    rows: kept.map((row) => columns.map(({ cell }) => cell(row))),
    totals: totalsOf(kept, source, values, spots),
  };
}

/** Rows whose sums were looked at; a key alone is only looked at to pass a row by. */
function lookedAt({ source, groups }: LoadedRows) {
  const wanted = [...groups.values()]
    .flat()
    .filter(({ read }) => [...read].some((column) => isSum(source, column)));
  return {
    rows: wanted.flatMap(({ members }) => members),
    read: [...new Set(wanted.flatMap(({ read }) => [...read]))],
  };
}

/** Periods, windows and parts of the base, where the rows are of several. */
function places(rows: readonly Row[], { evaluation }: Shown): readonly Column[] {
  const several = (column: string) => new Set(rows.map((row) => row[column])).size > 1;
  const window = (row: Row) => Number(row.window_id);
  const period = (row: Row) =>
    evaluation.plan.periods[Math.floor(window(row) / windowNames.length)]?.period.label ?? null;
  const name = (row: Row) => windowNames[window(row) % windowNames.length] ?? null;
  return [
    ...(several('window_id')
      ? [
          { name: 'period', cell: period },
          { name: 'window', cell: name },
        ]
      : []),
    ...(several('value') || several('dimension') ? [as('dimension'), as('value')] : []),
  ];
}

/** Facts are told apart by all that they have, sums of a measure by what was looked at. */
function names({ file, names: own, keys }: RowSource, read: readonly string[]): readonly Column[] {
  const shownKeys = file ? keys : keys.filter((key) => read.includes(key));
  return [...(file ? ['fact'] : []), ...own, ...shownKeys].map(as);
}

const dayMs = 86_400_000;

function factColumns(shape: Shape, { unit }: Shown, money: MoneyOf): readonly Column[] {
  const [length, ms] = unit === 'hours' ? ['hours', dayMs / 24] : ['days', dayMs];
  const waits = shape === 'within' || shape === 'answered';
  return [
    ...(waits ? [as('is_pending')] : []),
    ...(shape === 'within' || shape === 'counted' ? [as('is_hit')] : []),
    {
      name: `duration_${length}`,
      cell: ({ duration_ms }) => (isEmpty(duration_ms) ? null : Number(duration_ms) / ms),
    },
    {
      name: 'amount',
      cell: (row) => (isEmpty(row.currency) ? number(row.amount) : money(row, 'amount')),
    },
  ];
}

/** Sums of money end in `_mrr`; a cost line counts with the share of its days that lies in the window. */
function sumColumn(sum: string, money: MoneyOf): Column {
  if (sum === 'amount_days') {
    return { name: 'amount_in_window', cell: (row) => money(row, sum, row.days_covered) };
  }
  return sum.endsWith('_mrr')
    ? { name: sum, cell: (row) => money(row, sum) }
    : { name: sum, cell: (row) => number(row[sum]) };
}

function as(name: string): Column {
  return { name, cell: (row) => plain(row[name] ?? null) };
}

const plain = (value: Value): Cell => (typeof value === 'bigint' ? Number(value) : value);

const number = (value: Value | undefined): Cell => (isEmpty(value) ? null : Number(value));

const isEmpty = (value: Value | undefined) => value === null || value === undefined || value === '';
