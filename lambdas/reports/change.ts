import type { Figure, Tile } from './model.ts';

type Direction = 'up' | 'down' | 'flat';

export interface Change {
  /** Signed: points for percentages and scores, its own unit or relative % for everything else. */
  readonly by: Figure;
  readonly direction: Direction;
}

/** Below this a share of a count says less than the count: 11 of 10 are one more and no 10 %. */
const smallCount = 100;
/** From here on a share is no measure any more: 20 minutes to a day are 7,100 %. */
const hugeShare = 10;

/**
 * From one value to the next. What starts at 0 or below has no relative change, so it is told in its own unit, as
 * are small counts, correlations and huge shares; flows always are.
 */
export function changeFrom(before: number, now: Figure, isFlow = false): Change {
  const step = now.value - before;
  if (inPoints(now.unit)) return rounded({ value: step, unit: 'points', signed: true });
  if (isFlow || isToldItself(before, now)) {
    const flatBelow = isCorrelation(now.unit) ? 0.005 : 0;
    return { by: { ...now, value: step, signed: true }, direction: directionOf(step, flatBelow) };
  }
  return rounded({ value: (step / before) * 100, unit: '%', signed: true });
}

function isToldItself(before: number, { value, unit }: Figure): boolean {
  if (isCorrelation(unit) || before <= 0 || value < 0) return true;
  // The unit may say what stands beside the count, in brackets.
  const isCount = unit === 'count' || unit.startsWith('count (');
  if (isCount && before < smallCount && value < smallCount) return true;
  return (value - before) / before >= hugeShare;
}

const isCorrelation = (unit: string) => unit.startsWith('correlation');

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
  return /^(%|score|-100|count & %)/.test(unit);
}

/** What is printed as 0.0 is no change. */
function rounded(by: Figure): Change {
  return { by, direction: directionOf(by.value, 0.05) };
}

function directionOf(step: number, flatBelow: number): Direction {
  if (Math.abs(step) < flatBelow || step === 0) return 'flat';
  return step > 0 ? 'up' : 'down';
}
