import { catalogue } from '../kpis/catalogue/catalogue.ts';
import type { KpiRecord } from '../kpis/record.ts';
import { renderDictionary } from '../rendering/dictionary.ts';
import { kpisCsv } from '../rendering/kpis_csv.ts';
import { accountsCsv } from '../reports/accounts_csv.ts';
import { actionEvents } from '../reports/actions/events.ts';
import { actionsCsv } from '../reports/actions_csv.ts';
import { isPublic } from '../reports/scopes.ts';
import type { Snapshot } from '../staging/snapshots.ts';
import { keepDocuments } from './documents.ts';
import { json, type Keeper, keeper } from './keeper.ts';
import { kpiSeries } from './kpi_series.ts';
import { manifest, runId } from './manifest.ts';
import type { Run, RunResult } from './run.ts';

/** Writes what a run leaves behind; the manifest comes last and vouches for the rest. */
export async function writeRun(run: Run): Promise<RunResult> {
  const { out, edition, period, measured } = run;
  const id = runId(run);
  const folder = `runs/${edition}/${period.label}/${id}`;
  await out.remove(folder);
  const written = keeper(out, folder);
  const whole = run.compose(null);
  await written.keep('report.json', json(whole.report));
  await written.keep('kpis.json', kpiSeries(measured.records.filter(isPublic)));
  await written.keep('kpis.csv', kpisCsv(forPeople(run)));
  await written.keep('accounts.csv', accountsCsv(measured.accounts));
  await written.keep('actions.csv', actionsCsv(whole.actions));
  await written.keep('actions.jsonl', actionEvents(whole.actions, whole.report));
  await written.keep('dictionary.html', dictionaryOf(run));
  await keepRejected(run, written);
  const documents = await keepDocuments(run, id, whole, written);
  await written.keep('manifest.json', json(manifest(run, id, written.outputs)));
  return {
    folder,
    period,
    report: whole.report,
    records: measured.records,
    documents: documents.map((file) => `${folder}/${file}`),
  };
}

/** What every KPI means, with the run's own numbers as examples. */
function dictionaryOf({ assets, settings, measured, period, snapshot }: Run): string {
  const { records, currency } = measured;
  const order = { kpis: catalogue, settings, records, currency, period, snapshot: snapshot.date };
  return renderDictionary(order, assets.templates);
}

/** The period by every dimension, and the totals of the trend: the rest of the trend is in kpis.json. */
function forPeople({ measured, period }: Run): readonly KpiRecord[] {
  return measured.records.filter(
    (record) => isPublic(record) && (record.period === period.label || record.segment === null),
  );
}

async function keepRejected({ out, snapshot }: Run, written: Keeper): Promise<void> {
  const run = `/run=${snapshot.fingerprint.slice(0, 12)}/`;
  const keys = (await out.list('rejected/')).filter((key) => key.includes(run));
  for (const key of keys) {
    const name = key.replace(/\/source=[^/]+\/run=[^/]+/, '');
    await written.keep(name, await out.readText(key));
  }
  await written.keep('rejected/README.txt', rejectedReadme(snapshot));
}

function rejectedReadme({ tables }: Snapshot): string {
  const lines = tables.map(
    ({ table, landed, rejected, rows }) =>
      `${table}: ${landed} rows landed, ${rejected} rejected, ${rows} staged`,
  );
  return `Rows of the export that were not used, each with file, line and reason.\n${lines.join('\n')}\n`;
}
