import type { Row } from '../ports.ts';
import { numberKpis } from './catalogue/catalogue.ts';
import { supportingKpis } from './catalogue/supporting.ts';
import { tableKpis } from './catalogue/tables.ts';
import { type Facts, factsAt, type Measured } from './facts.ts';
import type { Kpi } from './kpi.ts';
import { windowId } from './measures/windows.ts';
import type { Plan } from './plan.ts';
import { converter, ownCurrency, type RateRules } from './rates.ts';
import type { KpiRecord } from './record.ts';
import { type Label, recordOf } from './recording.ts';

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

const all: SegmentValue = { dimension: 'all', value: '' };

/** Every number KPI for every period of the trend, window and segment, and the KPIs that are tables. */
export function evaluate(step: Evaluation): readonly KpiRecord[] {
  return [...numbers(step, numberKpis), ...tableRecords(step)];
}

/** What the report needs beside the KPIs: lines of the MRR bridge that are no KPI of their own. */
export function evaluateSupporting(step: Evaluation): readonly KpiRecord[] {
  return numbers(step, supportingKpis);
}

function numbers(step: Evaluation, kpis: readonly Kpi[]): readonly KpiRecord[] {
  const parts = [all, ...step.segments.filter(({ dimension }) => dimension !== 'all')];
  const records = parts.flatMap((part) => partRecords(step, kpis, part));
  const severalCurrencies = step.currencies.length > 1 || step.rates.currency === null;
  if (!severalCurrencies) return records;
  const byCurrency = kpis.filter((kpi) => kpi.byCurrency);
  return [
    ...records,
    ...step.currencies.flatMap((currency) => partRecords(step, byCurrency, all, currency)),
  ];
}

function partRecords(
  step: Evaluation,
  kpis: readonly Kpi[],
  part: SegmentValue,
  currency?: string,
): readonly KpiRecord[] {
  const chains = new Map<string, readonly Facts[]>();
  const chain = (window: string) => {
    const known = chains.get(window) ?? factsChain(step, window, part, currency);
    chains.set(window, known);
    return known;
  };
  return kpis
    .filter((kpi) => part.dimension === 'all' || kpi.segmented !== false)
    .flatMap((kpi) =>
      kpi.windows.flatMap((window) =>
        chain(window).flatMap((facts, periodNo) =>
          emitted(step.plan, periodNo, kpi)
            ? [
                recordOf(
                  kpi,
                  () => kpi.measure(facts),
                  label(step, periodNo, window, part, currency),
                ),
              ]
            : [],
        ),
      ),
    );
}

/** Year on year is measured for the report's own period alone: only for that one the year before is. */
function emitted(plan: Plan, periodNo: number, { id }: Kpi): boolean {
  const own = plan.periods.length - 1;
  return id === 'yoy_growth' ? periodNo === own : periodNo >= plan.firstShown;
}

/** The facts of a segment for every measured period, each knowing the one before and a year ago. */
function factsChain(
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

function tableRecords(step: Evaluation): readonly KpiRecord[] {
  const facts = factsChain(step, 'period', all);
  return tableKpis.flatMap((kpi) =>
    facts.flatMap((found, periodNo) => {
      const first = kpi.everyPeriod ? step.plan.firstShown : step.plan.periods.length - 1;
      if (periodNo < first) return [];
      const [window = 'period'] = kpi.windows;
      const hasSource = kpi.tables.every((table) => step.present.has(table));
      const rows = hasSource ? [...kpi.rows(found, step.cohorts)] : [];
      if (rows.length === 0) return [nothing(step, kpi, periodNo, window)];
      return rows.map(([value, measure]) => {
        const part = { dimension: kpi.dimension, value };
        return recordOf(kpi, measure, label(step, periodNo, window, part));
      });
    }),
  );
}

/** A table without rows still says why it is empty. */
function nothing(
  step: Evaluation,
  kpi: (typeof tableKpis)[number],
  periodNo: number,
  window: string,
) {
  return recordOf(kpi, () => kpi.empty(), label(step, periodNo, window, all));
}

function label(
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
