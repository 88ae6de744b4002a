import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { cronsOf } from '../../infra/schedules.ts';
import type { Schedule } from '../../infra/stage_fields.ts';
import { next, parsePeriod } from '../../lambdas/reports/periods.ts';

const crons = (edition: Schedule['edition'], days: number, at = '07:00', fiscalYear = 1) =>
  cronsOf({ edition, days_after_end: days, at }, fiscalYear);

describe('a weekly report', () => {
  it('is due on the Monday after its week, or on a later day of the next one', () => {
    expect(crons('weekly', 0)).toEqual(['cron(0 7 ? * MON *)']);
    expect(crons('weekly', 1, '06:30')).toEqual(['cron(30 6 ? * TUE *)']);
    expect(crons('weekly', 6, '23:05')).toEqual(['cron(5 23 ? * SUN *)']);
  });

  it('cannot be due later than the next one', () => {
    expect(() => crons('weekly', 7)).toThrow('write at most 6');
  });
});

describe('a monthly report', () => {
  it('is due on the same day of every month', () => {
    expect(crons('monthly', 0)).toEqual(['cron(0 7 1 * ? *)']);
    expect(crons('monthly', 1)).toEqual(['cron(0 7 2 * ? *)']);
    expect(crons('monthly', 27)).toEqual(['cron(0 7 28 * ? *)']);
  });

  it('cannot be due on a day that February lacks', () => {
    expect(() => crons('monthly', 28)).toThrow('write at most 27');
  });
});

describe('a quarterly report', () => {
  it('follows the quarters of the fiscal year', () => {
    expect(crons('quarterly', 2)).toEqual(['cron(0 7 3 1,4,7,10 ? *)']);
    expect(crons('quarterly', 2, '07:00', 4)).toEqual(['cron(0 7 3 1,4,7,10 ? *)']);
    expect(crons('quarterly', 0, '07:00', 2)).toEqual(['cron(0 7 1 2,5,8,11 ? *)']);
    expect(crons('quarterly', 0, '07:00', 12)).toEqual(['cron(0 7 1 3,6,9,12 ? *)']);
  });

  it('needs several expressions where so many days later is not always the same day', () => {
    expect(crons('quarterly', 30)).toEqual(['cron(0 7 1 5 ? *)', 'cron(0 7 31 1,7,10 ? *)']);
    expect(crons('quarterly', 40)).toEqual(['cron(0 7 10 2,8,11 ? *)', 'cron(0 7 11 5 ? *)']);
  });

  it('cannot be due on a day that depends on the leap year, or after the next quarter', () => {
    expect(() => crons('quarterly', 59)).toThrow('write at most 58');
    expect(() => crons('quarterly', 28, '07:00', 2)).toThrow('write at most 27');
    expect(() => crons('quarterly', 90, '07:00', 3)).toThrow('write at most 89');
  });
});

describe('every schedule', () => {
  it('fires so many days after the end of each period of three years, and on no other day', () => {
    const calendar = { timeZone: 'UTC', namedFor: 'first_month' as const };
    for (const [edition, first, days, fiscalYears] of [
      ['weekly', '2026-W01', [0, 6], [1]],
      ['monthly', '2026-01', [0, 27], [1]],
      ['quarterly', '2026-Q1', [2, 27], [1, 2, 7, 12]],
    ] as const)
      for (const fiscalStartMonth of fiscalYears)
        for (const after of days) {
          const due: string[] = [];
          let period = parsePeriod(edition, first, { ...calendar, fiscalStartMonth });
          for (; period.end < '2029'; period = next(period, { ...calendar, fiscalStartMonth }))
            due.push(Temporal.PlainDate.from(period.end).add({ days: after }).toString());
          const fired = firing(crons(edition, after, '07:00', fiscalStartMonth), due[0] ?? '');
          expect(fired).toEqual(due.filter((day) => day < '2029'));
        }
  });
});

const weekdays = ['', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];

/** Days from the first on, before March 2029, on which one of the expressions fires. */
function firing(expressions: readonly string[], from: string): string[] {
  const fields = expressions.map((one) => one.slice(5, -1).split(' '));
  const holds = (field = '', value: string | number | undefined) =>
    ['*', '?'].includes(field) || field.split(',').includes(String(value));
  const days: string[] = [];
  for (let day = Temporal.PlainDate.from(from); day.year < 2029; day = day.add({ days: 1 })) {
    const fires = fields.some(
      ([, , date, month, weekday]) =>
        holds(date, day.day) && holds(month, day.month) && holds(weekday, weekdays[day.dayOfWeek]),
    );
    if (fires) days.push(day.toString());
  }
  return days;
}
