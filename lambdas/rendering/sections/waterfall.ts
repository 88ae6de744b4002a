import type { Report, Tone } from '../../reports/model.ts';
import type { Pen } from '../writing/pen.ts';

/** One row of the bridge: its words, and its bar as segments that fill the chart's width. */
export interface Step {
  readonly label: string;
  readonly amount: string;
  readonly total: boolean;
  readonly good: boolean;
  readonly bad: boolean;
  readonly segments: readonly Segment[];
}

interface Segment {
  readonly filled: boolean;
  /** Whole per cent, all of a bar together 100; text, since a template takes the number 0 for nothing. */
  readonly width: string;
}

export interface BridgeView {
  readonly title: string;
  readonly steps: readonly Step[];
  /** Opening and closing start with a break, since their full length would hide the movements. */
  readonly broken: boolean;
  readonly note: string | null;
}

interface Axis {
  readonly low: number;
  readonly high: number;
  readonly broken: boolean;
}

interface Span {
  readonly label: string;
  readonly amount: number;
  readonly from: number;
  readonly to: number;
  readonly tone: Tone | 'total';
}

export function bridgeView(bridge: NonNullable<Report['bridge']>, pen: Pen): BridgeView {
  const spans = spansOf(bridge, pen);
  const axis = axisOf(spans);
  const amounts = pen.column(
    spans.map(({ amount, tone }) => ({
      value: amount,
      unit: 'money',
      currency: bridge.currency,
      signed: tone !== 'total',
    })),
  );
  return {
    title: pen.title(bridge.title),
    steps: spans.map((span, index) => step(span, amounts[index] ?? '', axis)),
    broken: axis.broken,
    note: bridge.note === null ? null : pen.prose(bridge.note),
  };
}

function spansOf(bridge: NonNullable<Report['bridge']>, pen: Pen): Span[] {
  const spans: Span[] = [total(pen.t('Opening'), bridge.opening)];
  let level = bridge.opening;
  for (const { label, amount, tone } of bridge.lines) {
    spans.push({ label: pen.prose(label, 40), amount, from: level, to: level + amount, tone });
    level += amount;
  }
  return [...spans, total(pen.t('Closing'), bridge.closing)];
}

function total(label: string, amount: number): Span {
  return { label, amount, from: 0, to: amount, tone: 'total' };
}

/** From 0, unless the movements are small beside the totals: then from just below the lowest level. */
function axisOf(spans: readonly Span[]): Axis {
  const levels = spans.flatMap(({ from, to, tone }) => (tone === 'total' ? [to] : [from, to]));
  const [least, most] = [Math.min(...levels), Math.max(...levels)];
  const broken = least > 0 && most - least < most * 0.4;
  if (!broken) return { low: Math.min(0, least), high: Math.max(0, most), broken };
  return { low: least - (most - least) * 0.35, high: most, broken };
}

function step(span: Span, amount: string, { low, high, broken }: Axis): Step {
  const place = (value: number) => ((Math.max(low, value) - low) / (high - low || 1)) * 100;
  const start = Math.min(99, Math.round(Math.min(place(span.from), place(span.to))));
  // A movement of a few dollars must still be seen.
  const end = Math.max(start + 1, Math.round(Math.max(place(span.from), place(span.to))));
  const total = span.tone === 'total';
  return {
    label: span.label,
    amount,
    total,
    good: span.tone === 'good',
    bad: span.tone === 'bad',
    segments: total && broken ? brokenBar(end) : bar(start, end),
  };
}

function bar(start: number, end: number): Segment[] {
  return segments([start, end - start, 100 - end], false);
}

/** A short piece, a gap, and the rest: the eye sees that the bar does not start at zero. */
function brokenBar(end: number): Segment[] {
  return segments([4, 2, end - 6, 100 - end], true);
}

function segments(widths: readonly number[], startsFilled: boolean): Segment[] {
  return widths
    .map((width, index) => ({ filled: (index % 2 === 0) === startsFilled, width }))
    .filter(({ width }) => width > 0)
    .map(({ filled, width }) => ({ filled, width: `${width}` }));
}
