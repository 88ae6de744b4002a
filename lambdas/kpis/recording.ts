import type { KpiText } from './kpi.ts';
import { filled, NoSource, NotMeasurable, type Outcome } from './outcome.ts';
import type { KpiRecord, Message } from './record.ts';

/** Where a record belongs, and what decides on its status. */
export interface Label {
  readonly period: string;
  readonly start: string;
  readonly end: string;
  readonly window: string;
  readonly segment: KpiRecord['segment'];
  /** Currency of money values. */
  readonly currency: string | null;
  readonly present: ReadonlySet<string>;
  readonly minimumSample: number;
}

/** Measures a KPI and records the value, or why there is none; neither is ever 0. */
export function recordOf(kpi: KpiText, measure: () => Outcome, label: Label): KpiRecord {
  if (!kpi.tables.every((table) => label.present.has(table))) {
    const missing = kpi.tables.filter((table) => !label.present.has(table));
    const { reason, about } = lacks(missing);
    return unmeasured(kpi, label, 'no_data_source', reason, about);
  }
  try {
    return measured(kpi, measure(), label);
  } catch (error) {
    if (error instanceof NotMeasurable || error instanceof NoSource) {
      const status = error instanceof NoSource ? 'no_data_source' : 'not_measurable';
      return unmeasured(kpi, label, status, error.message, aboutOf(error));
    }
    throw error;
  }
}

function unmeasured(
  kpi: KpiText,
  label: Label,
  status: KpiRecord['status'],
  reason: string,
  about: KpiRecord['about'],
): KpiRecord {
  const record = blank(kpi, label, status);
  record.reason = reason;
  if (about !== undefined) record.about = about;
  return record;
}

/** There are a hundred thousand of a run: one object each, and nothing that is copied into it. */
function blank(
  { id, unit }: KpiText,
  { period, start, end, window, segment }: Label,
  status: KpiRecord['status'],
): Writable<KpiRecord> {
  return {
    kpi: id,
    period,
    start,
    end,
    window,
    segment,
    value: null,
    numerator: null,
    denominator: null,
    sample: null,
    unit,
    status,
    reason: null,
  };
}

type Writable<Thing> = { -readonly [Name in keyof Thing]: Thing[Name] };

function aboutOf(error: NotMeasurable | NoSource): KpiRecord['about'] {
  return 'about' in error && error.about !== undefined ? [error.about] : undefined;
}

/** The table alone where it is not there, else what it lacks. */
function lacks(missing: readonly string[]) {
  const tables = missing.filter((name) => !name.includes('.'));
  const parts = missing.filter((name) => !tables.some((table) => name.startsWith(`${table}.`)));
  const all = parts.map(lack);
  const reason = all.map(({ words, with: named }) => filled(words, named)).join('; ');
  return { reason, about: all };
}

function lack(name: string): Message {
  const [table = '', part = ''] = name.split('.');
  if (part === '') return message('the export has no {0} table', table);
  if (table === 'survey_responses') {
    return message('no {0} answer was ever given', surveyName(part));
  }
  if (table === 'features') return message('no feature is marked as {0}', part);
  return table === 'events'
    ? message('the events name no users')
    : message('{0} name no {1}', table, part);
}

const message = (words: string, ...named: readonly string[]): Message => ({ words, with: named });

const surveyName = (type: string) =>
  type.length <= 4 ? type.toUpperCase() : type.replace('_', '-');

function measured(kpi: KpiText, outcome: Outcome, label: Label): KpiRecord {
  const { value, numerator = null, denominator = null, sample = null, amount } = outcome;
  const record = blank(kpi, label, 'measured');
  record.value = value;
  record.numerator = numerator;
  record.denominator = denominator;
  record.sample = sample;
  for (const name of further) {
    const figure = outcome[name];
    if (figure !== undefined) record[name] = figure;
  }
  const { currency } = label;
  if (currency && (amount !== undefined || isMoney(kpi.unit))) record.currency = currency;
  if (kpi.needsSample && sample !== null) record.judged = sample >= label.minimumSample;
  return record;
}

const further = ['low', 'high', 'mean', 'p90', 'amount', 'pending', 'left_out'] as const;

/** Units that need a currency. */
export function isMoney(unit: string): boolean {
  return unit.startsWith('money') || unit.includes('MRR');
}
