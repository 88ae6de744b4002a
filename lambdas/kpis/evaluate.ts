import { numberKpis, tableKpis } from './catalogue/catalogue.ts';
import { supportingKpis } from './catalogue/supporting.ts';
import { tableRecords } from './evaluate_tables.ts';
import { all, type Evaluation, factsOf, label, type SegmentValue } from './evaluation.ts';
import type { Kpi } from './kpi.ts';
import type { Plan } from './plan.ts';
import type { KpiRecord } from './record.ts';
import { recordOf } from './recording.ts';

/** Every number KPI for every period of the trend, window and segment, and the KPIs that are tables. */
export function evaluate(step: Evaluation): readonly KpiRecord[] {
  return [...numbers(step, numberKpis), ...tableRecords(step, tableKpis)];
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
  const facts = factsOf(step, currency);
  const places = kpis
    .filter((kpi) => part.dimension === 'all' || kpi.segmented !== false)
    .flatMap((kpi) => kpi.windows.map((window) => ({ kpi, window })));
  return places.flatMap(({ kpi, window }) =>
    step.plan.periods.flatMap((_, periodNo) => {
      if (!emitted(step.plan, periodNo, kpi)) return [];
      const place = label(step, periodNo, window, part, currency);
      return [recordOf(kpi, () => kpi.measure(facts(periodNo, window, part)), place)];
    }),
  );
}

/** Year on year is measured for the report's own period alone: only for that one the year before is. */
function emitted(plan: Plan, periodNo: number, { id }: Kpi): boolean {
  const own = plan.periods.length - 1;
  return id === 'yoy_growth' ? periodNo === own : periodNo >= plan.firstShown;
}
