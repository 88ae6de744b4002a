import type { Row } from '../ports.ts';
import { type Exact, exact, toNumber } from './exact.ts';
import type { Durations } from './outcome.ts';
import type { Converter } from './rates.ts';

/** What was counted of one fact: its members, and what is known of them. */
export interface Fact {
  readonly members: number;
  /** Members for which it came true. */
  readonly hits: number;
  /** Those who are not due yet; null where nothing is waited for. */
  readonly pending: number | null;
  /** Sum of an amount that is no money. */
  readonly amount: number;
  /** Sum of an amount of money, major units of the reporting currency. Throws NotMeasurable without a rate. */
  readonly money: () => Exact;
  readonly durations: Durations;
}

/** From the rows of one fact, one per currency; durations have one row. What is not asked for is not added up. */
export function factOf(rows: readonly Row[], converter: Converter, waits: boolean): Fact {
  const sum = (column: string) => rows.reduce((total, row) => total + Number(row[column] ?? 0), 0);
  return {
    members: sum('members'),
    hits: sum('hits'),
    pending: waits ? sum('pending') : null,
    get amount() {
      return toNumber(rows.reduce((total, row) => total + exact(row.amount ?? 0), 0n));
    },
    money: () => rows.reduce((total, row) => total + moneyOf(row, converter), 0n),
    get durations() {
      return durationsOf(rows);
    },
  };
}

function moneyOf(row: Row, converter: Converter): Exact {
  const minor = exact(row.amount ?? 0);
  return minor === 0n ? 0n : converter.convert(minor, String(row.currency));
}

function durationsOf([row]: readonly Row[]): Durations {
  return {
    count: Number(row?.durations ?? 0),
    sumMs: Number(row?.duration_sum_ms ?? 0),
    lowMs: Number(row?.median_low_ms ?? 0),
    highMs: Number(row?.median_high_ms ?? 0),
    p90Ms: Number(row?.p90_ms ?? 0),
    leftOut: Number(row?.durations_left_out ?? 0),
  };
}
