import type { Row } from '../../ports.ts';
import type { RowSource } from './row_source.ts';
import type { Column } from './row_table.ts';

/** What one column of the rows, or one fact among them, comes to. */
export interface Total {
  /** Period, window and part of the base, where the rows are of several; else empty. */
  readonly at: string;
  /** Fact or column. */
  readonly of: string;
  /** What is counted, e.g. `members`. */
  readonly what: string;
  readonly value: number;
}

type Count = Omit<Total, 'at'>;

/** What the rows come to, place by place, as anybody can check with a spreadsheet. */
export function totalsOf(
  rows: readonly Row[],
  source: RowSource,
  values: readonly Column[],
  places: readonly Column[],
): readonly Total[] {
  const at = (row: Row) => places.map(({ cell }) => String(cell(row))).join(' ');
  const spots = rows.length === 0 ? [''] : [...new Set(rows.map(at))];
  return spots.flatMap((spot) => {
    const own = rows.filter((row) => at(row) === spot);
    const counts = source.file ? factTotals(own, source.file.facts, values) : sums(own, values);
    return counts.map((count) => ({ at: spot, ...count }));
  });
}

const sums = (rows: readonly Row[], values: readonly Column[]): readonly Count[] =>
  values.map((column) => ({ of: column.name, what: 'sum', value: sum(rows, column) }));

function factTotals(
  rows: readonly Row[],
  facts: readonly string[],
  values: readonly Column[],
): readonly Count[] {
  return facts.flatMap((of) => {
    const own = rows.filter((row) => row.fact === of);
    const count = (what: string, holds: (row: Row) => boolean) => ({
      of,
      what,
      value: own.filter(holds).length,
    });
    if (own.length === 0) return [];
    const amount = values.filter(({ name }) => name === 'amount');
    const others = [
      count('hits', ({ is_hit }) => is_hit === true),
      count('pending', ({ is_pending }) => is_pending === true),
      count('durations', ({ duration_ms }) => duration_ms !== null && Number(duration_ms) >= 0),
      count('negative', ({ duration_ms }) => Number(duration_ms) < 0),
      ...amount.map((column) => ({ of, what: 'amount', value: sum(own, column) })),
    ].filter(({ value }) => value !== 0);
    return [count('members', ({ is_pending }) => is_pending !== true), ...others];
  });
}

function sum(rows: readonly Row[], { cell }: Column): number {
  return rows.reduce((total, row) => total + Number(cell(row) ?? 0), 0);
}
