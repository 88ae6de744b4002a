import { Temporal } from 'temporal-polyfill';
import { type Row, text } from './world.ts';

export const hour = 3_600_000;
export const day = 24 * hour;

/** Days since 1970-01-01 of a calendar date. */
export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / day;
}

export function dateOf(dayNumber: number): string {
  return new Date(dayNumber * day).toISOString().slice(0, 10);
}

export function addDays(date: string, days: number): string {
  return dateOf(dayNumber(date) + days);
}

export function addMonths(date: string, months: number): string {
  return Temporal.PlainDate.from(date).add({ months }).toString();
}

/** First day of the month of a date. */
export function monthStart(date: string): string {
  return `${date.slice(0, 7)}-01`;
}

const midnights = new Map<string, number>();

/** The instant, in epoch milliseconds, at which a calendar day begins in a zone. */
export function midnight(date: string, timeZone: string): number {
  const key = `${date} ${timeZone}`;
  const found = midnights.get(key);
  if (found !== undefined) return found;
  const instant = Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds;
  midnights.set(key, instant);
  return instant;
}

/** Calendar day of an instant in a zone. */
export function dateIn(milliseconds: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** Epoch milliseconds of an instant column; null when it is empty. */
export function instant(row: Row, column: string): number | null {
  const cell = text(row, column);
  if (cell === null) return null;
  const milliseconds = Date.parse(cell);
  if (Number.isNaN(milliseconds)) throw new Error(`not an instant: ${cell}`);
  return milliseconds;
}

export interface Span {
  readonly from: number;
  /** Exclusive. */
  readonly until: number;
}

/** The instants of calendar days [start, end). */
export function instantsOf(start: string, end: string, timeZone: string): Span {
  return { from: midnight(start, timeZone), until: midnight(end, timeZone) };
}

export function inside(milliseconds: number | null, { from, until }: Span): boolean {
  return milliseconds !== null && milliseconds >= from && milliseconds < until;
}
