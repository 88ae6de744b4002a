import { Temporal } from 'temporal-polyfill';

/** A date and time of day as written, checked against the calendar but not yet placed in a zone. */
export interface Stamp {
  readonly date: string; // YYYY-MM-DD
  readonly time: string; // HH:MM:SS.sss
  readonly zone: string | undefined; // Z, ±HH:MM, or not stated
}

/** Digits of a date by part, as a pattern's named groups hold them. */
export type Parts = Readonly<Record<string, string | undefined>>;

const iso =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.(?<fraction>\d{1,9}))?)?\s?(?<zone>Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** The same forms for a SQL engine, which then casts what matches. */
export const isoDatePattern = String.raw`\d{4}-\d{2}-\d{2}([T ]00:00(:00(\.0{1,9})?)?\s?(Z|UTC|[+-]00(:?00)?)?)?`;
export const isoInstantPattern = `(?i)${iso.source.replace(/^\^|\$$|\?<\w+>/g, '')}`;

export function isoStamp(text: string): Stamp | undefined {
  const groups = iso.exec(text)?.groups;
  return groups && stampOf(groups);
}

/** Undefined where the day does not exist or the clock never shows that time. */
export function stampOf(parts: Parts): Stamp | undefined {
  const [year, month, day] = [Number(parts.year), Number(parts.month), Number(parts.day)];
  const [hour, minute, second] = [hourOf(parts), number(parts.minute), number(parts.second)];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return undefined;
  return {
    date: `${padded(year, 4)}-${padded(month)}-${padded(day)}`,
    time: `${padded(hour)}:${padded(minute)}:${padded(second)}.${(parts.fraction ?? '').slice(0, 3).padEnd(3, '0')}`,
    zone: parts.zone && zoneOf(parts.zone),
  };
}

/**
 * UTC instant. A stamp without a zone is wall time in `timeZone`: a time that the clock shows twice is
 * its second occurrence, one that it skips is moved on by the gap, as SQL engines have it.
 */
export function instantText({ date, time, zone }: Stamp, timeZone: string): string | undefined {
  if (zone === 'Z' || (zone === undefined && timeZone === 'UTC')) return `${date}T${time}Z`;
  const text = new Date(epochMs(date, time, zone, timeZone)).toISOString();
  // Beyond the years 0001–9999 the text grows a sign, which no engine reads.
  return text.length === 24 && !text.startsWith('0000') ? text : undefined;
}

function epochMs(date: string, time: string, zone: string | undefined, timeZone: string): number {
  if (zone !== undefined) return Date.parse(`${date}T${time}${zone}`);
  const wall = Temporal.PlainDateTime.from(`${date}T${time}`);
  return wall.toZonedDateTime(timeZone, { disambiguation: 'later' }).epochMilliseconds;
}

function hourOf(parts: Parts): number {
  const hour = number(parts.hour);
  if (parts.half === undefined) return hour;
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (parts.half.toUpperCase() === 'PM' ? 12 : 0);
}

function zoneOf(zone: string): string {
  const digits = zone.replace(/\D/g, '').padEnd(4, '0');
  return /^[a-z]/i.test(zone) ? 'Z' : `${zone[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const number = (digits: string | undefined) => Number(digits ?? 0);
const padded = (value: number, width = 2) => String(value).padStart(width, '0');
