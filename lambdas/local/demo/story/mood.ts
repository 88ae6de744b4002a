import { hash } from '../random.ts';
import type { Day } from '../time.ts';

/** From this day on the mood runs straight to the next knot's. */
export type Knot = readonly [on: Day, level: number];

/** Level at a day: on the line between the knots around it, level before the first and after the last. */
export function levelAt(knots: readonly Knot[], day: Day): number {
  let before = knots[0];
  for (const knot of knots) {
    if (knot[0] > day) return before ? between(before, knot, day) : knot[1];
    before = knot;
  }
  return before?.[1] ?? 0;
}

function between([from, low]: Knot, [to, high]: Knot, day: Day): number {
  return day <= from ? low : low + ((high - low) * (day - from)) / (to - from);
}

/** Ups and downs that nobody can explain, -1 to 1, changing slowly over weeks. */
export function drift(key: number, day: Day): number {
  const length = 28;
  const place = Math.floor(day / length);
  const value = (at: number) => hash(key, at) / 2 ** 31 - 1;
  const share = day / length - place;
  return value(place) * (1 - share) + value(place + 1) * share;
}
