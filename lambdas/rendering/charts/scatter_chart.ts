import { scaleLinear, scaleLog } from 'd3-scale';
import type { Scatter } from '../../reports/chart_sections.ts';
import { escaped, midTones } from './plot.ts';

/** Shown at three quarters of its size on a phone, where its labels are still eleven pixels high. */
export const scatterSize = { width: 440, height: 290 };
const room = { left: 46, right: 12, top: 14, bottom: 40 };
const fontSize = 14;
const tones = { green: '#35a775', amber: '#d59b2c', red: '#dc665c' } as const;

interface Labels {
  /** What stands below and above the axes. */
  readonly health: string;
  readonly mrr: string;
  /** Writes an amount of the upward axis. */
  readonly amount: (value: number) => string;
}

/**
 * Customers by health from left to right and MRR upwards, tenfold from line to line, since a few are many
 * times as large as most; a shape of its own for each tier, and a number beside the notable ones.
 */
export function scatterChart({ points, notable }: Scatter, labels: Labels): string {
  const { width, height } = scatterSize;
  const [low, high] = rangeOf(points);
  const decades = decadesIn(low, high).map((value) => ({ value, text: labels.amount(value) }));
  const left = Math.max(room.left, ...decades.map(({ text }) => widthOf(text) + 12));
  const x = scaleLinear([0, 100], [left, width - room.right]);
  const y = scaleLog([low, high], [height - room.bottom, room.top]);
  // Small ones last, so that a large account does not cover them.
  const marks = points.map(({ health, mrr, tier }) => mark(tier, x(health), y(mrr)));
  const places = notable.flatMap(({ point }) => {
    const own = points[point];
    return own === undefined ? [] : [{ x: x(own.health), y: y(own.mrr) }];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    ...decades.map(({ value, text }) => amountLine(left, y(value), text)),
    ...[0, 25, 50, 75, 100].map((value) => healthTick(x(value), value)),
    words(labels.health, width - room.right, height - 4, 'end'),
    words(labels.mrr, left + 4, room.top + 2, 'start'),
    ...marks,
    ...numbered(places),
    '</svg>',
  ].join('');
}

function rangeOf(points: Scatter['points']): [number, number] {
  const amounts = points.map(({ mrr }) => mrr);
  return [Math.min(...amounts) * 0.7, Math.max(...amounts) * 1.6];
}

/** Where all amounts lie between two powers of ten, the ends themselves. */
function decadesIn(low: number, high: number): number[] {
  const first = Math.ceil(Math.log10(low));
  const count = Math.floor(Math.log10(high)) - first + 1;
  if (count < 1) return [low, high];
  return Array.from({ length: count }, (_, index) => 10 ** (first + index));
}

function amountLine(left: number, y: number, text: string): string {
  const line = `<line x1="${left}" x2="${scatterSize.width - room.right}" y1="${at(y)}" y2="${at(y)}" stroke="${midTones.target}" stroke-opacity="0.35"/>`;
  return line + words(text, left - 8, y + 5, 'end');
}

/** In px, rather too wide: points and spaces of Inter are a third of its other characters, few are wider than an M. */
function widthOf(text: string): number {
  const ems = [...text].map((one) =>
    /[\s.,'’]/u.test(one) ? 0.32 : /[MW@%]/.test(one) ? 0.9 : 0.65,
  );
  return Math.ceil(fontSize * ems.reduce((sum, width) => sum + width, 0));
}

function healthTick(x: number, value: number): string {
  const anchor = value === 100 ? 'end' : 'middle';
  return words(`${value}`, x, scatterSize.height - room.bottom + 18, anchor);
}

function mark(tier: keyof typeof tones, x: number, y: number): string {
  const fill = `fill="${tones[tier]}" fill-opacity="0.8"`;
  if (tier === 'green') return `<circle cx="${at(x)}" cy="${at(y)}" r="3.6" ${fill}/>`;
  if (tier === 'amber') {
    return `<path d="M${at(x)},${at(y - 4.6)}l4.6,8.2h-9.2z" ${fill}/>`;
  }
  return `<rect x="${at(x - 4)}" y="${at(y - 4)}" width="8" height="8" ${fill}/>`;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

const ringSize = 8.5;

/** A number's middle beside its ring, in the order in which they are tried. */
const sides = [
  { x: 16, y: 0 },
  { x: -16, y: 0 },
  { x: 0, y: -17 },
  { x: 0, y: 17 },
  { x: 13, y: -13 },
  { x: -13, y: 13 },
] as const;

/** Each number on the side of its ring that no other ring and no number before it takes. */
function numbered(places: readonly Place[]): string[] {
  const taken: Place[] = [];
  return places.map((place, index) => {
    const [first] = sides;
    const spots = sides.map(({ x, y }) => ({ x: place.x + x, y: place.y + y }));
    const others = [...places.filter((one) => one !== place), ...taken];
    const spot = spots.find((one) => others.every((other) => isApart(one, other)));
    const { x, y } = spot ?? { x: place.x + first.x, y: place.y };
    taken.push({ x, y });
    const ring = `<circle cx="${at(place.x)}" cy="${at(place.y)}" r="${ringSize}" fill="none" stroke="${midTones.line}" stroke-width="1.5"/>`;
    return ring + words(`${index + 1}`, x, y + 5, 'middle');
  });
}

const isApart = (one: Place, other: Place) =>
  Math.hypot(one.x - other.x, one.y - other.y) > ringSize + 6;

function words(text: string, x: number, y: number, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}" font-family="Inter" font-size="${fontSize}" fill="${midTones.label}">${escaped(text)}</text>`;
}

const at = (value: number) => value.toFixed(1);
