import { type Frame, plot } from './plot.ts';

const frame: Frame = { width: 150, height: 36, left: 4, right: 4, top: 5, bottom: 5 };

/**
 * The last periods as a line, 150 × 36; a dotted line is the target; a gap is a period not measured.
 * Null below two measured periods: a dot alone shows nothing.
 */
export function sparkline(trend: readonly (number | null)[], target: number | null): string | null {
  const measured = trend.filter((value) => value !== null);
  if (measured.length < 2) return null;
  const { width, height } = frame;
  const marks = plot(trend, target, frame, 2).marks;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${marks}</svg>`;
}
