import type { KpiRecord } from '../kpis/record.ts';
import type { Objects, Progress } from '../ports.ts';
import { attachedRecords } from '../rendering/attached_kpis.ts';
import { kpisCsv } from '../rendering/kpis_csv.ts';
import { contentsOf } from '../rendering/xlsx/contents.ts';
import { accountsCsv } from '../reports/accounts_csv.ts';
import { actionEvents } from '../reports/actions/events.ts';
import { actionsCsv } from '../reports/actions_csv.ts';
import { composed } from '../reports/compose.ts';
import type { Report } from '../reports/model.ts';
import { type ReaderScope, readersRecords } from '../reports/scopes.ts';
import type { Reader } from '../settings/schema.ts';
import { inputFor, recordsFor } from './input.ts';
import type { Job } from './job.ts';
import { json, type Keeper, keeper, type Outputs } from './keeper.ts';
import { kpiSeries } from './kpi_series.ts';
import type { Values } from './values.ts';

export interface Composing {
  readonly archive: Objects;
  readonly progress: Progress;
}

/** What the company's report says, and what was written. */
export interface Composed {
  readonly report: Report;
  readonly outputs: Outputs;
}

/** KPI values → report: the model of every scope's report, and the tables that go with it. */
export async function composeRun(
  { archive, progress }: Composing,
  job: Job,
  values: Values,
): Promise<Composed> {
  progress.step(`Composing ${job.period.label}`);
  const written = keeper(archive, job.folder);
  const whole = await keepBook(job, values, null, written);
  for (const scope of job.scopes) await keepBook(job, values, scope, written);
  const { records } = values;
  await written.keepParts('kpis.json', kpiSeries(records));
  await written.keep('actions.jsonl', actionEvents(whole.actions, whole.report));
  return { report: whole.report, outputs: written.outputs };
}

/** Files of what the readers of a scope get, and of nothing else; the company's own lie at the top. */
export type Book = ReturnType<typeof bookOf>;
export function bookOf(scope: ReaderScope | null) {
  const id = scope?.id ?? 'company';
  const folder = scope === null ? '' : `books/${id}/`;
  return {
    report: `${folder}report.json`,
    accounts: `${folder}accounts.csv`,
    actions: `${folder}actions.csv`,
    /** All that the scope has; of the company the trend's segments are in kpis.json alone. */
    kpis: scope === null ? 'kpis.csv' : `${folder}kpis.csv`,
    /** What a message carries of it. */
    attachedKpis: `books/${id}/attached_kpis.csv`,
    /** Values that a workbook holds, before a language is chosen. */
    contents: `books/${id}/workbook.json`,
    /** Documents that all readers of the scope share who have one language and locale. */
    shared: ({ language, locale }: Pick<Reader, 'language' | 'locale'>, type: 'xlsx' | 'pdf') =>
      `books/${id}/report.${language}.${locale}.${type}`,
  };
}

/** The period by every dimension, and the totals of the trend: the rest of the trend is in kpis.json. */
function forPeople({ period }: Job, records: readonly KpiRecord[]): readonly KpiRecord[] {
  return records.filter((record) => record.period === period.label || record.segment === null);
}

/** A scope's report with the files that its readers' messages carry. */
async function keepBook(job: Job, values: Values, scope: ReaderScope | null, written: Keeper) {
  const own = await recordsFor(values, scope);
  const input = inputFor(job, values, scope, own);
  const { report, actions } = composed(input);
  const records = forPeople(job, readersRecords(own, scope));
  const book = bookOf(scope);
  await written.keep(book.report, json(report));
  await written.keep(book.kpis, kpisCsv(records));
  await written.keep(book.attachedKpis, kpisCsv(attachedRecords(records, report)));
  await written.keep(book.accounts, accountsCsv(input.accounts));
  await written.keep(book.actions, actionsCsv(actions));
  const contents = contentsOf(records, input.accounts, actions);
  await written.keep(book.contents, JSON.stringify(contents));
  return { report, actions };
}
