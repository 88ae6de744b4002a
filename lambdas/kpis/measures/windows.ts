import { literal, type MadeRelation, type Relation } from '../../tables/relations.ts';

/** The windows over which KPIs are measured; all end with their period. */
export const windowNames = [
  'period',
  'trailing_12_months',
  'trailing_7_days',
  'trailing_30_days',
  'quarter_to_date',
  'trailing_quarter',
] as const;
export type WindowName = (typeof windowNames)[number];

/** A period by its edges: local days, end exclusive, and the UTC instants at which they begin. */
export interface PeriodEdges {
  readonly label: string;
  readonly start: string;
  readonly end: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** A local day and the UTC instant at which it begins. */
export interface DayEdge {
  readonly day: string;
  readonly at: string;
}

/** A period with what its windows need to know. */
export interface MeasuredPeriod {
  readonly period: PeriodEdges;
  /** First day of the period before. */
  readonly previousStart: string;
  /** First day after the period that follows. */
  readonly nextEnd: string;
  /** Where each window begins. */
  readonly starts: Readonly<Record<WindowName, DayEdge>>;
  /** UTC instant at which the local day so many days before the period's end begins. */
  readonly daysBack: Readonly<Record<30 | 90 | 180, string>>;
}

/** Identifies a window of a period in the rows of every measure. */
export function windowId(periodNo: number, window: WindowName): number {
  return periodNo * windowNames.length + windowNames.indexOf(window);
}

/** A period with its number in the plan. */
export type Numbered = readonly [no: number, period: MeasuredPeriod];

/** The relation `windows`: one row per period and window. */
export function windowsRelation(periods: readonly Numbered[]): Relation {
  return {
    name: 'windows',
    columns: {
      window_id: 'bigint',
      name: 'varchar',
      previous_starts_on: 'date',
      starts_on: 'date',
      ends_on: 'date',
      next_ends_on: 'date',
      starts_at: 'timestamp',
      ends_at: 'timestamp',
      back_30_at: 'timestamp',
      back_90_at: 'timestamp',
      back_180_at: 'timestamp',
    },
    rows: periods.flatMap(([periodNo, measured]) =>
      windowNames.map((name) => ({
        window_id: windowId(periodNo, name),
        name,
        previous_starts_on: measured.previousStart,
        starts_on: measured.starts[name].day,
        ends_on: measured.period.end,
        next_ends_on: measured.nextEnd,
        starts_at: measured.starts[name].at,
        ends_at: measured.period.endsAt,
        back_30_at: measured.daysBack[30],
        back_90_at: measured.daysBack[90],
        back_180_at: measured.daysBack[180],
      })),
    ),
  };
}

/**
 * The relation `days`: the ten thousand days before the last period's end. A roll-up by day is joined with the
 * windows by it: engines look an equal day up, and compare each row with each window where it is a range.
 */
export function daysRelation(end: string): MadeRelation {
  const digits = [0, 1, 2, 3].map((place) => `${10 ** place} * d${place}.n`).join(' + ');
  const values = Array.from({ length: 10 }, (_, n) => `(${n})`).join(', ');
  const joined = [0, 1, 2, 3].map((place) => `(values ${values}) as d${place} (n)`);
  return {
    name: 'days',
    query: `select date_add('day', -1 - (${digits}), ${literal('date', end)}) as day from ${joined.join(' cross join ')}`,
  };
}

/** Calendar day so many days earlier, `YYYY-MM-DD`. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** The relation `months`: calendar months from `first` that were over at `end`, numbered. */
export function monthsRelation(first: string | null, end: string): Relation {
  return {
    name: 'months',
    columns: { month_no: 'bigint', label: 'varchar', starts_on: 'date', ends_on: 'date' },
    rows: first === null ? [] : monthsBetween(first, end),
  };
}

function monthsBetween(first: string, end: string) {
  const [year = 0, month = 1] = first.split('-').map(Number);
  const rows = [];
  for (let n = 0; ; n++) {
    const [starts_on, ends_on] = [firstOfMonth(year, month + n), firstOfMonth(year, month + n + 1)];
    if (ends_on > end) return rows;
    rows.push({ month_no: n, label: starts_on.slice(0, 7), starts_on, ends_on });
  }
}

function firstOfMonth(year: number, month: number): string {
  return new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
}
