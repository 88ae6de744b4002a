import type { Figure, Tile } from './model.ts';

type Direction = 'up' | 'down' | 'flat';

export interface Change {
  /** Signed: points for percentages and scores, relative % for everything else. */
  readonly by: Figure;
  readonly direction: Direction;
}

/** From one value to the next. What starts at 0 or below has no relative change, so it is told in its own unit; flows always are. */
export function changeFrom(before: number, now: Figure, isFlow = false): Change {
  const step = now.value - before;
  if (inPoints(now.unit)) return rounded({ value: step, unit: 'points', signed: true });
  if (!isFlow && before > 0 && now.value >= 0) {
    return rounded({ value: (step / before) * 100, unit: '%', signed: true });
  }
  return { by: { ...now, value: step, signed: true }, direction: directionOf(step, 0) };
}

/** Good or bad news, by which way the KPI should go. */
export function toneOf(
  direction: Direction,
  better: 'higher' | 'lower' | 'neutral',
): NonNullable<Tile['change']>['tone'] {
  if (direction === 'flat' || better === 'neutral') return 'neutral';
  return (direction === 'up') === (better === 'higher') ? 'good' : 'bad';
}

/** Differences of shares and scores are told in points. */
export function inPoints(unit: string): boolean {
  return /^(%|score|-100|correlation|count & %)/.test(unit);
}

/** What is printed as 0.0 is no change. */
function rounded(by: Figure): Change {
  return { by, direction: directionOf(by.value, 0.05) };
}

function directionOf(step: number, flatBelow: number): Direction {
  if (Math.abs(step) < flatBelow || step === 0) return 'flat';
  return step > 0 ? 'up' : 'down';
}
