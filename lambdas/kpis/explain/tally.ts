import type { Row, Value } from '../../ports.ts';
import { type Exact, exact } from '../exact.ts';
import type { RowSource } from './row_source.ts';

/** Rows that a measure adds up, the sums, and which of them a formula looked at. */
export interface Group {
  readonly members: readonly Row[];
  /** As the measure query gives it. */
  readonly row: Row;
  readonly read: ReadonlySet<string>;
}

const places = ['window_id', 'dimension', 'value', 'fact'];

/** Adds rows up as the measure query does, but in TypeScript: what a formula reads is checked against it. */
export function grouped(rows: readonly Row[], source: RowSource): readonly Group[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(source.keys.map((column) => String(row[column])));
    const found = groups.get(key);
    if (found) found.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].map((members) => {
    const sums = source.file ? factSums(members) : columnSums(members, source);
    return { members, ...watched({ ...keysOf(members, source), ...sums }) };
  });
}

/** Whether the measure adds a column of the rows up, or of their sums. */
export function isSum({ keys, names }: RowSource, column: string): boolean {
  return ![...keys, ...names, ...places].includes(column);
}

function keysOf([row]: readonly Row[], { keys }: RowSource): Record<string, Value> {
  return Object.fromEntries(keys.map((column) => [column, row?.[column] ?? null]));
}

function columnSums(rows: readonly Row[], source: RowSource): Record<string, Value> {
  return Object.fromEntries(
    Object.keys(rows[0] ?? {})
      .filter((column) => isSum(source, column))
      .map((column) => [column, sumOf(rows, column)]),
  );
}

function factSums(rows: readonly Row[]): Record<string, Value> {
  const count = (holds: (row: Row) => boolean) => BigInt(rows.filter(holds).length);
  const durations = rows
    .flatMap(({ duration_ms }) => (duration_ms === null ? [] : [Number(duration_ms)]))
    .sort((a, b) => a - b);
  const counted = durations.filter((ms) => ms >= 0);
  const nth = (place: number) => counted[Math.floor(place) - 1] ?? null;
  const n = counted.length;
  return {
    members: count(({ is_pending }) => is_pending !== true),
    hits: count(({ is_hit }) => is_hit === true),
    pending: count(({ is_pending }) => is_pending === true),
    amount: sumOf(rows, 'amount'),
    durations: n,
    durations_left_out: durations.length - n,
    duration_sum_ms: counted.reduce((sum, ms) => sum + ms, 0),
    median_low_ms: nth((n + 1) / 2),
    median_high_ms: nth(n / 2 + 1),
    p90_ms: nth((n * 9 + 9) / 10),
  };
}

/** As exact text; empty cells add nothing. */
function sumOf(rows: readonly Row[], column: string): string {
  return text(rows.reduce((sum, row) => sum + exact(row[column] ?? 0), 0n));
}

function text(value: Exact): string {
  const digits = (value < 0n ? -value : value).toString().padStart(19, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -18)}.${digits.slice(-18)}`;
}

function watched(values: Row): Pick<Group, 'row' | 'read'> {
  const read = new Set<string>();
  const row = new Proxy(values, {
    get: (target, column) => {
      if (typeof column !== 'string') return undefined;
      read.add(column);
      return target[column];
    },
  });
  return { row, read };
}
