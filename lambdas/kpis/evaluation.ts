import type { Definitions } from '../settings/definitions.ts';
import { type Facts, factsAt, type Measured } from './facts.ts';
import { type WindowName, windowId, windowNames } from './measures/windows.ts';
import type { Plan } from './plan.ts';
import { type Converter, converter, ownCurrency, type RateRules } from './rates.ts';
import type { Label } from './recording.ts';
import { remembered } from './remembered.ts';

/** A part of the base: a value of a dimension; the total is `all`. */
export interface SegmentValue {
  readonly dimension: string;
  readonly value: string;
}

/** What KPIs rest on beside their measures. */
export interface Grounds {
  readonly plan: Plan;
  readonly segments: readonly SegmentValue[];
  /** Currencies in the data, sorted. */
  readonly currencies: readonly string[];
  readonly rates: RateRules;
  /** Tables, and parts of them as `table.part`, that the data has. */
  readonly present: ReadonlySet<string>;
  /** Features that are listed or were ever used, sorted. */
  readonly features: readonly string[];
  readonly definitions: Definitions;
}

export interface Evaluation extends Grounds {
  readonly measured: Measured;
}

export const all: SegmentValue = { dimension: 'all', value: '' };

/** Readers' own scopes overlap and are theirs alone; what everybody may see is cut by the other dimensions. */
export const isScope = ({ dimension }: SegmentValue): boolean => dimension === 'scope';

/** Finds the facts of a place. */
export type FactsOf = (periodNo: number, window: string, part: SegmentValue) => Facts;

/**
 * Makes the function that finds facts; each place knows the one before, a year ago, and the company's, which
 * are those of `company` where that is given: the facts of a part are forgotten with its function.
 */
export function factsOf(step: Evaluation, onlyCurrency?: string, company?: FactsOf): FactsOf {
  const converters = step.plan.periods.map(({ period }) =>
    onlyCurrency === undefined
      ? converter(step.rates, step.plan.lastDay(period))
      : ownCurrency(onlyCurrency),
  );
  const chains = remembered((key: string) => {
    const [window = '', dimension = '', value = ''] = key.split('\u0000');
    return chain({ ...step, converters }, window, { dimension, value }, of, onlyCurrency);
  });
  const of: FactsOf = (periodNo, window, { dimension, value }) => {
    if (company !== undefined && dimension === all.dimension) return company(periodNo, window, all);
    const found = chains(`${window}\u0000${dimension}\u0000${value}`)[periodNo];
    if (!found) throw new RangeError(`there is no period ${periodNo}`);
    return found;
  };
  return of;
}

interface Chained extends Evaluation {
  /** Of each period. */
  readonly converters: readonly Converter[];
}

function chain(
  step: Chained,
  window: string,
  part: SegmentValue,
  of: FactsOf,
  onlyCurrency?: string,
): readonly Facts[] {
  const facts: Facts[] = [];
  const at = (no: number | null) => (no === null ? null : (facts[no] ?? null));
  for (const [periodNo, converter] of step.converters.entries()) {
    const places = step.plan.related(periodNo);
    facts.push(
      factsAt(step.measured, {
        ...part,
        windowId: windowId(periodNo, windowOf(window)),
        periodWindowId: windowId(periodNo, 'period'),
        isShown: periodNo >= step.plan.firstShown,
        days: step.plan.days(periodNo, window),
        converter,
        definitions: step.definitions,
        features: step.features,
        previous: at(places.previous),
        lastYear: at(places.lastYear),
        elsewhere: ({ window: other = window, total }) => of(periodNo, other, total ? all : part),
        ...(onlyCurrency ? { onlyCurrency } : {}),
      }),
    );
  }
  return facts;
}

/** What is measured to date stands in the rows of its period. */
function windowOf(window: string): WindowName {
  return windowNames.find((name) => name === window) ?? 'period';
}

/** Where a record of a period, window and part belongs. */
export function label(
  step: Grounds,
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
    minimumSample: step.definitions.minimum_sample,
  };
}
