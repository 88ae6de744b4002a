import type { Definitions } from '../../settings/definitions.ts';
import { dayTable } from '../../staging/by_day/tables.ts';
import { namesRead } from '../../tables/relations.ts';
import { daysBefore, type MeasuredPeriod } from './windows.ts';

/** Local days, `until` not included. */
export interface DayRange {
  readonly from: string;
  readonly until: string;
}

/** First day that a subject looks at, for a period. */
type FirstDay = (period: MeasuredPeriod, definitions: Definitions) => string;

/**
 * Subjects that look at some days alone of what is kept by day, so that its other days are not even opened; any other
 * looks at all that were. A subject reads each table once, so one rule holds for all that it reads.
 */
const firstDays: Readonly<Record<string, FirstDay>> = {
  usage: ({ starts }) => least(starts.period.day, starts.trailing_30_days.day),
  account_use: ({ starts }) => starts.period.day,
  // Features that are used again.
  cohorts: ({ previousStart }) => previousStart,
  user_use: ({ period, starts }, { ongoing_weeks }) =>
    least(starts.period.day, daysBefore(period.end, 7 * ongoing_weeks)),
  // Use after a renewal; its window opens at an instant, which may lie on the day before.
  starts: ({ starts }, { post_renewal_days }) =>
    daysBefore(starts.period.day, post_renewal_days + 2),
  // Use that nobody paid for.
  relationship: ({ starts }) => starts.period.day,
};

const least = (...days: readonly string[]) => [...days].sort()[0] ?? '';

/** Tables that are kept by day which a text reads. */
export const dayTablesOf = (text: string): readonly string[] =>
  namesRead(text).filter((name) => dayTable(name) !== undefined);

/** The days that a subject needs of these tables; null: all. */
export function daysNeeded(
  subject: string,
  periods: readonly MeasuredPeriod[],
  definitions: Definitions,
): readonly DayRange[] | null {
  const first = firstDays[subject];
  if (first === undefined) return null;
  return periods.map((one) => ({ from: first(one, definitions), until: one.period.end }));
}
