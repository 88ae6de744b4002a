import type { KpiText } from '../../../kpis/kpi.ts';
import type { Pen } from '../../writing/pen.ts';
import type { Total } from '../contents.ts';
import type { Formats } from '../formats.ts';
import { type Cell, numeric, prose, type Table, text } from '../table.ts';
import { windowName, yesNo } from './headlines.ts';

type Texts = ReadonlyMap<string, KpiText>;

/** One row per KPI and window: its value, what it rests on, and the periods before it, the newest first. */
export function kpis(
  totals: readonly Total[],
  period: string,
  texts: Texts,
  pen: Pen,
  formats: Formats,
): Table {
  const before = periodsBefore(totals, period);
  return {
    name: pen.t('KPIs'),
    fixed: 1,
    columns: [
      text(pen.t('KPI'), 40),
      text(pen.t('Window'), 20),
      text(pen.t('Stage'), 20),
      numeric(pen.period(period, 'short'), 16),
      numeric(pen.t('Numerator'), 14),
      numeric(pen.t('Denominator'), 14),
      numeric(pen.t('Sample'), 10),
      text(pen.t('Status'), 16),
      ...before.map((label) => numeric(pen.period(label, 'short'), 14)),
      prose(pen.t('Reason'), 60),
    ],
    rows: [...seriesOf(totals)].flatMap((series) => {
      const now = series.get(period);
      if (now === undefined) return [];
      const history = before.map((label) => valueCell(series.get(label), formats));
      return [
        [...rowOf(now, texts, pen, formats), ...history, now.reason && pen.prose(now.reason)],
      ];
    }),
  };
}

/** The same with a row per period, as pivot tables want it. */
export function history(totals: readonly Total[], texts: Texts, pen: Pen, formats: Formats): Table {
  return {
    name: pen.t('KPI history'),
    fixed: 1,
    columns: [
      text(pen.t('KPI'), 40),
      text(pen.t('Window'), 20),
      text(pen.t('Stage'), 20),
      text(pen.t('Period'), 14),
      numeric(pen.t('From'), 12),
      numeric(pen.t('Until, exclusive'), 14),
      numeric(pen.t('Value'), 16),
      text(pen.t('Unit'), 16),
      text(pen.t('Currency'), 10),
      numeric(pen.t('Numerator'), 14),
      numeric(pen.t('Denominator'), 14),
      numeric(pen.t('Sample'), 10),
      text(pen.t('Enough to judge'), 12),
      text(pen.t('Status'), 16),
    ],
    rows: totals.map((total) => historyRow(total, texts, pen, formats)),
  };
}

function historyRow(total: Total, texts: Texts, pen: Pen, formats: Formats): Cell[] {
  const [label, window, stage, value, ...evidence] = rowOf(total, texts, pen, formats);
  const status = evidence.pop() ?? null;
  return [
    ...[label ?? null, window ?? null, stage ?? null],
    pen.period(total.period, 'short'),
    formats.date(total.start),
    formats.date(total.end),
    value ?? null,
    total.unit,
    total.currency ?? null,
    ...evidence,
    total.judged === undefined ? null : yesNo(total.judged, pen),
    status,
  ];
}

function rowOf(total: Total, texts: Texts, pen: Pen, formats: Formats): Cell[] {
  const kpi = texts.get(total.kpi);
  return [
    pen.t(kpi?.label ?? total.kpi),
    windowName(total.window, pen),
    kpi === undefined ? null : pen.t(kpi.stage),
    valueCell(total, formats),
    formats.number(total.numerator),
    formats.number(total.denominator),
    formats.number(total.sample),
    statusName(total.status, pen),
  ];
}

function valueCell(total: Total | undefined, formats: Formats): Cell {
  return total === undefined ? null : formats.value(total.value, total.unit, total.currency);
}

function statusName(status: Total['status'], pen: Pen): string {
  if (status === 'measured') return pen.t('Measured');
  return status === 'no_data_source' ? pen.t('No data source') : pen.t('Not measurable');
}

/** Labels of one edition sort as their periods follow each other. */
function periodsBefore(totals: readonly Total[], period: string): string[] {
  const labels = new Set(totals.map((total) => total.period));
  labels.delete(period);
  return [...labels].sort().reverse();
}

function seriesOf(totals: readonly Total[]): Iterable<ReadonlyMap<string, Total>> {
  const all = new Map<string, Map<string, Total>>();
  for (const total of totals) {
    const key = `${total.kpi} ${total.window}`;
    const series = all.get(key) ?? new Map<string, Total>();
    all.set(key, series.set(total.period, total));
  }
  return all.values();
}
