import { type Exact, toNumber } from './exact.ts';
import type { Message } from './record.ts';

/** What measuring a KPI gave, in its unit. */
export interface Outcome {
  readonly value: number;
  readonly numerator?: number;
  readonly denominator?: number;
  readonly sample?: number;
  readonly mean?: number;
  readonly p90?: number;
  readonly low?: number;
  readonly high?: number;
  readonly amount?: number;
  readonly pending?: number;
  readonly left_out?: number;
}

/**
 * Thrown where a KPI has no value for a reason that the reader should know; becomes `not_measurable`. No
 * Error: a report meets tens of thousands, always catches them, and a stack for each takes longer than the rest.
 */
export class NotMeasurable {
  readonly message: string;
  /** Where the reason names something of the data: `no {0} rate`. */
  readonly about: Message | undefined;

  constructor(words: string, ...places: readonly string[]) {
    this.message = filled(words, places);
    this.about = places.length === 0 ? undefined : { words, with: places };
  }
}

export function filled(words: string, places: readonly string[]): string {
  return words.replaceAll(/\{(\d)\}/g, (_, at: string) => places[Number(at)] ?? '');
}

/** Thrown where the data has no source for the KPI, though the table is there; becomes `no_data_source`. */
export class NoSource {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/** A plain count or sum. */
export function total(value: number): Outcome {
  return { value };
}

/** An amount of money in major units. */
export function money(value: Exact): Outcome {
  return { value: toNumber(value) };
}

/** numerator / denominator × factor. `nothing` says what the denominator counts, in the plural. */
export function quotient(
  numerator: number,
  denominator: number,
  nothing: string,
  { factor = 1, sample = denominator }: { factor?: number; sample?: number } = {},
): Outcome {
  if (denominator === 0) throw new NotMeasurable(`there were no ${nothing}`);
  return { value: (factor * numerator) / denominator, numerator, denominator, sample };
}

/** A share of money, in per cent; the sample is the accounts it rests on. */
export function share(part: Exact, whole: Exact, nothing: string, sample: number): Outcome {
  return quotient(toNumber(part), toNumber(whole), nothing, { factor: 100, sample });
}

/** A share of members, in per cent, with its 95 % Wilson interval. */
export function proportion(part: number, whole: number, nothing: string): Outcome {
  const outcome = quotient(part, whole, nothing, { factor: 100 });
  return { ...outcome, ...wilson(part, whole) };
}

const z = 1.959963984540054;

/** 95 % Wilson score interval of part/whole in per cent. */
export function wilson(part: number, whole: number): { low: number; high: number } {
  const p = part / whole;
  const spread = z * Math.sqrt((p * (1 - p)) / whole + (z * z) / (4 * whole * whole));
  const [centre, stretch] = [p + (z * z) / (2 * whole), 1 + (z * z) / whole];
  return {
    low: Math.max(0, (100 * (centre - spread)) / stretch),
    high: Math.min(100, (100 * (centre + spread)) / stretch),
  };
}

export interface Durations {
  readonly count: number;
  readonly sumMs: number;
  readonly lowMs: number;
  readonly highMs: number;
  readonly p90Ms: number;
  readonly leftOut: number;
}

/** Median of durations with mean and p90, in units of `unitMs`. */
export function duration(d: Durations, unitMs: number, nothing: string): Outcome {
  if (d.count === 0) throw new NotMeasurable(`there were no ${nothing}`);
  return {
    value: (d.lowMs + d.highMs) / 2 / unitMs,
    numerator: d.sumMs / unitMs,
    denominator: d.count,
    sample: d.count,
    mean: d.sumMs / d.count / unitMs,
    p90: d.p90Ms / unitMs,
    left_out: d.leftOut,
  };
}
