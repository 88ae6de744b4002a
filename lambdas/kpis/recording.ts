import type { KpiText } from './kpi.ts';
import { NoSource, NotMeasurable, type Outcome } from './outcome.ts';
import type { KpiRecord } from './record.ts';

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
    return { ...place, ...empty, unit: kpi.unit, status: 'no_data_source', reason: lacks(missing) };
  }
  try {
    return { ...place, ...measured(kpi, measure(), label) };
  } catch (error) {
    if (error instanceof NotMeasurable || error instanceof NoSource) {
      const status = error instanceof NoSource ? 'no_data_source' : 'not_measurable';
      return { ...place, ...empty, unit: kpi.unit, status, reason: error.message };
    }
    throw error;
  }
}

const empty = { value: null, numerator: null, denominator: null, sample: null } as const;

/** The table alone where it is not there, else what it lacks. */
function lacks(missing: readonly string[]): string {
  const tables = missing.filter((name) => !name.includes('.'));
  const parts = missing.filter((name) => !tables.some((table) => name.startsWith(`${table}.`)));
  return parts.map(lack).join('; ');
}

function lack(name: string): string {
  const [table, part = ''] = name.split('.');
  if (part === '') return `the export has no ${table} table`;
  if (table === 'survey_responses') return `no ${surveyName(part)} answer was ever given`;
  if (table === 'features') return `no feature is marked as ${part}`;
  return table === 'events' ? 'the events name no users' : `${table} name no ${part}`;
}

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
