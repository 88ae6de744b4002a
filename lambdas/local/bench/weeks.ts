import { Temporal } from 'temporal-polyfill';
import { dateText } from '../demo/time.ts';
import { horizon } from './sizes.ts';

/** Weeks that a weekly report measures: its own, the twelve before it, and one to compare the first with. */
export const weekCount = 14;

export interface Week {
  readonly no: number;
  /** First day, and the first one after it. */
  readonly from: string;
  readonly to: string;
  /** UTC instants, as SQL writes them, at which these begin in Berlin. */
  readonly fromAt: string;
  readonly toAt: string;
}

/** Oldest first. */
export const weeks: readonly Week[] = Array.from({ length: weekCount }, (_, no) => {
  const [from, to] = [weekStart(no), weekStart(no + 1)];
  return { no, from, to, fromAt: instant(from), toAt: instant(to) };
});

function weekStart(no: number): string {
  return dateText(horizon - 7 * (weekCount - no));
}

function instant(day: string): string {
  const { epochMilliseconds } = Temporal.PlainDate.from(day).toZonedDateTime('Europe/Berlin');
  return new Date(epochMilliseconds).toISOString().slice(0, 19).replace('T', ' ');
}

/** Query of the relation `weeks`. */
export const weeksSql = `select cast(week as integer) as week, cast(from_on as date) as from_on,
  cast(to_on as date) as to_on, cast(from_at as timestamp) as from_at, cast(to_at as timestamp) as to_at,
  epoch_ms(cast(from_at as timestamp)) as from_ms
from (values ${weeks.map(({ no, from, to, fromAt, toAt }) => `(${no}, '${from}', '${to}', '${fromAt}', '${toAt}')`).join(', ')})
  as weeks (week, from_on, to_on, from_at, to_at)`;

/** The number of the week of an instant, by halving: a join to the weeks would take three times as long. */
export function weekOf(column: string, low = 0, high = weekCount - 1): string {
  if (low === high) return String(low);
  const middle = (low + high + 1) >> 1;
  const before = weekOf(column, low, middle - 1);
  const after = weekOf(column, middle, high);
  return `case when ${column} < timestamp '${weeks[middle]?.fromAt}' then ${before} else ${after} end`;
}
