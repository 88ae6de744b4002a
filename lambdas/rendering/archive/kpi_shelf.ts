import type { KpiText } from '../../kpis/kpi.ts';
import type { KpiRecord } from '../../kpis/record.ts';
import type { Report } from '../../reports/model.ts';
import type { EditionName, Settings } from '../../settings/schema.ts';
import type { Pen } from '../writing/pen.ts';
import type { BehindKpis } from './behind.ts';
import type { Shelf } from './frame.ts';

/** What the KPI pages of a book are made of. */
export interface KpiShelf extends Shelf {
  readonly pen: Pen;
  readonly currency: string | null;
  readonly settings: Settings;
  readonly edition: EditionName;
  readonly period: { readonly label: string; readonly start: string; readonly end: string };
  readonly kpis: readonly KpiText[];
  readonly records: RecordsOfKpi;
  readonly restated: Report['quality']['restated'];
  readonly behind: BehindKpis;
}

export interface OneKpi {
  /** Oldest first. */
  readonly totals: readonly KpiRecord[];
  /** Of the period and the one before it. */
  readonly parts: readonly KpiRecord[];
}
export type RecordsOfKpi = ReadonlyMap<string, OneKpi>;

/** Records that the readers of a book may see, by KPI. */
export function recordsOfKpis(own: readonly KpiRecord[], period: string): RecordsOfKpi {
  const starts = [...new Set(own.map(({ start }) => start))].sort();
  const current = own.find((record) => record.period === period)?.start ?? '';
  const before = starts[starts.indexOf(current) - 1];
  const found = new Map<string, { totals: KpiRecord[]; parts: KpiRecord[] }>();
  for (const record of own) {
    const one = found.get(record.kpi) ?? { totals: [], parts: [] };
    found.set(record.kpi, one);
    if (record.segment === null) one.totals.push(record);
    else if (record.start === current || record.start === before) one.parts.push(record);
  }
  for (const { totals } of found.values()) totals.sort((a, b) => (a.start < b.start ? -1 : 1));
  return found;
}
