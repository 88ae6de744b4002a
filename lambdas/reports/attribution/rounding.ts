import type { KpiRecord } from '../../kpis/record.ts';
import { inPoints } from '../change.ts';
import type { Figure } from '../model.ts';

/** Digits after the point with which a difference is printed, so that what is printed adds up as well. */
function digitsOf(unit: string, whole: number): number {
  if (inPoints(unit) || /^(hours|days|months)$/.test(unit)) return 1;
  if (unit.startsWith('count') && !unit.includes('/')) return 0;
  if (unit.startsWith('money') && Math.abs(whole) >= centsMatter) return 0;
  return 2;
}

/** Below this a cent is more than a hundred-thousandth. */
const centsMatter = 1_000;

/**
 * A difference of a KPI: in points where it is a rate or a score, else in its own unit.
 * @param whole The difference that it is a part of: the parts of a large amount have no cents.
 */
export function differenceOf({ unit, currency }: KpiRecord, value: number, whole = value): Figure {
  const factor = 10 ** digitsOf(unit, whole);
  const rounded = Math.round(Math.abs(value) * factor) / factor;
  const size = value < 0 ? -rounded : rounded;
  // Adding 0 turns −0 into 0, which prints without a sign.
  const figure = { value: size + 0, unit: inPoints(unit) ? 'points' : unit };
  return currency === undefined ? figure : { ...figure, currency };
}

/** What is left of a printed difference when printed parts of it are taken away. */
export function remainderOf(whole: Figure, parts: readonly Figure[]): Figure {
  const left = whole.value - parts.reduce((sum, { value }) => sum + value, 0);
  return { ...whole, value: Math.round(left * 100) / 100 + 0 };
}
