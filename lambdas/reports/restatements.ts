import type { KpiText } from '../kpis/kpi.ts';
import type { KpiRecord } from '../kpis/record.ts';
import { figureOf } from './context.ts';
import type { Report, Said } from './model.ts';
import { spoken } from './words/codes.ts';
import { fixed, say } from './words/say.ts';

/** KPIs of a period whose value is another now than when the period was first reported. */
export function restatements(
  kpis: readonly KpiText[],
  period: string,
  then: readonly KpiRecord[],
  now: readonly KpiRecord[],
): Report['quality']['restated'] {
  const before = new Map(totals(then, period).map((record) => [key(record), record]));
  return totals(now, period).flatMap((record) => {
    const [was, is] = [figureOf(before.get(key(record)) ?? null), figureOf(record)];
    if (was?.value === is?.value && was?.currency === is?.currency) return [];
    const kpi = kpis.find(({ id }) => id === record.kpi);
    return kpi ? [{ label: labelOf(kpi, record), was, is }] : [];
  });
}

function totals(records: readonly KpiRecord[], period: string): readonly KpiRecord[] {
  return records.filter((record) => record.segment === null && record.period === period);
}

const key = ({ kpi, window }: KpiRecord) => `${kpi}@${window}`;

function labelOf({ label, windows }: KpiText, { window }: KpiRecord): Said {
  return windows.length > 1 && window !== 'period'
    ? say`${fixed(label)} (${spoken(window)})`
    : label;
}
