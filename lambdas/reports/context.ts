import type { KpiText } from '../kpis/kpi.ts';
import type { KpiRecord } from '../kpis/record.ts';
import type { Scorecard } from '../kpis/scores/scorecard.ts';
import type { Timelines } from '../kpis/timelines.ts';
import type { EditionName, Settings } from '../settings/schema.ts';
import type { QualityFacts } from './facts.ts';
import type { Figure, Report } from './model.ts';
import { type Calendar, type Period, previous, sameLastYear, trend } from './periods.ts';

/** Periods that a trend shows, the last being the report's own. */
const trendLength = 13;

/** Everything that one report is made of. */
export interface ComposeInput {
  readonly edition: EditionName;
  readonly period: Period;
  readonly calendar: Calendar;
  readonly settings: Settings;
  readonly kpis: readonly KpiText[];
  /** Of the period and, for trends, of those before it. */
  readonly records: readonly KpiRecord[];
  /** Already cut to the scope. */
  readonly accounts: readonly Scorecard[];
  /** Dated facts of the accounts whose story is told; of the scope's own. */
  readonly timelines: Timelines;
  readonly quality: QualityFacts;
  /** Null: the whole company. Else the words for the part, and the segment of its records. */
  readonly scope: {
    readonly label: string;
    readonly dimension: string;
    readonly value: string;
  } | null;
  readonly restated: Report['quality']['restated'];
  readonly snapshot: string;
  readonly asOf: Report['as_of'];
  /** Null: several currencies and no rate between them. */
  readonly currency: string | null;
}

export interface Context extends ComposeInput {
  readonly before: Period;
  /** Null where no period of that name exists a year earlier. */
  readonly lastYear: Period | null;
  /** Oldest first. */
  readonly trend: readonly Period[];
  readonly customers: readonly Scorecard[];
  /** How many rows a list shows. */
  readonly longest: number;
  record(kpi: string, window: string, period: Period): KpiRecord | null;
}

export function contextOf(input: ComposeInput): Context {
  const { period, calendar, scope, records } = input;
  const inScope = ({ segment }: KpiRecord) =>
    segment?.dimension === scope?.dimension && segment?.value === scope?.value;
  const found = new Map(
    records
      .filter(inScope)
      .map((record) => [key(record.kpi, record.window, record.period), record]),
  );
  return {
    ...input,
    before: previous(period, calendar),
    lastYear: sameLastYear(period, calendar),
    trend: trend(period, calendar, trendLength),
    customers: input.accounts.filter((account) => account.is_customer),
    longest: input.settings.editions[input.edition].list_length,
    record: (kpi, window, { label }) => found.get(key(kpi, window, label)) ?? null,
  };
}

/** The figure of a record; null unless it is measured. */
export function figureOf(record: KpiRecord | null): Figure | null {
  if (record === null || record.status !== 'measured' || record.value === null) return null;
  const { value, unit, currency } = record;
  return currency === undefined ? { value, unit } : { value, unit, currency };
}

function key(kpi: string, window: string, label: string): string {
  return [kpi, window, label].join(' ');
}
