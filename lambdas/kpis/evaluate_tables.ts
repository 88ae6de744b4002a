import { type TableKpi, tableKpis } from './catalogue/tables.ts';
import { all, type Evaluation, factsChain, label } from './evaluation.ts';
import type { Facts } from './facts.ts';
import type { KpiRecord } from './record.ts';
import { recordOf } from './recording.ts';

/** The KPIs that are tables: a record per row, or one that says why there is none. */
export function tableRecords(step: Evaluation): readonly KpiRecord[] {
  const facts = factsChain(step, 'period', all);
  return tableKpis.flatMap((kpi) =>
    facts.flatMap((found, periodNo) => {
      const first = kpi.everyPeriod ? step.plan.firstShown : step.plan.periods.length - 1;
      return periodNo < first ? [] : rowRecords(step, kpi, found, periodNo);
    }),
  );
}

function rowRecords(
  step: Evaluation,
  kpi: TableKpi,
  facts: Facts,
  periodNo: number,
): readonly KpiRecord[] {
  const [window = 'period'] = kpi.windows;
  const hasSource = kpi.tables.every((table) => step.present.has(table));
  const rows = hasSource ? [...kpi.rows(facts, step.cohorts)] : [];
  if (rows.length === 0) {
    return [recordOf(kpi, () => kpi.empty(), label(step, periodNo, window, all))];
  }
  return rows.map(([value, measure]) => {
    const part = { dimension: kpi.dimension, value };
    return recordOf(kpi, measure, label(step, periodNo, window, part));
  });
}
