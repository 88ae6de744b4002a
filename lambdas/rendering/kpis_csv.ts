import type { KpiRecord } from '../kpis/record.ts';
import { type Cell, excelCsv } from '../reports/excel_csv.ts';

const header = [
  'kpi',
  'window',
  'period',
  'start',
  'end',
  'dimension',
  'dimension_value',
  'value',
  'unit',
  'currency',
  'numerator',
  'denominator',
  'sample',
  'judged',
  'low',
  'high',
  'mean',
  'p90',
  'amount',
  'pending',
  'left_out',
  'status',
  'reason',
];

/** Every value as a file for Excel. */
export function kpisCsv(records: readonly KpiRecord[]): string {
  return excelCsv(header, rowsOf(records));
}

function* rowsOf(records: readonly KpiRecord[]): Generator<readonly Cell[]> {
  for (const record of records) yield row(record);
}

function row(record: KpiRecord): readonly Cell[] {
  const { segment } = record;
  return [
    record.kpi,
    record.window,
    record.period,
    record.start,
    record.end,
    segment?.dimension,
    segment?.value,
    record.value,
    record.unit,
    record.currency,
    record.numerator,
    record.denominator,
    record.sample,
    record.judged,
    record.low,
    record.high,
    record.mean,
    record.p90,
    record.amount,
    record.pending,
    record.left_out,
    record.status,
    record.reason,
  ];
}
