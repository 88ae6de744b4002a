import type { Measurement } from '../kpis/measure.ts';
import type { Snapshot } from '../staging/snapshots.ts';
import { tables } from '../tables/catalogue.ts';
import { compare } from './book.ts';
import type { QualityFacts } from './facts.ts';
import type { Figure, Said } from './model.ts';
import type { Period } from './periods.ts';
import { dataSentence } from './words/data_sentences.ts';
import { reasonOf } from './words/kpi_reasons.ts';

export interface QualityInput {
  readonly snapshot: Snapshot;
  readonly measured: Measurement;
  readonly period: Period;
  readonly shutGates: readonly string[];
}

/** What the data-quality section says, from staging's counts and the measurement. */
export function qualityFacts(input: QualityInput): QualityFacts {
  const { snapshot, measured, shutGates } = input;
  const present = new Set(snapshot.tables.map(({ table }) => table));
  const unlinked = measured.accounts.filter(
    ({ account_id, is_customer }) => is_customer && measured.unlinked.has(account_id),
  );
  return {
    tables: snapshot.tables.map(({ table, rows, rejected, reasons, folded, orphans }) => ({
      table,
      rows,
      rejected,
      reasons,
      duplicates: folded,
      orphans,
    })),
    absent: tables.map(({ name }) => name).filter((name) => !present.has(name)),
    covered_until: snapshot.date,
    overlapping_spans: measured.sources.overlappingSpans,
    unlinked_mrr: present.has('accounts') ? sumOf(unlinked, measured.currency) : null,
    unlinked_accounts: unlinked.map(({ account_id }) => account_id),
    came_and_went: supportingFigure(input, 'came_and_went_mrr'),
    shut_gates: [...shutGates, ...snapshot.tables.flatMap(({ doubts }) => doubts)].map(
      dataSentence,
    ),
    missing_rates: missingRates(input),
  };
}

function sumOf(accounts: Measurement['accounts'], currency: string | null): Figure | null {
  if (accounts.length === 0 || currency === null) return null;
  const value = accounts.reduce((sum, { mrr }) => sum + (mrr ?? 0), 0);
  return { value, unit: 'money/month', currency };
}

function supportingFigure({ measured, period }: QualityInput, kpi: string): Figure | null {
  const record = measured.supporting.find(
    (found) => found.kpi === kpi && found.period === period.label && found.segment === null,
  );
  if (!record?.value || record.currency === undefined) return null;
  return { value: record.value, unit: record.unit, currency: record.currency };
}

/** Reasons that name a rate, each once. */
function missingRates({ measured, period }: QualityInput): readonly Said[] {
  const found = measured.records.filter(
    ({ period: label, reason }) =>
      label === period.label && reason && /rate in fx_rates|reporting_currency/.test(reason),
  );
  const reasons = new Map(found.map((record) => [record.reason ?? '', reasonOf(record) ?? '']));
  return [...reasons].sort(([a], [b]) => compare(a, b)).map(([, reason]) => reason);
}
