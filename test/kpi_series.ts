import type { KpiRecord } from '../lambdas/kpis/record.ts';

interface Series {
  readonly kpi: string;
  readonly window: string;
  readonly segment?: KpiRecord['segment'];
  readonly unit: string;
  readonly at?: readonly number[];
  readonly [column: string]: unknown;
}

interface KpisJson {
  readonly periods: readonly {
    readonly label: string;
    readonly start: string;
    readonly end: string;
  }[];
  readonly series: readonly Series[];
}

/** The records that kpis.json was written from, as its format says. */
export function recordsOf(text: string): KpiRecord[] {
  const { periods, series } = JSON.parse(text) as KpisJson;
  return series.flatMap(({ kpi, window, segment = null, unit, at, ...columns }) =>
    (at ?? [...periods.keys()]).map((periodNo, n) => {
      const period = periods[periodNo];
      const cells = Object.entries(columns).map(
        ([column, cell]) => [column, Array.isArray(cell) ? cell[n] : cell] as const,
      );
      const known = Object.fromEntries(cells.filter(([, cell]) => cell !== null));
      const place = {
        kpi,
        period: period?.label,
        start: period?.start,
        end: period?.end,
        window,
        segment,
      };
      const empty = { value: null, numerator: null, denominator: null, sample: null, reason: null };
      return { ...place, ...empty, unit, status: 'measured', ...known } as KpiRecord;
    }),
  );
}
