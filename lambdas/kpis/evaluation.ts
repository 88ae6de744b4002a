import type { Row } from '../ports.ts';
import { type Facts, factsAt, type Measured } from './facts.ts';
import { windowId } from './measures/windows.ts';
import type { Plan } from './plan.ts';
import { converter, ownCurrency, type RateRules } from './rates.ts';
import type { Label } from './recording.ts';

/** A part of the base: a value of a dimension; the total is `all`. */
export interface SegmentValue {
  readonly dimension: string;
  readonly value: string;
}

export interface Evaluation {
  readonly plan: Plan;
  readonly measured: Measured;
  readonly cohorts: readonly Row[];
  readonly segments: readonly SegmentValue[];
  /** Currencies in the data, sorted. */
  readonly currencies: readonly string[];
  readonly rates: RateRules;
  /** Tables, and columns as `table.column`, that the data has. */
  readonly present: ReadonlySet<string>;
  readonly minimumSample: number;
}

export const all: SegmentValue = { dimension: 'all', value: '' };

/** The facts of a segment for every measured period, each knowing the one before and a year ago. */
export function factsChain(
  step: Evaluation,
  window: string,
  { dimension, value }: SegmentValue,
  onlyCurrency?: string,
): readonly Facts[] {
  const chain: Facts[] = [];
  for (const [periodNo, { period }] of step.plan.periods.entries()) {
    const places = step.plan.related(periodNo);
    chain.push(
      factsAt(step.measured, {
        windowId: windowId(periodNo, windowOf(window)),
        periodWindowId: windowId(periodNo, 'period'),
        dimension,
        value,
        days: step.plan.days(periodNo, window),
        converter: onlyCurrency
          ? ownCurrency(onlyCurrency)
          : converter(step.rates, step.plan.lastDay(period)),
        previous: places.previous === null ? null : (chain[places.previous] ?? null),
        lastYear: places.lastYear === null ? null : (chain[places.lastYear] ?? null),
        ...(onlyCurrency ? { onlyCurrency } : {}),
      }),
    );
  }
  return chain;
}

/** What is measured to date stands in the rows of its period. */
function windowOf(window: string) {
  switch (window) {
    case 'trailing_12_months':
    case 'trailing_7_days':
    case 'trailing_30_days':
      return window;
    default:
      return 'period';
  }
}

/** Where a record of a period, window and part belongs. */
export function label(
  step: Evaluation,
  periodNo: number,
  window: string,
  part: SegmentValue,
  currency?: string,
): Label {
  const period = step.plan.periods[periodNo]?.period;
  const segment = currency ? { dimension: 'currency', value: currency } : part;
  return {
    period: period?.label ?? '',
    start: period?.start ?? '',
    end: period?.end ?? '',
    window,
    segment: segment.dimension === 'all' ? null : segment,
    currency: currency ?? step.rates.currency,
    present: step.present,
    minimumSample: step.minimumSample,
  };
}
