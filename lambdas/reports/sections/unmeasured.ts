import type { KpiText } from '../../kpis/kpi.ts';
import type { Context } from '../context.ts';
import type { Report, Tile } from '../model.ts';
import { reasonOf } from '../words/kpi_reasons.ts';

type Unmeasured = Report['quality']['unmeasured'][number];

/** KPIs without a value in this period, with the reason; first the headline ones. */
export function unmeasuredOf(tiles: readonly Tile[], context: Context): Unmeasured[] {
  const headline = tiles.flatMap(({ kpi, label, status, reason }) =>
    status === 'measured' ? [] : [{ kpi, label, status, reason: reason ?? [] }],
  );
  const shown = new Set(tiles.map(({ kpi }) => kpi));
  const others = context.kpis.filter(({ id }) => !shown.has(id));
  return [...headline, ...others.flatMap((kpi) => unmeasured(kpi, context))];
}

function unmeasured({ id, label, windows }: KpiText, context: Context): Unmeasured[] {
  const records = windows.flatMap((window) => context.record(id, window, context.period) ?? []);
  const [missing] = records;
  // Measured over one window is enough; a KPI that is a table has no total to miss.
  if (missing === undefined || records.some(({ status }) => status === 'measured')) return [];
  return [{ kpi: id, label, status: missing.status, reason: reasonOf(missing) ?? [] }];
}
