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
    lastYear?.end ?? start,
    // 30 days past due from here end on a border
    addDays(start, -30),
    addDays(end, -30),
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
  const back = [7, 14, 30, 60, 90, 120, 180];
  const borders = [
    at(start),
    at(end),
    at(addDays(start, 1)),
    at(previous.start),
    at(next.end),
    ...back.map((days) => at(addDays(end, -days))),
    // windows of 24-hour days, which differ when clocks change
    ...[14, 60].flatMap((days) => [at(start) - days * day, at(end) - days * day]),
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

/** Milliseconds from one fact to a later one; 14, 30 and 60 days are met exactly. */
export const someDelay: fc.Arbitrary<number> = fc.oneof(
  {
    arbitrary: fc
      .tuple(fc.constantFrom(14, 30, 60), fc.constantFrom(0, 0, -second, second))
      .map(([days, offset]) => days * day + offset),
    weight: 2,
  },
  { arbitrary: fc.integer({ min: 0, max: 72 }).map((hours) => hours * hour), weight: 2 },
  {
    arbitrary: fc.integer({ min: 0, max: 80 * 24 * 3600 }).map((seconds) => seconds * second),
    weight: 3,
  },
);

/** Null now and then: what a source does not know. Known so many times for once unknown. */
export function maybe<T>(arbitrary: fc.Arbitrary<T>, known = 3): fc.Arbitrary<T | null> {
  return fc.oneof({ arbitrary: fc.constant(null), weight: 1 }, { arbitrary, weight: known });
}

/** Seldom something: known once for so many times null. */
export function seldom<T>(arbitrary: fc.Arbitrary<T>, unknown = 4): fc.Arbitrary<T | null> {
  return fc.oneof({ arbitrary: fc.constant(null), weight: unknown }, { arbitrary, weight: 1 });
}
