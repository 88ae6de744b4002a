import fc from 'fast-check';
import type { NaiveOptions } from '../options.ts';
import { addDays, addMonths, dateOf, day, dayNumber, hour, midnight } from '../time.ts';

/** A whole number of days around a period, as day numbers; borders are hit often. */
export function someDay(period: NaiveOptions): fc.Arbitrary<number> {
  const { start, end, previous, next, lastYear } = period;
  const borders = [
    start,
    end,
    previous.start,
    next.end,
    addMonths(end, -12),
    addMonths(end, -3),
    lastYear?.end ?? start,
    // 30 days past due from here end on a border
    addDays(start, -30),
    addDays(end, -30),
    // 90 days from here end on a border
    addDays(start, -90),
    addDays(end, -90),
  ].map(dayNumber);
  const onBorder = fc
    .tuple(fc.constantFrom(...borders), fc.constantFrom(0, 0, 1, -1))
    .map(([border, offset]) => border + offset);
  const between = (from: string, to: string) =>
    fc.integer({ min: dayNumber(from), max: dayNumber(to) });
  return fc.oneof(
    { arbitrary: onBorder, weight: 5 },
    { arbitrary: between(start, end), weight: 3 },
    { arbitrary: between(addDays(start, -60), addDays(end, 40)), weight: 2 },
    { arbitrary: between(addMonths(start, -14), addDays(next.end, 30)), weight: 2 },
  );
}

export const dateText = (number: number): string => dateOf(number);
export const instantText = (milliseconds: number): string => new Date(milliseconds).toISOString();

const second = 1000;

/** An instant around a period, in epoch milliseconds; the borders of the windows are hit often. */
export function someInstant(period: NaiveOptions): fc.Arbitrary<number> {
  const { start, end, previous, next, timeZone } = period;
  const at = (date: string) => midnight(date, timeZone);
  const back = [7, 14, 21, 28, 30, 60, 90, 120, 180];
  const borders = [
    at(start),
    at(end),
    at(addDays(start, 1)),
    at(previous.start),
    at(next.end),
    ...back.map((days) => at(addDays(end, -days))),
    ...[7, 30].map((days) => at(addDays(start, -days))),
    // windows of 24-hour days, which differ when clocks change
    ...[7, 14, 30, 60, 90].flatMap((days) => [at(start) - days * day, at(end) - days * day]),
  ];
  const onBorder = fc
    .tuple(fc.constantFrom(...borders), fc.constantFrom(0, 0, -1, 1, -second, second))
    .map(([border, offset]) => border + offset);
  const between = (from: number, to: number) =>
    fc
      .integer({ min: Math.floor(from / second), max: Math.floor(to / second) })
      .map((seconds) => seconds * second);
  return fc.oneof(
    { arbitrary: onBorder, weight: 4 },
    { arbitrary: between(at(start), at(end)), weight: 4 },
    { arbitrary: between(at(addDays(end, -125)), at(end)), weight: 3 },
    { arbitrary: between(at(addDays(end, -400)), at(next.end)), weight: 1 },
  );
}

/** An instant around a period from which, more often than not, a window of so many days ends in it. */
export function someStart(period: NaiveOptions, days: number): fc.Arbitrary<number> {
  const due = someInstant(period).map((at) => at - days * day);
  return fc.oneof(someInstant(period), due);
}

/** Now and then exactly so many days, or a second more or less. */
export function someDelayNear(days: number): fc.Arbitrary<number> {
  const exact = fc.constantFrom(0, 0, -second, second).map((offset) => days * day + offset);
  return fc.oneof({ arbitrary: someDelayOrEarlier, weight: 3 }, { arbitrary: exact, weight: 1 });
}

/** Milliseconds from one fact to a later one; the lengths of windows are met exactly. */
export const someDelay: fc.Arbitrary<number> = fc.oneof(
  {
    arbitrary: fc
      .tuple(fc.constantFrom(7, 14, 14, 30, 30, 60, 90), fc.constantFrom(0, 0, -second, second))
      .map(([days, offset]) => days * day + offset),
    weight: 2,
  },
  { arbitrary: fc.constantFrom(0, second), weight: 1 },
  { arbitrary: fc.integer({ min: 0, max: 72 }).map((hours) => hours * hour), weight: 2 },
  {
    arbitrary: fc.integer({ min: 0, max: 80 * 24 * 3600 }).map((seconds) => seconds * second),
    weight: 3,
  },
);

/** Now and then a time before the clock began, which no duration may count. */
export const someDelayOrEarlier: fc.Arbitrary<number> = fc.oneof(
  { arbitrary: someDelay, weight: 5 },
  { arbitrary: fc.constant(-hour), weight: 1 },
);

/** The beginnings of some local days, and what lies a moment before and after them. */
export function someBorder(
  { timeZone }: NaiveOptions,
  dates: readonly string[],
): fc.Arbitrary<number> {
  return fc
    .tuple(fc.constantFrom(...dates), fc.constantFrom(0, 0, -1, 1, -second, second))
    .map(([date, offset]) => midnight(date, timeZone) + offset);
}

/** Null now and then: what a source does not know. Known so many times for once unknown. */
export function maybe<T>(arbitrary: fc.Arbitrary<T>, known = 3): fc.Arbitrary<T | null> {
  return fc.oneof({ arbitrary: fc.constant(null), weight: 1 }, { arbitrary, weight: known });
}

/** Seldom something: known once for so many times null. */
export function seldom<T>(arbitrary: fc.Arbitrary<T>, unknown = 4): fc.Arbitrary<T | null> {
  return fc.oneof({ arbitrary: fc.constant(null), weight: unknown }, { arbitrary, weight: 1 });
}

/** Some time after a fact; null where either is unknown. */
export const later = (at: number | null, delay: number | null): string | null =>
  at === null || delay === null ? null : instantText(at + delay);

/** An instant of its own when it is not before a first one, else one at some delay after that. */
export function ownOrLater(first: number, own: number | null, delay: number | null): string | null {
  return own !== null && own >= first ? instantText(own) : later(first, delay);
}

/** Some element by a number of any size; null where there is none or no number. */
export function of<T>(all: readonly T[], n: number | null): T | null {
  return n === null || all.length === 0 ? null : (all[n % all.length] ?? null);
}
