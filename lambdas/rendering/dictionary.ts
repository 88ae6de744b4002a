import { type KpiText, stages } from '../kpis/kpi.ts';
import type { KpiRecord } from '../kpis/record.ts';
import { isPublic } from '../reports/scopes.ts';
import type { Settings } from '../settings/schema.ts';
import { type Frame, frameOf, type Shelf } from './archive/frame.ts';
import { type EntryView, entryView, type Piece, pieces } from './dictionary_entry.ts';
import { english, type Words } from './languages/words.ts';
import type { Templates } from './templates.ts';
import { penFor } from './writing/pen.ts';

/** What the dictionary is made of: the catalogue, and the run whose numbers are its examples. */
export interface DictionaryOrder {
  readonly kpis: readonly KpiText[];
  readonly settings: Settings;
  readonly records: readonly KpiRecord[];
  readonly currency: string | null;
  readonly period: { readonly label: string; readonly start: string; readonly end: string };
  /** First day that the data does not cover. */
  readonly snapshot: string;
  /** Of the archive whose page it is; absent: it stands alone beside a run. */
  readonly shelf?: Shelf;
}

/** Every word of the dictionary; the template only puts it in its place. */
export interface DictionaryView {
  readonly words: Words;
  readonly frame: Frame;
  readonly title: string;
  readonly lede: string;
  /** How to read the entries. */
  readonly legend: readonly (readonly Piece[])[];
  readonly stages: readonly StageView[];
}

interface StageView {
  readonly id: string;
  readonly name: string;
  readonly count: string;
  readonly entries: readonly EntryView[];
}

/** The KPI dictionary as one page: the same order gives the same bytes. */
export function renderDictionary(order: DictionaryOrder, { dictionary }: Templates): string {
  return dictionary(dictionaryView(order));
}

export function dictionaryView(order: DictionaryOrder): DictionaryView {
  const { kpis, settings, period, currency } = order;
  const pen = penFor('en-GB', currency);
  const own = order.records.filter((record) => record.period === period.label && isPublic(record));
  const entries = { settings, currency, pen, records: own };
  return {
    ...pageOf(order, pen.name(settings.company)),
    title: 'KPI dictionary',
    lede: `${kpis.length} KPIs with one definition each. The examples are this company’s own numbers: ${pen.period(period.label, 'long')} (${pen.span(period.start, period.end)}, ${settings.time_zone}), data as of ${pen.date(order.snapshot)}.`,
    legend: [
      'Rates say what they are made of: 12 of 48. Below its minimum sample a value is too few to judge. What is pending has started and is not due yet, so it is in no rate.',
      `The rows behind any of the numbers: \`npm run explain -- mrr --period ${period.label}\`, with the id of the KPI.`,
    ].map(pieces),
    stages: stages
      .map((name) => ({ name, found: kpis.filter(({ stage }) => stage === name) }))
      .filter(({ found }) => found.length > 0)
      .map(({ name, found }) => ({
        id: `stage-${stageId(name)}`,
        name,
        count: `${found.length} KPIs`,
        entries: found.map((kpi) => entryView(kpi, entries)),
      })),
  };
}

function pageOf({ shelf }: DictionaryOrder, company: string) {
  const title = 'KPI dictionary';
  if (shelf !== undefined) return frameOf(shelf, 'dictionary', title);
  return { words: english, frame: { title, company, scope: null, home: null, run: null, nav: [] } };
}

/** Name of a lifecycle stage as part of an address. */
export const stageId = (name: string) => name.toLowerCase().replace(/[^a-z]+/g, '-');
