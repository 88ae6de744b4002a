import { Temporal } from 'temporal-polyfill';

/** Calendar day of an instant, in Unix seconds, as the clocks of a zone show it: `YYYY-MM-DD`. */
export function dayIn(zone: string): (seconds: number) => string {
  // Invoices have millions of lines, and most sites live in UTC.
  if (zone === 'UTC') return (seconds) => new Date(seconds * 1000).toISOString().slice(0, 10);
  return (seconds) =>
    Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
      .toZonedDateTimeISO(zone)
      .toPlainDate()
      .toString();
}

/** Instant of Unix seconds; null where there is none. */
export function instantOf(seconds: number | null | undefined): string | null {
  return seconds === null || seconds === undefined ? null : new Date(seconds * 1000).toISOString();
}
