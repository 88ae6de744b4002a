import { Temporal } from 'temporal-polyfill';
import type { EditionName } from '../settings/schema.ts';

/** How the company cuts time: its zone and its fiscal year. */
export interface Calendar {
  /** IANA name, e.g. `Europe/Berlin`. */
  readonly timeZone: string;
  /** 1–12; the first fiscal quarter starts here. */
  readonly fiscalStartMonth: number;
  /** A fiscal year is named for the calendar year of its first or of its last month. */
  readonly namedFor: 'first_month' | 'last_month';
}

interface Labels {
  readonly example: string;
  readonly pattern: RegExp;
  /** Numbers of a year's periods: 1 to this; 53 weeks only in some years. */
  readonly most: number;
  /** First day of the nth period of the year. */
  start(year: number, n: number, calendar: Calendar): Temporal.PlainDate;
  /** Label of the period that holds the day. */
  label(day: Temporal.PlainDate, calendar: Calendar): string;
  readonly length: Temporal.DurationLike;
}

export const labels: Readonly<Record<EditionName, Labels>> = {
  weekly: {
    example: '2026-W45',
    pattern: /^(\d{4})-W(\d{2})$/,
    most: 53,
    start: (year, week) => firstMonday(year).add({ weeks: week - 1 }),
    // ISO weeks around New Year belong to the year of their Thursday, not of the day.
    label: (day) => {
      const thursday = day.add({ days: 4 - day.dayOfWeek });
      return `${fourDigits(thursday.year)}-W${twoDigits(Math.ceil(thursday.dayOfYear / 7))}`;
    },
    length: { weeks: 1 },
  },
  monthly: {
    example: '2026-10',
    pattern: /^(\d{4})-(\d{2})$/,
    most: 12,
    start: (year, month) => firstOf(year, 1).add({ months: month - 1 }),
    label: (day) => `${fourDigits(day.year)}-${twoDigits(day.month)}`,
    length: { months: 1 },
  },
  quarterly: {
    example: '2026-Q3',
    pattern: /^(\d{4})-Q(\d)$/,
    most: 4,
    start: (year, quarter, calendar) =>
      firstOf(year - yearsAhead(calendar), calendar.fiscalStartMonth).add({
        months: 3 * (quarter - 1),
      }),
    label: (day, calendar) => {
      const intoYear = (day.month - calendar.fiscalStartMonth + 12) % 12;
      const opened = day.subtract({ months: intoYear }).year;
      const quarter = Math.floor(intoYear / 3) + 1;
      return `${fourDigits(opened + yearsAhead(calendar))}-Q${quarter}`;
    },
    length: { months: 3 },
  },
};

/** ISO week 1 is the week that holds 4 January. */
function firstMonday(year: number): Temporal.PlainDate {
  const fourth = firstOf(year, 1).add({ days: 3 });
  return fourth.subtract({ days: fourth.dayOfWeek - 1 });
}

/** Years from the calendar year in which a fiscal year opens to the one that it is named for. */
function yearsAhead(calendar: Calendar): number {
  return calendar.namedFor === 'last_month' && calendar.fiscalStartMonth > 1 ? 1 : 0;
}

function firstOf(year: number, month: number): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year, month, day: 1 });
}

const fourDigits = (year: number): string => String(year).padStart(4, '0');
const twoDigits = (n: number): string => String(n).padStart(2, '0');
