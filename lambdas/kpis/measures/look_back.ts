import type { Definitions } from '../../settings/definitions.ts';
import { dayTable } from '../../staging/by_day/tables.ts';
import { namesRead } from '../../tables/relations.ts';
import type { Trials } from '../sources.ts';
import { daysBefore, type MeasuredPeriod } from './windows.ts';

/** Local days, `until` not included. */
export interface DayRange {
  readonly from: string;
  readonly until: string;
}

/** What decides how far back a subject looks. */
export interface LookBack {
  readonly definitions: Definitions;
  readonly trials: Trials;
}

/** First day that a subject looks at, for a period. */
type FirstDay = (period: MeasuredPeriod, by: LookBack) => string;

/**
 * Subjects that look at some days alone of what is kept by day, so that its other days are not even opened; any other
 * looks at all that were.
 */
const firstDays: Readonly<Record<string, FirstDay>> = {
  usage: ({ starts }) => least(starts.period.day, starts.trailing_30_days.day),
  account_use: ({ starts }) => starts.period.day,
  // Features that are used again.
  cohorts: ({ previousStart }) => previousStart,
  user_use: ({ period, starts }, { definitions }) =>
    least(starts.period.day, daysBefore(period.end, 7 * definitions.ongoing_weeks)),
  // Use in a trial that had not ended before the period; an instant may lie on the day before.
  answers: ({ starts }, { trials: { longest, openSince } }) =>
    least(
      daysBefore(starts.period.day, longest + 2),
      ...(openSince === null ? [] : [daysBefore(openSince, 1)]),
    ),
  // Use after a renewal; its window opens at an instant, which may lie on the day before.
  starts: ({ starts }, { definitions }) =>
    daysBefore(starts.period.day, definitions.post_renewal_days + 2),
  // Use that nobody paid for, and use after an activation whose days end in the period.
  relationship: ({ starts }, { definitions }) =>
    daysBefore(starts.period.day, definitions.follow_up_days + 2),
  // Who used what in the 30 days before the cut-off.
  account_signals: ({ period }) => daysBefore(period.end, 30),
};

/** Of these a subject looks at all days nevertheless: an account's last login is any time ago. */
const wholly: Readonly<Record<string, string>> = { account_signals: 'accounts_daily' };

const least = (...days: readonly string[]) => [...days].sort()[0] ?? '';

/** Tables that are kept by day of which a subject's text reads those days alone. */
export const dayTablesOf = (subject: string, text: string): readonly string[] =>
  namesRead(text).filter((name) => dayTable(name) !== undefined && name !== wholly[subject]);

/** The days that a subject needs of these tables; null: all. */
export function daysNeeded(
  subject: string,
  periods: readonly MeasuredPeriod[],
  by: LookBack,
): readonly DayRange[] | null {
  const first = firstDays[subject];
  if (first === undefined) return null;
  return periods.map((one) => ({ from: first(one, by), until: one.period.end }));
}
