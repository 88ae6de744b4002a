import type { KpiText } from '../../kpis/kpi.ts';
import { inPoints } from '../change.ts';
import { type Context, figureOf } from '../context.ts';
import type { Figure, Prose } from '../model.ts';
import type { Reference } from '../references.ts';
import { isUnusual } from '../unusual.ts';
import { periodsOf } from '../words/period_words.ts';
import { valuesOf } from './standing.ts';

/** Periods without which nothing can be said to have never moved. */
const fewestPeriods = 7;

/** Points of a share or score, or share of the middle of anything else, within which nothing has happened. */
const flatPoints = 5;
const flatShare = 0.1;

/** Known values of the trend, oldest first, the last being the period's own. */
export interface History {
  readonly last: Figure;
  readonly values: readonly number[];
  /** `13 quarters`. */
  readonly periods: Prose;
}

export function historyOf(reference: Reference, context: Context): History | null {
  const last = figureOf(context.record(reference.kpi.id, reference.window, context.period));
  const values = valuesOf(reference, context).filter((value) => value !== null);
  if (last === null || values.length < fewestPeriods) return null;
  return { last, values, periods: periodsOf(context.edition, values.length) };
}

/** Another value of the same KPI. */
export const as = (figure: Figure, value: number): Figure => ({ ...figure, value });

export function isFlat({ last, values }: History): boolean {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (inPoints(last.unit)) return high - low <= flatPoints;
  return high - low <= (flatShare * Math.abs(high + low)) / 2;
}

/** Whether it left its usual range at any time that has enough history before it. */
export function hasMoved({ range }: KpiText, { values }: History, { settings }: Context): boolean {
  const z = settings.definitions.unusual_from_z;
  return values.some((_, n) => isUnusual(values.slice(0, n + 1), range, z) === true);
}
