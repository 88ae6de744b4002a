import type { KpiRecord } from '../kpis/record.ts';
import type { Report } from '../reports/model.ts';

/**
 * What a message carries of the records; all of them are megabytes in every mailbox, and lie in the archive:
 * the totals of the period and of those it is compared with, and of what the report shows the whole trend
 * and the period's own segments.
 */
export function attachedRecords(
  records: readonly KpiRecord[],
  { period, tiles, definitions }: Pick<Report, 'period' | 'tiles' | 'definitions'>,
): readonly KpiRecord[] {
  const shown = new Set([...tiles, ...definitions].map(({ kpi }) => kpi));
  const compared = new Set([period.label, period.previous, period.last_year]);
  return records.filter((record) =>
    record.segment === null
      ? compared.has(record.period) || shown.has(record.kpi)
      : record.period === period.label && shown.has(record.kpi),
  );
}
