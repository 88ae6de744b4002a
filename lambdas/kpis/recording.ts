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
  const { period, start, end, window, segment } = label;
  const place = { kpi: kpi.id, period, start, end, window, segment };
  const missing = kpi.tables.filter((table) => !label.present.has(table));
  if (missing.length > 0) {
    return { ...place, ...empty, unit: kpi.unit, status: 'no_data_source', ...lacks(missing) };
  }
  try {
    return { ...place, ...measured(kpi, measure(), label) };
  } catch (error) {
    if (error instanceof NotMeasurable || error instanceof NoSource) {
      const status = error instanceof NoSource ? 'no_data_source' : 'not_measurable';
      const why = { reason: error.message, ...aboutOf(error) };
      return { ...place, ...empty, unit: kpi.unit, status, ...why };
    }
    throw error;
  }
}

const empty = { value: null, numerator: null, denominator: null, sample: null } as const;

function aboutOf(error: NotMeasurable | NoSource): Pick<KpiRecord, 'about'> {
  return 'about' in error && error.about !== undefined ? { about: [error.about] } : {};
}

/** The table alone where it is not there, else what it lacks. */
function lacks(missing: readonly string[]): Pick<KpiRecord, 'reason' | 'about'> {
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

function measured(
  kpi: KpiText,
  outcome: Outcome,
  label: Label,
): Omit<KpiRecord, 'kpi' | 'period' | 'start' | 'end' | 'window' | 'segment'> {
  const { value, numerator = null, denominator = null, sample = null, ...further } = outcome;
  return {
    value,
    numerator,
    denominator,
    sample,
    unit: kpi.unit,
    status: 'measured',
    reason: null,
    ...further,
    ...((isMoney(kpi.unit) || further.amount !== undefined) && label.currency
      ? { currency: label.currency }
      : {}),
    ...(kpi.needsSample && sample !== null ? { judged: sample >= label.minimumSample } : {}),
  };
}

/** Units that need a currency. */
export function isMoney(unit: string): boolean {
  return unit.startsWith('money') || unit.includes('MRR');
}
