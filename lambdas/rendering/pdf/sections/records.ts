import type { Words } from '../../languages/words.ts';
import type { BothTargets } from '../../sections/targets.ts';
import type { View } from '../../view.ts';
import { listSection, type Section, wholeSection } from '../chapters.ts';
import { head, headRight, moreLine, named, right, table, toneColour } from '../look.ts';
import { type Node, write } from '../nodes.ts';

export function targets(view: BothTargets['met'], t: Words['t']): Section[] {
  const rows = view.rows.map(({ label, window, value, target }) => [
    named(label, window),
    right(value.text, toneColour(value)),
    right(target),
  ]);
  const heads = [head(t('KPI')), headRight(t('Value')), headRight(t('Target'))];
  const list = listed(['*', 90, 90], heads, rows);
  return [listSection(view.name, view.title, list, rows.length)];
}

/** A table, and nothing where it would have no row. */
function listed(
  widths: readonly (number | string)[],
  heads: readonly Node[] | null,
  rows: readonly (readonly Node[])[],
): Node[] {
  return rows.length === 0 ? [] : [table(widths, heads, rows)];
}

/** Each action of the report before, with its number then and now. */
export function followUp({ follow_up: view, words }: View): Section[] {
  if (view === null) return [];
  const { t } = words;
  const rows = view.rows.shown.map(({ name, what, was, is }) => [
    named(name, what),
    right(was),
    right(is.text, toneColour(is)),
  ]);
  const heads = [head(t('Action')), headRight(t('Then')), headRight(t('Now'))];
  const list = [
    ...listed(['*', 80, 80], heads, rows),
    ...noteLine(view.note),
    ...moreLine(view.rows.more),
  ];
  return [listSection(t('What became of it'), view.title, list, rows.length)];
}

const noteLine = (note: string | null): Node[] =>
  note === null ? [] : [write(note, 'note', { margin: [0, 5, 0, 0] })];

export function trackRecord({ track_record: view, words }: View): Section[] {
  if (view === null) return [];
  const { t } = words;
  const rows = view.bands.map(({ label, ratings, lost, share, range }) => [
    write(label, 'cell'),
    ...[ratings, lost, share, range].map((number) => right(number)),
  ]);
  const heads = [t('Ratings'), t('Left'), t('Share'), t('Likely')].map(headRight);
  return [
    wholeSection(t('How good the risk score is'), view.title, [
      ...listed(['*', 70, 70, 70, 110], [head(t('Churn risk')), ...heads], rows),
      ...view.sentences.map((text) => write(text, 'body', { margin: [0, 5, 0, 0] })),
      ...noteLine(view.note),
    ]),
  ];
}

export function kpiReview({ kpi_review: view, words }: View): Section[] {
  if (view === null) return [];
  const rows = view.rows.shown.map(({ label, proposal, reason }) => [
    named(label, reason),
    right(proposal),
  ]);
  const list = [
    ...listed(['*', 90], null, rows),
    ...moreLine(view.rows.more),
    ...noteLine(view.rest),
  ];
  return [listSection(words.t('Which KPIs to keep'), view.title, list, rows.length)];
}

export function maturity({ maturity: view, words }: View): Section[] {
  if (view === null) return [];
  const periods = view.before === null ? [view.now] : [view.now, view.before];
  const rows = view.rows.map(({ label, meaning, now, before }) => [
    named(label, meaning),
    ...[now, before].slice(0, periods.length).map((count) => right(count)),
  ]);
  const heads = [head(words.t('KPIs and customers')), ...periods.map(headRight)];
  const widths = ['*', ...periods.map(() => 80)];
  return [wholeSection(words.t('Data maturity'), view.title, listed(widths, heads, rows))];
}
