import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';

/** Of one brightness between the light and the dark card, so that one transparent PNG serves both. */
export const midTones = { line: '#5b70f0', target: '#8a93a6', label: '#7b8496' };

/** A drawing's size and the room left free on each side of the line, in px. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Plot {
  readonly marks: string;
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
}

/** Straight segments only: a smoothed line invents values between the periods. */
export function plot(
  trend: readonly (number | null)[],
  target: number | null,
  frame: Frame,
  thickness: number,
): Plot {
  const { x, y } = scales(trend, target, frame);
  const points = trend.map((value, index) => ({
    x: x(index),
    y: value === null ? null : y(value),
  }));
  const marks = [
    areaMark(points, frame),
    target === null ? '' : targetMark(y(target), frame),
    lineMark(points, thickness),
    lonePoints(points, thickness),
    endMark(points, thickness),
  ];
  return { marks: marks.join(''), x, y };
}

interface Point {
  readonly x: number;
  readonly y: number | null;
}

function scales(trend: readonly (number | null)[], target: number | null, frame: Frame) {
  const values = [...trend, target].filter((value) => value !== null);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  // A flat line runs through the middle instead of along the edge.
  const pad = low === high ? 1 : 0;
  const x = scaleLinear(
    [0, Math.max(1, trend.length - 1)],
    [frame.left, frame.width - frame.right],
  );
  const y = scaleLinear([low - pad, high + pad], [frame.height - frame.bottom, frame.top]);
  return { x: (index: number) => x(index), y: (value: number) => y(value) };
}

function lineMark(points: readonly Point[], thickness: number): string {
  const path = line<Point>(
    (point) => point.x,
    (point) => point.y ?? 0,
  )
    .defined((point) => point.y !== null)
    .digits(2);
  return `<path d="${path(points) ?? ''}" fill="none" stroke="${midTones.line}" stroke-width="${thickness}" stroke-linejoin="round" stroke-linecap="round"/>`;
}

function areaMark(points: readonly Point[], frame: Frame): string {
  const shape = area<Point>(
    (point) => point.x,
    frame.height - frame.bottom + Math.min(frame.bottom, 16),
    (point) => point.y ?? 0,
  )
    .defined((point) => point.y !== null)
    .digits(2);
  const stop = (offset: number, opacity: number) =>
    `<stop offset="${offset}" stop-color="${midTones.line}" stop-opacity="${opacity}"/>`;
  const fade = `<linearGradient id="fade" x1="0" y1="0" x2="0" y2="1">${stop(0, 0.22)}${stop(1, 0)}</linearGradient>`;
  return `<defs>${fade}</defs><path d="${shape(points) ?? ''}" fill="url(#fade)"/>`;
}

function targetMark(y: number, frame: Frame): string {
  return `<line x1="${frame.left}" x2="${frame.width - frame.right}" y1="${y.toFixed(2)}" y2="${y.toFixed(2)}" stroke="${midTones.target}" stroke-width="1.5" stroke-dasharray="0.1 4" stroke-linecap="round"/>`;
}

/** A measured period between two gaps has no segment; without a dot it would vanish. */
function lonePoints(points: readonly Point[], thickness: number): string {
  return points
    .filter((_, index) => points[index - 1]?.y == null && points[index + 1]?.y == null)
    .map((point) => dot(point, thickness))
    .join('');
}

function endMark(points: readonly Point[], thickness: number): string {
  const last = points.at(-1);
  return last === undefined ? '' : dot(last, thickness * 1.5);
}

function dot({ x, y }: Point, radius: number): string {
  if (y === null) return '';
  return `<circle cx="${x.toFixed(2)}" cy="${y.toFixed(2)}" r="${radius}" fill="${midTones.line}"/>`;
}

/** A label is the text of an export. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
