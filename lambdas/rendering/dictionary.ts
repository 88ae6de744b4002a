import { type KpiText, stages } from '../kpis/kpi.ts';
import type { KpiRecord } from '../kpis/record.ts';
import type { Settings } from '../settings/schema.ts';
import { type Frame, frameOf, type Shelf } from './archive/frame.ts';
import { type EntryView, entryView, type Piece, pieces } from './dictionary_entry.ts';
import { english, type Words } from './languages/words.ts';
import type { Templates } from './templates.ts';
import { type Pen, penFor } from './writing/pen.ts';

/** What the dictionary is made of: the catalogue, and the run whose numbers are its examples. */
export interface DictionaryOrder {
  readonly kpis: readonly KpiText[];
  readonly settings: Settings;
  readonly records: readonly KpiRecord[];
  readonly currency: string | null;
  readonly period: { readonly label: string; readonly start: string; readonly end: string };
  /** First day that the data does not cover. */
  readonly snapshot: string;
  /** Of the archive whose page it is, in its language; absent: it stands alone beside a run, in English. */
  readonly shelf?: Shelf & { readonly pen: Pen };
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
  const pen = order.shelf?.pen ?? penFor('en-GB', currency);
  const { t } = pen;
  const own = order.records.filter((record) => record.period === period.label);
  const entries = { settings, currency, pen, records: own };
  return {
    ...pageOf(order, pen),
    title: t('KPI dictionary'),
    lede: t(
      '{0} KPIs with one definition each. The examples are this company’s own numbers: {1} ({2}, {3}), data as of {4}.',
      pen.count(kpis.length),
      pen.period(period.label, 'long'),
      pen.span(period.start, period.end),
      settings.time_zone,
      pen.date(order.snapshot),
    ),
    legend: [
      t(
        'Rates say what they are made of: 12 of 48. Below its minimum sample a value is too few to judge. What is pending has started and is not due yet, so it is in no rate.',
      ),
      t(
        'The rows behind any of the numbers: `npm run explain -- mrr --period {0}`, with the id of the KPI.',
        period.label,
      ),
    ].map(pieces),
    stages: byStage(kpis).map(({ name, kpis: found }) => ({
      id: `stage-${stageId(name)}`,
      name: t(name),
      count: t('{0} KPIs', pen.count(found.length)),
      entries: found.map((kpi) => entryView(kpi, entries)),
    })),
  };
}

function pageOf({ shelf, settings }: DictionaryOrder, pen: Pen) {
  const title = pen.t('KPI dictionary');
  if (shelf !== undefined) return frameOf(shelf, 'dictionary', title);
  const company = pen.name(settings.company);
  return { words: english, frame: { title, company, scope: null, home: null, run: null, nav: [] } };
}

/** KPIs by lifecycle stage, those that have any. */
export const byStage = <Kpi extends Pick<KpiText, 'stage'>>(kpis: readonly Kpi[]) =>
  stages
    .map((name) => ({ name, kpis: kpis.filter(({ stage }) => stage === name) }))
    .filter((stage) => stage.kpis.length > 0);

/** Name of a lifecycle stage as part of an address. */
export const stageId = (name: string) => name.toLowerCase().replace(/[^a-z]+/g, '-');
