import { stringify } from 'csv-stringify/sync';
import type { KpiRecord } from '../kpis/record.ts';

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

/**
 * Every value as a file for Excel: a byte-order mark, without which it takes UTF-8 for Latin, CRLF, and
 * text that would run as a formula kept as text. Numbers are written as they are, negative ones too.
 */
export function kpisCsv(records: readonly KpiRecord[]): string {
  return stringify([header, ...records.map(row)], {
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: { boolean: (value) => `${value}` },
  });
}

function row(record: KpiRecord): (string | number | boolean | null | undefined)[] {
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
