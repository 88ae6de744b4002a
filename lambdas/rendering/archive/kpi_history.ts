import type { KpiText } from '../../kpis/kpi.ts';
import type { KpiRecord } from '../../kpis/record.ts';
import { aimOf, isAmount } from '../../reports/sections/tiles.ts';
import { workedExample } from '../writing/worked_example.ts';
import { windowName } from './kpi_article.ts';
import type { KpiShelf } from './kpi_shelf.ts';
import { type LineView, lineView } from './line.ts';

/** A KPI over the trend, in one window. */
export interface HistoryView {
  readonly window: string;
  readonly target: string | null;
  readonly chart: LineView | null;
  /** Newest first. */
  readonly rows: readonly RowView[];
}

export interface RowView {
  readonly period: string;
  readonly value: string;
  /** As it was measured, for the file that is downloaded. */
  readonly exact: string;
  /** What it is made of, or why it is not measured. */
  readonly made: string;
}

export function historyView(kpi: KpiText, window: string, shelf: KpiShelf): HistoryView | null {
  const { pen, words, records } = shelf;
  const own = records.get(kpi.id)?.totals.filter((record) => record.window === window) ?? [];
  if (own.length === 0) return null;
  const target = targetOf(kpi, window, own, shelf);
  const name = windowName(window, shelf);
  const [first, last] = [own[0], own.at(-1)];
  const write = writer(own, shelf);
  return {
    window: name,
    target: target === null ? null : words.t('Target {0}', write(target)),
    chart: lineView({
      words: words.t('{0}: {1}, period by period', pen.prose(kpi.label), name),
      series: [own.map(({ value }) => value)],
      target,
      from: pen.period(first?.period ?? '', 'short'),
      to: pen.period(last?.period ?? '', 'short'),
      write,
    }),
    rows: own.toReversed().map((record) => rowView(record, shelf, write)),
  };
}

function rowView(record: KpiRecord, { pen, currency }: KpiShelf, write: (value: number) => string) {
  return {
    period: pen.period(record.period, 'long'),
    value: record.value === null ? '–' : write(record.value),
    exact: record.value === null ? '' : String(record.value),
    made: pen.plain(workedExample(record, pen, currency), 200),
  };
}

function writer(records: readonly KpiRecord[], { pen, currency }: KpiShelf) {
  const unit = records[0]?.unit ?? 'count';
  const known = records.find((record) => record.currency)?.currency ?? currency;
  const money = known === null ? {} : { currency: known };
  return (value: number) => pen.brief({ value, unit, ...money });
}

/** A target of the whole company for an amount or a count says nothing of a part of it. */
function targetOf(
  kpi: KpiText,
  window: string,
  records: readonly KpiRecord[],
  { scope, settings, kpis, edition }: KpiShelf,
): number | null {
  const unit = records[0]?.unit ?? '';
  if (scope !== null && isAmount({ value: 0, unit })) return null;
  return aimOf({ kpi, window }, { settings, kpis, edition });
}
