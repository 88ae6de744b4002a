import { OurBug } from '../../errors.ts';
import { numberKpis, tableKpis } from '../catalogue/catalogue.ts';
import { supportingKpis } from '../catalogue/supporting.ts';
import { tableRecords } from '../evaluate_tables.ts';
import { all, type Evaluation, factsOf, label, type SegmentValue } from '../evaluation.ts';
import type { Kpi, KpiText, TableKpi } from '../kpi.ts';
import { expansionReasons } from '../measure.ts';
import type { KpiRecord } from '../record.ts';
import { recordOf } from '../recording.ts';
import { type Explaining, overRows } from './load.ts';
import { type RowTable, rowTable } from './row_table.ts';

/** Which value of a KPI is asked for, of the plan's last period. */
export interface Question {
  readonly kpi: KpiText;
  readonly window: string;
  /** Null for the total, and for all rows of a table that has no total. */
  readonly segment: SegmentValue | null;
}

/** A value, or all of a table, and the rows that give it. */
export interface Explanation {
  /** As the rows give them, through the KPI's own formula. */
  readonly records: readonly KpiRecord[];
  readonly tables: readonly RowTable[];
}

/** The rows behind a KPI that is made of measures, and what its formula makes of them. */
export async function explainMeasured(step: Explaining, asked: Question): Promise<Explanation> {
  const { result, loaded } = await overRows(step, (evaluation) => recordsOf(evaluation, asked));
  const { segment, kpi } = asked;
  const onlyCurrency = segment?.dimension === 'currency' ? segment.value : undefined;
  const shown = { evaluation: step.evaluation, onlyCurrency, unit: kpi.unit };
  return { records: result, tables: loaded.map((rows) => rowTable(rows, shown)) };
}

/** Where a table and its total share an id, the segment tells which is meant. */
function recordsOf(evaluation: Evaluation, asked: Question): readonly KpiRecord[] {
  const { kpi, segment } = asked;
  const number = numberKpis.find(({ id }) => id === kpi.id);
  const table = tableKpis.find(
    ({ id, dimension }) => id === kpi.id && (!segment || dimension === segment.dimension),
  );
  if (segment?.dimension === 'change_reason') return [byReason(evaluation, segment, asked)];
  if (number && (!segment || !table)) return [numberRecord(evaluation, number, asked)];
  if (table) return rowsOf(evaluation, table, asked);
  throw new OurBug(`${kpi.id} is made of no measures`);
}

/** A part of the expansion is a line of the bridge of its own. */
function byReason(evaluation: Evaluation, segment: SegmentValue, asked: Question): KpiRecord {
  const lines = [...expansionReasons].filter(([, reason]) => reason === segment.value);
  const line = supportingKpis.find(({ id }) => lines.some(([known]) => known === id));
  if (!line) throw new OurBug(`${asked.kpi.id} has no part for the reason ${segment.value}`);
  const record = numberRecord(evaluation, line, { ...asked, segment: null });
  return { ...record, kpi: asked.kpi.id, unit: asked.kpi.unit, segment };
}

function numberRecord(evaluation: Evaluation, kpi: Kpi, { window, segment }: Question): KpiRecord {
  const own = evaluation.plan.periods.length - 1;
  const currency = segment?.dimension === 'currency' ? segment.value : undefined;
  const part = segment === null || currency !== undefined ? all : segment;
  const facts = () => factsOf(evaluation, currency)(own, window, part);
  return recordOf(kpi, () => kpi.measure(facts()), label(evaluation, own, window, part, currency));
}

function rowsOf(
  evaluation: Evaluation,
  kpi: TableKpi,
  { window, segment }: Question,
): readonly KpiRecord[] {
  const rows: TableKpi['rows'] = (facts) =>
    new Map([...kpi.rows(facts)].filter(([row]) => !segment || row === segment.value));
  const { plan } = evaluation;
  const ownOnly = { ...plan, firstShown: plan.periods.length - 1 };
  return tableRecords({ ...evaluation, plan: ownOnly }, [{ ...kpi, windows: [window], rows }]);
}
