import { numberKpis, tableKpis } from './catalogue/catalogue.ts';
import { supportingKpis } from './catalogue/supporting.ts';
import { tableRecords } from './evaluate_tables.ts';
import {
  all,
  type Evaluation,
  type FactsOf,
  factsOf,
  isScope,
  label,
  type SegmentValue,
} from './evaluation.ts';
import type { Measured } from './facts.ts';
import type { Kpi } from './kpi.ts';
import type { Plan } from './plan.ts';
import type { KpiRecord } from './record.ts';
import { recordOf } from './recording.ts';
import { remembered } from './remembered.ts';

/** What a reader's scope has of its own. */
export interface OwnRecords {
  readonly records: readonly KpiRecord[];
  /** Lines of the MRR bridge that are no KPI. */
  readonly supporting: readonly KpiRecord[];
}

/** Takes more records of a scope: nobody holds those of all scopes at once. */
export type TakeOwn = (scope: string, own: OwnRecords) => void;

/** Every number KPI for every period of the trend, window and segment, and the KPIs that are tables. */
export function evaluate(step: Evaluation): readonly KpiRecord[] {
  return [...numbers(step, numberKpis), ...tableRecords(step, tableKpis)];
}

/** What the report needs beside the KPIs: lines of the MRR bridge that are no KPI of their own. */
export function evaluateSupporting(step: Evaluation): readonly KpiRecord[] {
  return numbers(step, supportingKpis);
}

/** The same for one reader's scope after the other, whose rows are at hand for its turn alone. */
export function evaluateScopes(
  step: Evaluation,
  measuredOf: (scope: string) => Measured,
  take: TakeOwn,
): void {
  const company = factsOf(step);
  for (const part of step.segments.filter(isScope)) {
    const facts = factsOf({ ...step, measured: measuredOf(part.value) }, undefined, company);
    const of = (kpis: readonly Kpi[]) => partRecords(step, kpis.filter(isSegmented), part, facts);
    take(part.value, { records: of(numberKpis), supporting: of(supportingKpis) });
  }
}

const isSegmented = ({ segmented }: Kpi) => segmented !== false;

function numbers(step: Evaluation, kpis: readonly Kpi[]): readonly KpiRecord[] {
  const facts = factsOf(step);
  const parts = step.segments.filter((part) => part.dimension !== 'all' && !isScope(part));
  const segmented = kpis.filter(isSegmented);
  const severalCurrencies = step.currencies.length > 1 || step.rates.currency === null;
  const currencies = severalCurrencies ? step.currencies : [];
  const byCurrency = kpis.filter((kpi) => kpi.byCurrency);
  return [
    ...partRecords(step, kpis, all, facts),
    ...parts.flatMap((part) => partRecords(step, segmented, part, factsOf(step, undefined, facts))),
    ...currencies.flatMap((currency) =>
      partRecords(step, byCurrency, all, factsOf(step, currency), currency),
    ),
  ];
}

function partRecords(
  step: Evaluation,
  kpis: readonly Kpi[],
  part: SegmentValue,
  facts: FactsOf,
  currency?: string,
): readonly KpiRecord[] {
  const records: KpiRecord[] = [];
  const labels = remembered((window: string) =>
    step.plan.periods.map((_, periodNo) => label(step, periodNo, window, part, currency)),
  );
  for (const kpi of kpis) {
    for (const window of kpi.windows) {
      for (const [periodNo, place] of labels(window).entries()) {
        if (!emitted(step.plan, periodNo, kpi)) continue;
        records.push(recordOf(kpi, () => kpi.measure(facts(periodNo, window, part)), place));
      }
    }
  }
  return records;
}

/** Year on year is measured for the report's own period alone: only for that one the year before is. */
function emitted(plan: Plan, periodNo: number, { id }: Kpi): boolean {
  const own = plan.periods.length - 1;
  return id === 'yoy_growth' ? periodNo === own : periodNo >= plan.firstShown;
}
