import { Temporal } from 'temporal-polyfill';
import type { Schedule } from './stage_fields.ts';

const weekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;
const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

/**
 * Expressions of EventBridge Scheduler, local to the stage's time zone, that fire when the report of a
 * period is due. Several where one cannot name the days: 40 days after a quarter is 10 February, but 11 May.
 * @throws RangeError that says what to write where the day would be another one in leap years.
 */
export function cronsOf(schedule: Schedule, fiscalYearStartsInMonth: number): string[] {
  const { days_after_end: days, edition } = schedule;
  const [hour, minute] = schedule.at.split(':').map(Number);
  const most = mostDays(schedule, fiscalYearStartsInMonth);
  if (days > most) {
    throw new RangeError(`write at most ${most}: later is no fixed day after ${edition} periods`);
  }
  const cron = (rest: string) => `cron(${minute} ${hour} ${rest} *)`;
  if (edition === 'weekly') return [cron(`? * ${weekdays[days]}`)];
  return [...dueDays(endMonths(schedule, fiscalYearStartsInMonth), days)].map(([day, due]) =>
    cron(`${day} ${due.length === 12 ? '*' : due.join(',')} ?`),
  );
}

/** Months on whose first day a period ends, which is where the next one begins. */
function endMonths({ edition }: Schedule, fiscalYearStartsInMonth: number): readonly number[] {
  if (edition === 'monthly') return months;
  return months.filter((month) => (month - fiscalYearStartsInMonth) % 3 === 0);
}

/** Due months by day of the month, in order. */
function dueDays(ends: readonly number[], days: number): ReadonlyMap<number, readonly number[]> {
  const due = ends
    .map((month) => Temporal.PlainDate.from({ year: 2026, month, day: 1 }).add({ days }))
    .sort((a, b) => a.day - b.day || a.month - b.month);
  const byDay = new Map<number, number[]>();
  for (const { day, month } of due) byDay.set(day, [...(byDay.get(day) ?? []), month]);
  return byDay;
}

/** Beyond the 28th of February the day depends on the year, and beyond the period the next one is due. */
function mostDays(schedule: Schedule, fiscalYearStartsInMonth: number): number {
  if (schedule.edition === 'weekly') return 6;
  const toLeapDay = endMonths(schedule, fiscalYearStartsInMonth).map((month) => {
    const end = Temporal.PlainDate.from({ year: month < 3 ? 2026 : 2025, month, day: 1 });
    return end.until({ year: 2026, month: 3, day: 1 }, { largestUnit: 'day' }).days;
  });
  return Math.min(...toLeapDay, 90) - 1;
}
