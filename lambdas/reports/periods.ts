import { Temporal } from 'temporal-polyfill';
import { BadSettings } from '../errors.ts';
import type { EditionName } from '../settings/schema.ts';
import { type Calendar, labels } from './period_labels.ts';

export type { Calendar };

/** What a report is about: half-open, in days of the report's time zone. */
export interface Period {
  readonly edition: EditionName;
  /** `2026-W45`, `2026-10` or `2026-Q3`. */
  readonly label: string;
  /** First day, `YYYY-MM-DD`. */
  readonly start: string;
  /** First day after it. */
  readonly end: string;
  /** First instant of `start` and of `end`, UTC, `YYYY-MM-DDTHH:MM:SS.sssZ`. */
  readonly startsAt: string;
  readonly endsAt: string;
}

/** Throws BadSettings when the label is none of the edition's, or names a period that does not exist. */
export function parsePeriod(edition: EditionName, label: string, calendar: Calendar): Period {
  const { pattern, example, most } = labels[edition];
  const [, year, n] = pattern.exec(label) ?? [];
  if (year === undefined || n === undefined) {
    throw new BadSettings(
      `Period "${label}" is no ${edition} period: write it like ${example}, e.g. --period ${example}.`,
    );
  }
  const period = find(edition, label, calendar);
  if (period) return period;
  const last = find(edition, label.slice(0, -n.length) + most, calendar) ? most : most - 1;
  throw new BadSettings(
    `Period "${label}" does not exist: ${year} has ${edition} periods 1 to ${last}, e.g. ${example}.`,
  );
}

export function previous(period: Period, calendar: Calendar): Period {
  return holding(period.edition, date(period.start).subtract({ days: 1 }), calendar);
}

export function next(period: Period, calendar: Calendar): Period {
  return holding(period.edition, date(period.end), calendar);
}

/** The period of the same name a year earlier; null for a week 53 when that year had none. */
export function sameLastYear(period: Period, calendar: Calendar): Period | null {
  const year = Number(period.label.slice(0, 4)) - 1;
  return find(period.edition, `${String(year).padStart(4, '0')}${period.label.slice(4)}`, calendar);
}

/** The last n periods, oldest first; the period itself is the last. */
export function trend(period: Period, calendar: Calendar, n: number): Period[] {
  const back = [period];
  for (let at = period; back.length < n; back.push(at)) at = previous(at, calendar);
  return back.reverse();
}

/** The newest period that data covers to its end; `coveredUntil` is the first day without data. */
export function lastComplete(
  edition: EditionName,
  coveredUntil: string,
  calendar: Calendar,
): Period {
  return previous(holding(edition, date(coveredUntil), calendar), calendar);
}

/** The newest period that is over at an instant. */
export function lastOver(edition: EditionName, instant: string, calendar: Calendar): Period {
  const day = Temporal.Instant.from(instant).toZonedDateTimeISO(calendar.timeZone).toPlainDate();
  return previous(holding(edition, day, calendar), calendar);
}

/** Where so many months before a day begin; a day that the month lacks goes back to its last. */
export function monthsBefore(day: string, months: number): string {
  return date(day).subtract({ months }).toString();
}

/** The fiscal quarter that holds a day. */
export function quarterHolding(day: string, calendar: Calendar): Period {
  return holding('quarterly', date(day), calendar);
}

/** UTC instant at which a day of the calendar's zone begins. */
export function dayStartsAt(day: string, { timeZone }: Calendar): string {
  return firstInstant(date(day), timeZone);
}

function find(edition: EditionName, label: string, calendar: Calendar): Period | null {
  const [, year, n] = labels[edition].pattern.exec(label) ?? [];
  const start = labels[edition].start(Number(year), Number(n), calendar);
  const period = holding(edition, start, calendar);
  // Week 53 of a year with 52 is week 1 of the next: its own label says so.
  return period.label === label ? period : null;
}

function holding(edition: EditionName, day: Temporal.PlainDate, calendar: Calendar): Period {
  const { label: name, pattern, start: opening, length } = labels[edition];
  const label = name(day, calendar);
  const [, year, n] = pattern.exec(label) ?? [];
  const start = opening(Number(year), Number(n), calendar);
  const end = start.add(length);
  return {
    edition,
    label,
    start: start.toString(),
    end: end.toString(),
    startsAt: firstInstant(start, calendar.timeZone),
    endsAt: firstInstant(end, calendar.timeZone),
  };
}

/** Not always midnight: where clocks spring forward at midnight, the day begins at 01:00. */
function firstInstant(day: Temporal.PlainDate, timeZone: string): string {
  return day.toZonedDateTime(timeZone).toInstant().toString({ fractionalSecondDigits: 3 });
}

function date(day: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(day);
}
