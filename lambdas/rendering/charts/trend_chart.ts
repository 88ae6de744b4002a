import { escaped, type Frame, midTones, type Plot, plot } from './plot.ts';

/** Narrow enough to be shown at the same size on a phone, so that its labels stay readable there. */
const frame: Frame = { width: 330, height: 140, left: 6, right: 8, top: 24, bottom: 40 };

/** Values at both ends of the line, and the periods below them. */
interface Ends {
  readonly first: string;
  readonly last: string;
  readonly from: string;
  readonly to: string;
}

/** The same line as a sparkline, larger, with its two ends in words; 330 × 140. */
export function trendChart(
  trend: readonly (number | null)[],
  target: number | null,
  ends: Ends,
): string {
  const drawn = plot(trend, target, frame, 2.5);
  const { width, height } = frame;
  const from = trend.findIndex((value) => value !== null);
  const to = trend.findLastIndex((value) => value !== null);
  const labels = [
    endLabel(ends.first, from, trend[from + 1] ?? null, 'start'),
    endLabel(ends.last, to, trend[to - 1] ?? null, 'end'),
    label(ends.from, 'start', height - 4),
    label(ends.to, 'end', height - 4),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${drawn.marks}${labels.join('')}</svg>`;

  function endLabel(
    text: string,
    index: number,
    neighbour: number | null,
    anchor: 'start' | 'end',
  ): string {
    const y = labelHeight(drawn, trend[index] ?? 0, neighbour, target);
    return label(text, anchor, y);
  }
}

function label(text: string, anchor: 'start' | 'end', y: number): string {
  const x = anchor === 'start' ? frame.left - 4 : frame.width - frame.right + 4;
  return `<text x="${x}" y="${y.toFixed(2)}" text-anchor="${anchor}" font-family="Inter" font-size="12" fill="${midTones.label}">${escaped(text)}</text>`;
}

/** Away from the line: below where it goes on upwards, else above; and above a target that is close. */
function labelHeight(
  drawn: Plot,
  value: number,
  neighbour: number | null,
  target: number | null,
): number {
  const y = drawn.y(value);
  if (neighbour !== null && drawn.y(neighbour) < y) return y + 18;
  const dots = target === null ? y : drawn.y(target);
  return Math.min(y - 9, y - dots < 26 ? dots - 6 : y);
}
