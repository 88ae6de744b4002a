import type { KpiText } from '../../kpis/kpi.ts';
import type { KpiRecord } from '../../kpis/record.ts';
import { compare } from '../../reports/book.ts';
import { windowWords } from '../dictionary_entry.ts';
import { workedExample } from '../writing/worked_example.ts';
import { windowName } from './kpi_article.ts';
import type { KpiShelf } from './kpi_shelf.ts';

/** A KPI of the period by the dimensions of the base, or the rows of one that is a table. */
export interface SegmentsView {
  readonly rows: readonly SegmentRow[];
  readonly more: string | null;
}

interface SegmentRow {
  readonly dimension: string;
  readonly value: string;
  readonly window: string;
  readonly figure: string;
  readonly exact: string;
  readonly before: string;
  readonly made: string;
}

/** What is further down is in kpis.csv. */
const mostRows = 60;

export function segmentsView(kpi: KpiText, shelf: KpiShelf): SegmentsView | null {
  const parts = shelf.records.get(kpi.id)?.parts ?? [];
  const own = parts.filter(({ period }) => period === shelf.period.label);
  if (own.length === 0) return null;
  const before = new Map(
    parts.filter(({ period }) => period !== shelf.period.label).map((one) => [keyOf(one), one]),
  );
  const rows = [...own].sort(byPlace(kpi)).slice(0, mostRows);
  const more = own.length - rows.length;
  return {
    rows: rows.map((record) => rowView(record, before.get(keyOf(record)), shelf)),
    more: more > 0 ? shelf.words.t('{0} more rows are in kpis.csv.', shelf.pen.count(more)) : null,
  };
}

const keyOf = ({ window, segment }: KpiRecord) =>
  `${window}\n${segment?.dimension}\n${segment?.value}`;

/** Window by window, dimension by dimension, the largest base first. */
const byPlace =
  ({ windows }: KpiText) =>
  (a: KpiRecord, b: KpiRecord) =>
    windows.indexOf(a.window) - windows.indexOf(b.window) ||
    compare(a.segment?.dimension ?? '', b.segment?.dimension ?? '') ||
    (b.sample ?? b.denominator ?? 0) - (a.sample ?? a.denominator ?? 0) ||
    compare(a.segment?.value ?? '', b.segment?.value ?? '');

function rowView(record: KpiRecord, before: KpiRecord | undefined, shelf: KpiShelf): SegmentRow {
  const { pen, currency } = shelf;
  return {
    dimension: pen.prose(windowWords(record.segment?.dimension ?? ''), 60),
    value: pen.name(record.segment?.value ?? ''),
    window: windowName(record.window, shelf),
    figure: figureOf(record, shelf),
    exact: record.value === null ? '' : String(record.value),
    before: before === undefined ? '–' : figureOf(before, shelf),
    made: pen.plain(workedExample(record, pen, currency), 160),
  };
}

function figureOf({ value, unit, currency }: KpiRecord, shelf: KpiShelf): string {
  if (value === null) return '–';
  const known = currency ?? shelf.currency;
  return shelf.pen.brief({ value, unit, ...(known === null ? {} : { currency: known }) });
}
