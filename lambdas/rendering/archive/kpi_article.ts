import type { KpiText } from '../../kpis/kpi.ts';
import type { KpiRecord } from '../../kpis/record.ts';
import { reasonOf } from '../../reports/words/kpi_reasons.ts';
import { windowWords } from '../dictionary_entry.ts';
import type { Toned } from '../writing/tone.ts';
import { type BehindView, behindView } from './behind_view.ts';
import { changeOf } from './kpi_change.ts';
import { type HistoryView, historyView } from './kpi_history.ts';
import { type SegmentsView, segmentsView } from './kpi_segments.ts';
import type { KpiShelf } from './kpi_shelf.ts';

/** A KPI as its page shows it. */
export interface KpiView {
  readonly id: string;
  readonly label: string;
  readonly question: string;
  readonly definition: string;
  readonly formula: string;
  readonly value: string;
  readonly is_measured: boolean;
  readonly change: Toned | null;
  readonly histories: readonly HistoryView[];
  readonly restated: readonly string[];
  readonly segments: SegmentsView | null;
  readonly behind: BehindView | null;
  readonly explain: string;
  readonly csv: string;
}

export function kpiView(kpi: KpiText, shelf: KpiShelf): KpiView {
  const { pen, period } = shelf;
  const now = currentOf(kpi, shelf);
  return {
    id: kpi.id,
    label: pen.prose(kpi.label),
    question: pen.prose(kpi.question),
    definition: shelf.words.t(kpi.definition).replaceAll('`', ''),
    formula: pen.t(kpi.formula),
    ...valueText(now, shelf),
    change: changeOf(kpi, now, shelf),
    histories: kpi.windows.flatMap((window) => historyView(kpi, window, shelf) ?? []),
    restated: restatedOf(kpi, shelf),
    segments: segmentsView(kpi, shelf),
    behind: behindView(kpi, shelf),
    explain: `npm run explain -- ${kpi.id} --period ${period.label}`,
    csv: pen.plain(`${kpi.id}-${period.label}.csv`, 120),
  };
}

/** The period in its first window, or in any that there is. */
export function currentOf(
  { id, windows }: KpiText,
  { records, period }: Pick<KpiShelf, 'records' | 'period'>,
): KpiRecord | null {
  const own = records.get(id)?.totals.filter((record) => record.period === period.label) ?? [];
  return own.find(({ window }) => window === windows[0]) ?? own[0] ?? null;
}

export function valueText(record: KpiRecord | null, { pen, words, currency }: KpiShelf) {
  if (record === null || record.value === null) {
    const reason = record === null ? null : reasonOf(record);
    const told = reason === null ? words.t('It has rows and no total.') : pen.prose(reason, 200);
    return { value: told, is_measured: false };
  }
  const known = record.currency ?? currency;
  const figure = { value: record.value, unit: record.unit, ...(known ? { currency: known } : {}) };
  return { value: pen.brief(figure), is_measured: true };
}

/** Of any of its windows: what was reported first, and what is known now. */
function restatedOf({ label }: KpiText, { restated, pen, words }: KpiShelf): string[] {
  const own = pen.prose(label);
  return restated
    .map((one) => ({ ...one, name: pen.prose(one.label) }))
    .filter(({ name }) => name === own || name.startsWith(`${own} (`))
    .map(({ name, was, is }) =>
      words.t(
        '{0} was first reported as {1}; with what is known now it is {2}.',
        name,
        was === null ? words.t('not measured') : pen.brief(was),
        is === null ? words.t('not measured') : pen.brief(is),
      ),
    );
}

export const windowName = (window: string, { words, pen }: Pick<KpiShelf, 'words' | 'pen'>) =>
  window === 'period' ? words.t('In the period') : capital(pen.prose(windowWords(window)));

const capital = (word: string) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
