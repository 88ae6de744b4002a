import { all, type Evaluation, factsOf, label } from './evaluation.ts';
import type { Facts } from './facts.ts';
import type { TableKpi } from './kpi.ts';
import type { KpiRecord } from './record.ts';
import { recordOf } from './recording.ts';

/** The KPIs that are tables: a record per row, or one that says why there is none. */
export function tableRecords(step: Evaluation, kpis: readonly TableKpi[]): readonly KpiRecord[] {
  const facts = factsOf(step);
  const own = step.plan.periods.length - 1;
  return kpis.flatMap((kpi) =>
    kpi.windows.flatMap((window) =>
      step.plan.periods.flatMap((_, periodNo) =>
        periodNo < (kpi.ownPeriodOnly ? own : step.plan.firstShown)
          ? []
          : rowRecords(step, kpi, facts(periodNo, window, all), { periodNo, window }),
      ),
    ),
  );
}

function rowRecords(
  step: Evaluation,
  kpi: TableKpi,
  facts: Facts,
  { periodNo, window }: { readonly periodNo: number; readonly window: string },
): readonly KpiRecord[] {
  const hasSource = kpi.tables.every((table) => step.present.has(table));
  const rows = hasSource ? [...kpi.rows(facts)] : [];
  const { empty } = kpi;
  if (rows.length === 0) {
    return empty === undefined
      ? []
      : [recordOf(kpi, () => empty(), label(step, periodNo, window, all))];
  }
  return rows.map(([value, measure]) => {
    const part = { dimension: kpi.dimension, value };
    return recordOf(kpi, measure, label(step, periodNo, window, part));
  });
}
