import { compare, type Fraction, fraction, over, sum, times, toNumber, zero } from './fraction.ts';

export type Window =
  | 'period'
  | 'trailing_7_days'
  | 'trailing_30_days'
  | 'trailing_12_months'
  | 'trailing_quarter'
  | 'quarter_to_date'
  | 'to_date';
export type Status = 'measured' | 'not_measurable' | 'no_data_source';

export interface NaiveRecord {
  readonly kpi: string;
  readonly window: Window;
  readonly segment: { readonly dimension: string; readonly value: string } | null;
  /** Per cent as 0–100, money in major units. */
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly status: Status;
  /** Beside the median of a duration. */
  readonly mean?: number;
  readonly p90?: number;
  /** Negative durations. */
  readonly leftOut?: number;
  /** Members of the cohort that are not due yet. */
  readonly pending?: number;
  /** MRR at stake beside a count. */
  readonly amount?: number | null;
}

export interface Name {
  readonly kpi: string;
  readonly window?: Window;
  readonly segment?: NaiveRecord['segment'];
}

function empty(name: Name, status: Status): NaiveRecord {
  return {
    kpi: name.kpi,
    window: name.window ?? 'period',
    segment: name.segment ?? null,
    value: null,
    numerator: null,
    denominator: null,
    status,
  };
}

export const noSource = (name: Name): NaiveRecord => empty(name, 'no_data_source');
export const notMeasurable = (name: Name): NaiveRecord => empty(name, 'not_measurable');

/** A count or an amount; null is an amount that cannot be told, e.g. for want of a rate. */
export function amount(name: Name, value: Fraction | number | null): NaiveRecord {
  if (value === null) return notMeasurable(name);
  const exact = typeof value === 'number' ? fraction(value) : value;
  return { ...empty(name, 'measured'), value: toNumber(exact) };
}

/** factor × numerator / denominator. */
export function ratio(
  name: Name,
  numerator: Fraction | number | null,
  denominator: Fraction | number | null,
  factor = 1,
): NaiveRecord {
  if (numerator === null || denominator === null) return notMeasurable(name);
  const top = typeof numerator === 'number' ? fraction(numerator) : numerator;
  const bottom = typeof denominator === 'number' ? fraction(denominator) : denominator;
  const parts = { numerator: toNumber(top), denominator: toNumber(bottom) };
  if (bottom.n === 0n) return { ...notMeasurable(name), ...parts };
  const value = toNumber(times(over(top, bottom), fraction(factor)));
  return { ...empty(name, 'measured'), ...parts, value };
}

export const percent = (
  name: Name,
  numerator: Fraction | number | null,
  denominator: Fraction | number | null,
): NaiveRecord => ratio(name, numerator, denominator, 100);

/** The median of durations, mean and p90 (nearest rank) beside it; negative ones are left out and counted. */
export function duration(name: Name, durations: readonly Fraction[]): NaiveRecord {
  const good = durations.filter((one) => compare(one, zero) >= 0).sort(compare);
  const leftOut = durations.length - good.length;
  const count = good.length;
  if (count === 0) return { ...notMeasurable(name), leftOut };
  const middle = good.slice(Math.ceil(count / 2) - 1, Math.floor(count / 2) + 1);
  const median = over(sum(middle), fraction(middle.length));
  return {
    ...empty(name, 'measured'),
    value: toNumber(median),
    mean: toNumber(over(sum(good), fraction(count))),
    p90: toNumber(good[Math.ceil((9 * count) / 10) - 1] ?? zero),
    leftOut,
  };
}
