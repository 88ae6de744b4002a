import type { KpiRecord } from '../kpis/record.ts';
import type { Objects, Progress } from '../ports.ts';
import { kpisCsv } from '../rendering/kpis_csv.ts';
import { accountsCsv } from '../reports/accounts_csv.ts';
import { actionEvents } from '../reports/actions/events.ts';
import { firedActions } from '../reports/actions/fired_actions.ts';
import { actionsCsv } from '../reports/actions_csv.ts';
import { compose } from '../reports/compose.ts';
import { contextOf } from '../reports/context.ts';
import type { Report } from '../reports/model.ts';
import { isPublic, type ReaderScope, readersRecords } from '../reports/scopes.ts';
import { inputFor } from './input.ts';
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
  await written.keep('kpis.json', kpiSeries(records.filter(isPublic)));
  await written.keep('kpis.csv', kpisCsv(forPeople(job, records)));
  await written.keep('actions.jsonl', actionEvents(whole.actions, whole.report));
  return { report: whole.report, outputs: written.outputs };
}

/** Files of what the readers of a scope get, and of nothing else; the company's own lie at the top. */
export function bookOf(scope: ReaderScope | null) {
  const folder = scope === null ? '' : `books/${scope.id}/`;
  return {
    report: `${folder}report.json`,
    accounts: `${folder}accounts.csv`,
    actions: `${folder}actions.csv`,
    /** The period alone, where the run's own table has the trend too. */
    kpis: `books/${scope?.id ?? 'company'}/kpis.csv`,
  };
}

/** The period by every dimension, and the totals of the trend: the rest of the trend is in kpis.json. */
function forPeople({ period }: Job, records: readonly KpiRecord[]): readonly KpiRecord[] {
  return records.filter(
    (record) => isPublic(record) && (record.period === period.label || record.segment === null),
  );
}

/** A scope's report with the files that its readers' messages carry. */
async function keepBook(job: Job, values: Values, scope: ReaderScope | null, written: Keeper) {
  const input = inputFor(job, values, scope);
  const [report, actions] = [compose(input), firedActions(contextOf(input))];
  const current = values.records.filter(({ period }) => period === job.period.label);
  const book = bookOf(scope);
  await written.keep(book.report, json(report));
  await written.keep(book.kpis, kpisCsv(readersRecords(current, scope)));
  await written.keep(book.accounts, accountsCsv(input.accounts));
  await written.keep(book.actions, actionsCsv(actions));
  return { report, actions };
}
