import { type Context, figureOf } from '../context.ts';
import type { Figure, Prose } from '../model.ts';
import type { Reference } from '../references.ts';
import { count } from '../words/figures.ts';
import { periodsOf } from '../words/period_words.ts';
import { say } from '../words/say.ts';

/** Periods without which there is no history to stand against. */
const fewest = 4;

/** Where a value stands among those of the periods before it: `It is at 12, the lowest of 13 weeks, …`. */
export function standingOf(reference: Reference, value: Figure, context: Context): Prose {
  const periods = (n: number) => periodsOf(context.edition, n);
  const earlier = valuesOf(reference, context)
    .slice(0, -1)
    .filter((one) => one !== null);
  const known = earlier.length + 1;
  if (known < fewest) return say`It is at ${value}, with ${periods(known)} of history so far.`;
  const [low, high] = [Math.min(...earlier), Math.max(...earlier)];
  const as = (one: number): Figure => ({ ...value, value: one });
  if (low === high && value.value === low)
    return say`It is at ${value}, as in each of ${periods(known)}.`;
  const ran =
    low === high ? say`it stood at ${as(low)}` : say`it ran from ${as(low)} to ${as(high)}`;
  if (value.value > high) {
    return say`It is at ${value}, the highest of ${periods(known)}; until now ${ran}.`;
  }
  if (value.value < low) {
    return say`It is at ${value}, the lowest of ${periods(known)}; until now ${ran}.`;
  }
  const above = earlier.filter((one) => value.value > one).length;
  const place = above === 0 ? say`as low as any` : say`above ${count(above)}`;
  return say`It is at ${value}, ${place} of the ${periods(earlier.length)} before, which ran from ${as(low)} to ${as(high)}.`;
}

/** The value of each period of the trend, oldest first. */
export function valuesOf(
  { kpi, window }: Reference,
  { trend, record }: Context,
): (number | null)[] {
  return trend.map((period) => figureOf(record(kpi.id, window, period))?.value ?? null);
}
