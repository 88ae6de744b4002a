import { Temporal } from 'temporal-polyfill';
import type { EditionName } from '../settings/schema.ts';
import { type Calendar, lastOver, type Period, previous } from './periods.ts';

/** When the report of a period is due: so many days after its end, at this time of the report's zone. */
export interface Schedule {
  readonly edition: EditionName;
  readonly days_after_end: number;
  /** `HH:MM`. */
  readonly at: string;
}

/** The newest period whose report was due at an instant, and since when. */
export function lastDue(
  schedule: Schedule,
  instant: string,
  calendar: Calendar,
): { readonly period: Period; readonly dueAt: string } {
  let period = lastOver(schedule.edition, instant, calendar);
  for (;;) {
    const dueAt = dueInstant(period, schedule, calendar);
    if (Date.parse(dueAt) <= Date.parse(instant)) return { period, dueAt };
    period = previous(period, calendar);
  }
}

/** A time that a clock change skips is due when the clock goes on. */
function dueInstant({ end }: Period, schedule: Schedule, { timeZone }: Calendar): string {
  const day = Temporal.PlainDate.from(end).add({ days: schedule.days_after_end });
  const at = day.toPlainDateTime(Temporal.PlainTime.from(schedule.at));
  return at.toZonedDateTime(timeZone).toInstant().toString({ fractionalSecondDigits: 3 });
}
