import { Temporal } from 'temporal-polyfill';
import type { KpiText } from '../../kpis/kpi.ts';

/** A Monday from which weeks are counted, so that a year of 53 of them turns nothing round. */
const firstWeek = Temporal.PlainDate.from('2020-01-06');

/**
 * The KPI whose turn it is in the week that begins on `monday`, with what `find` has to tell of it. Each of
 * the catalogue is first in line once in as many weeks as there are KPIs; where there is nothing to tell of
 * it, the next one is taken. Neighbours of the catalogue are weeks apart, so that subjects change.
 */
export function inTurn<Found>(
  kpis: readonly KpiText[],
  monday: string,
  find: (kpi: KpiText) => Found | null,
): { readonly kpi: KpiText; readonly found: Found } | null {
  const week = Math.floor(Temporal.PlainDate.from(monday).since(firstWeek).days / 7);
  const first = (week * strideOf(kpis.length)) % Math.max(1, kpis.length);
  const line = [...kpis.slice(first), ...kpis.slice(0, first)];
  for (const kpi of line) {
    const found = find(kpi);
    if (found !== null) return { kpi, found };
  }
  return null;
}

/** About the golden section of the length, and without a common divisor, so that every place is visited. */
function strideOf(length: number): number {
  let stride = Math.max(1, Math.floor(length * 0.618));
  while (commonDivisor(stride, length) !== 1 && stride > 1) stride -= 1;
  return stride;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
