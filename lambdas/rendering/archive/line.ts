import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

/** A line drawing without its labels, which the page sets in its own letters beside it. */
export interface LineView {
  /** What is drawn, in words. */
  readonly words: string;
  readonly series: readonly SeriesView[];
  /** Path of the target. */
  readonly target: string | null;
  readonly highest: string;
  /** Null where the line is flat. */
  readonly lowest: string | null;
  readonly from: string;
  readonly to: string;
}

interface SeriesView {
  readonly path: string;
  /** The last period, and what has no measured neighbour. */
  readonly dots: string;
  readonly is_second: boolean;
}

export interface LineOrder {
  readonly words: string;
  readonly series: readonly (readonly (number | null)[])[];
  readonly target: number | null;
  /** Absent: from the lowest to the highest value. */
  readonly bounds?: readonly [number, number];
  readonly from: string;
  readonly to: string;
  readonly write: (value: number) => string;
}

/** Of the drawing, which is stretched to the width of its place. */
export const drawing = { width: 300, height: 90, edge: 5 };

/** Null below two measured periods: a dot alone shows nothing. */
export function lineView(order: LineOrder): LineView | null {
  const { series, target, bounds, words, from, to, write } = order;
  const measured = series.flat().filter((value) => value !== null);
  if (measured.length < 2) return null;
  const values = target === null ? measured : [...measured, target];
  const [low, high] = bounds ?? [Math.min(...values), Math.max(...values)];
  const place = placeOf(low, high, Math.max(...series.map(({ length }) => length)));
  return {
    ...{ words, from, to, highest: write(high), lowest: low === high ? null : write(low) },
    series: series.map((values, n) => ({ ...drawn(values, place), is_second: n > 0 })),
    target: target === null ? null : `M0 ${place.y(target)}H${drawing.width}`,
  };
}

function placeOf(low: number, high: number, count: number) {
  const { width, height, edge } = drawing;
  // A flat line runs through the middle instead of along the edge.
  const pad = low === high ? 1 : 0;
  const [x, y] = [
    scaleLinear([0, Math.max(1, count - 1)], [edge, width - edge]),
    scaleLinear([low - pad, high + pad], [height - edge, edge]),
  ];
  return {
    x: (index: number) => Number(x(index).toFixed(1)),
    y: (value: number) => Number(y(value).toFixed(1)),
  };
}

/** Straight segments only: a smoothed line invents values between the periods. */
function drawn(values: readonly (number | null)[], { x, y }: ReturnType<typeof placeOf>) {
  const path = line<number | null>(
    (_, n) => x(n),
    (value) => y(value ?? 0),
  )
    .defined((value) => value !== null)
    .digits(1);
  const last = values.findLastIndex((value) => value !== null);
  const isDot = (n: number) => n === last || (values[n - 1] ?? values[n + 1] ?? null) === null;
  const dots = values.flatMap((value, n) =>
    value !== null && isDot(n) ? [`M${x(n)} ${y(value)}h0`] : [],
  );
  return { path: path(values) ?? '', dots: dots.join('') };
}
