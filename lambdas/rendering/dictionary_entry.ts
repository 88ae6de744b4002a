import { recordsOf } from '../kpis/by_kpi.ts';
import { type Elsewhere, elsewhere } from '../kpis/catalogue/elsewhere.ts';
import { queriesOf } from '../kpis/explain/reads.ts';
import type { KpiText } from '../kpis/kpi.ts';
import type { KpiRecord } from '../kpis/record.ts';
import { settingsInForce } from '../reports/words/rules_in_force.ts';
import { signalsInForce } from '../reports/words/score_signals.ts';
import type { Settings } from '../settings/schema.ts';
import type { Pen } from './writing/pen.ts';
import { workedExample } from './writing/worked_example.ts';

/** One KPI as the dictionary shows it; every word is ready. */
export interface EntryView {
  readonly id: string;
  readonly label: string;
  readonly question: string;
  /** Second names. */
  readonly aliases: readonly string[];
  readonly definition: readonly Piece[];
  readonly formula: string;
  readonly unit: string;
  /** Which end is good, and whether it looks ahead or back. */
  readonly reading: string;
  readonly windows: string;
  readonly minimum: string | null;
  readonly settings: readonly { readonly setting: string; readonly phrase: string }[];
  readonly signals: readonly { readonly signal: string; readonly words: string }[];
  readonly tables: string;
  readonly queries: readonly { readonly query: string; readonly facts: string | null }[];
  readonly examples: readonly ExampleView[];
  readonly elsewhere: readonly Elsewhere[];
  /** What the search looks through, in lower case. */
  readonly words: string;
}

/** A stretch of text, in the letters of code where it names something in the data. */
export interface Piece {
  readonly text: string;
  readonly is_code: boolean;
}

interface ExampleView {
  readonly of: string;
  readonly text: string;
  readonly is_measured: boolean;
}

export interface EntryOrder {
  readonly settings: Settings;
  /** Records of the report's own period. */
  readonly records: readonly KpiRecord[];
  readonly currency: string | null;
  readonly pen: Pen;
}

export function entryView(kpi: KpiText, order: EntryOrder): EntryView {
  const { id, aliases = [] } = kpi;
  const { t } = order.pen;
  const [label, question] = [t(kpi.label), t(kpi.question)];
  return {
    ...{ id, label, question, aliases, formula: t(kpi.formula), unit: t(kpi.unit) },
    definition: pieces(t(kpi.definition)),
    reading: readingOf(kpi, order.pen),
    windows: kpi.windows.map((window) => t(windowWords(window))).join(', '),
    minimum: kpi.needsSample ? String(order.settings.definitions.minimum_sample) : null,
    settings: settingsInForce(kpi, order.settings).map(({ setting, phrase }) => ({
      setting,
      phrase: order.pen.prose(phrase),
    })),
    signals: signalsInForce(id, order.settings).map(({ signal, words }) => ({
      signal,
      words: order.pen.prose(words),
    })),
    tables: kpi.tables.join(', '),
    queries: queriesOf(id).map(({ query, facts }) => ({
      query,
      facts: facts.length === 0 ? null : facts.join(', '),
    })),
    examples: examplesOf(kpi, order),
    elsewhere: (elsewhere[id] ?? []).map(({ note, source }) => ({
      note: t(note).replaceAll(' %', '\u00a0%'),
      source,
    })),
    words: [id, label, ...aliases, question, ...kpi.tables].join(' ').toLowerCase(),
  };
}

function readingOf({ direction, indicator }: KpiText, { t }: Pen): string {
  const good = {
    higher: t('higher is better'),
    lower: t('lower is better'),
    neutral: t('neither end is better'),
  };
  return `${good[direction]}, ${indicator === 'leading' ? t('leading') : t('lagging')}`;
}

/** `trailing_12_months` → trailing 12 months. */
export const windowWords = (window: string): string => window.replaceAll('_', ' ');

/** What stands between backticks is code. */
export const pieces = (text: string): readonly Piece[] =>
  text.split('`').map((part, n) => ({ text: part, is_code: n % 2 === 1 }));

/** Rows of a table that are shown as examples. */
const mostRows = 3;

/** 0 and 100 % say least. */
const fromHalf = ({ value }: KpiRecord) => Math.abs((value ?? 0) - 50);

/** The total in each of its windows; the biggest rows of a table that has none. */
function examplesOf({ id, windows }: KpiText, order: EntryOrder): readonly ExampleView[] {
  const own = recordsOf(id, order.records);
  const totals = windows.flatMap((window) =>
    own.filter((record) => record.window === window && record.segment === null),
  );
  const rows = own
    .filter(({ status, segment }) => status === 'measured' && segment?.dimension !== 'currency')
    .sort((a, b) => (b.denominator ?? 0) - (a.denominator ?? 0) || fromHalf(a) - fromHalf(b))
    .slice(0, mostRows);
  return (totals.length > 0 ? totals : rows).map((record) => example(record, order));
}

function example(record: KpiRecord, { pen, currency }: EntryOrder): ExampleView {
  const { segment, window, status } = record;
  const place =
    segment === null
      ? placeOf(window, pen)
      : ` (${pen.t(windowWords(segment.dimension))} ${pen.name(segment.value)})`;
  return {
    of: `${pen.period(record.period, 'long')}${place}`,
    text: pen.plain(workedExample(record, pen, currency), 200),
    is_measured: status === 'measured',
  };
}

const placeOf = (window: string, { t }: Pen) =>
  window === 'period' ? '' : `, ${t(windowWords(window))}`;
