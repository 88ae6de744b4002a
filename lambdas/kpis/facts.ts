import type { Row } from '../ports.ts';
import { type Exact, exact } from './exact.ts';
import type { Cells } from './measures/cells.ts';
import type { SubjectName } from './measures/subjects.ts';
import type { Durations } from './outcome.ts';
import type { Converter } from './rates.ts';

/** The measures of one period, window and segment: all that a KPI's formula may look at. */
export interface Facts {
  /** Sum of a count over the segment's rows; 0 where there are none. */
  count(subject: SubjectName, column: string): number;
  /** The same over the rows of the period itself, for what stands at its closing, whatever the window. */
  countAtClosing(subject: SubjectName, column: string): number;
  /** Sum of an amount in minor units, in major units of the reporting currency. */
  money(subject: SubjectName, column: string): Exact;
  durations(subject: SubjectName, where?: Readonly<Record<string, string>>): Durations;
  rows(subject: SubjectName): readonly Row[];
  /** The same segment and window in the period before; null before the first. */
  readonly previous: Facts | null;
  /** The same period a year earlier; null where there is no comparable one. */
  readonly lastYear: Facts | null;
  readonly converter: Converter;
  /** Days in the window. */
  readonly days: number;
}

export interface Place {
  readonly windowId: number;
  /** The window that is the period itself. */
  readonly periodWindowId: number;
  readonly dimension: string;
  readonly value: string;
  readonly converter: Converter;
  readonly days: number;
  readonly previous: Facts | null;
  readonly lastYear: Facts | null;
  /** Keeps one currency of the total, for tables by currency. */
  readonly onlyCurrency?: string;
}

/** Rows of a measure by its name, found by window and segment. */
export type Measured = (subject: SubjectName) => Cells;

export function factsAt(measured: Measured, place: Place): Facts {
  const { windowId, dimension, value, converter, onlyCurrency } = place;
  const rows = (subject: SubjectName) => {
    const found = measured(subject).at(windowId, dimension, value);
    return onlyCurrency === undefined ? found : found.filter((r) => r.currency === onlyCurrency);
  };
  return {
    rows,
    count: (subject, column) => sum(rows(subject), column),
    countAtClosing: (subject, column) =>
      sum(measured(subject).at(place.periodWindowId, dimension, value), column),
    money: (subject, column) =>
      rows(subject).reduce((total, row) => total + converted(row, column, converter), 0n),
    durations: (subject, where = {}) => durationsOf(rows(subject).filter((row) => has(row, where))),
    previous: place.previous,
    lastYear: place.lastYear,
    converter,
    days: place.days,
  };
}

function sum(rows: readonly Row[], column: string): number {
  return rows.reduce((total, row) => total + Number(row[column] ?? 0), 0);
}

/** Amounts of 0 need no rate. */
function converted(row: Row, column: string, converter: Converter): Exact {
  const minor = exact(String(row[column] ?? 0));
  return minor === 0n ? 0n : converter.convert(minor, String(row.currency));
}

function has(row: Row, where: Readonly<Record<string, string>>): boolean {
  return Object.entries(where).every(([column, value]) => row[column] === value);
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
