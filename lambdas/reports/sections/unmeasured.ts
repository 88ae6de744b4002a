import type { KpiRecord } from '../../kpis/record.ts';
import type { Context } from '../context.ts';
import type { Report, Tile } from '../model.ts';

type Unmeasured = Report['quality']['unmeasured'][number];

/** KPIs without a value in this period, with the reason; first the headline ones. */
export function unmeasuredOf(tiles: readonly Tile[], context: Context): Unmeasured[] {
  const headline = tiles.flatMap(({ kpi, label, status, reason }) =>
    status === 'measured' ? [] : [{ kpi, label, status, reason: reason ?? '' }],
  );
  const shown = new Set(tiles.map(({ kpi }) => kpi));
  const others = context.kpis.filter(({ id }) => !shown.has(id));
  return [...headline, ...others.flatMap((kpi) => unmeasured(kpi.id, kpi.label, context))];
}

function unmeasured(kpi: string, label: string, context: Context): Unmeasured[] {
  const records = context.records.filter(
    (record) =>
      record.kpi === kpi && record.period === context.period.label && inScope(record, context),
  );
  const [missing] = records;
  // Measured over one window is enough; a KPI that is a table has no total to miss.
  if (missing === undefined || records.some(({ status }) => status === 'measured')) return [];
  return [{ kpi, label, status: missing.status, reason: missing.reason ?? '' }];
}

function inScope({ segment }: KpiRecord, { scope }: Context): boolean {
  return segment?.dimension === scope?.dimension && segment?.value === scope?.value;
}
