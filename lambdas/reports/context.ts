import type { KpiText } from '../kpis/kpi.ts';
import { onceForEach } from '../kpis/once_for_each.ts';
import type { KpiRecord } from '../kpis/record.ts';
import type { Scorecard } from '../kpis/scores/scorecard.ts';
import type { Timelines } from '../kpis/timelines.ts';
import type { EditionName, Settings } from '../settings/schema.ts';
import type { QualityFacts } from './facts.ts';
import { trendLength } from './measured_periods.ts';
import type { Figure, Report } from './model.ts';
import { type Calendar, type Period, previous, sameLastYear, trend } from './periods.ts';

/** How many KPIs of a period are other now. */
export interface RestatedPeriod {
  /** Its label. */
  readonly period: string;
  readonly kpis: number;
}

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
  /** Earlier periods that the last report's data knew otherwise. */
  readonly restatedBefore: readonly RestatedPeriod[];
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
  const found = scope === null ? totals(records) : placed(records, scope);
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

/** The company's are found among all that there is of it, and once; a scope's are few and its own. */
const totals = onceForEach((records: readonly KpiRecord[]) => placed(records, null));

function placed(records: readonly KpiRecord[], scope: ComposeInput['scope']) {
  const inScope = ({ segment }: KpiRecord) =>
    segment?.dimension === scope?.dimension && segment?.value === scope?.value;
  return new Map(
    records
      .filter(inScope)
      .map((record) => [key(record.kpi, record.window, record.period), record]),
  );
}

/** The figure of a record; null unless it is measured. */
export function figureOf(record: KpiRecord | null): Figure | null {
  if (record === null || record.status !== 'measured' || record.value === null) return null;
  const { value, unit, currency } = record;
  return currency === undefined ? { value, unit } : { value, unit, currency };
}

function key(kpi: string, window: string, label: string): string {
  return `${kpi} ${window} ${label}`;
}
