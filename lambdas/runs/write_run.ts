import type { KpiRecord } from '../kpis/record.ts';
import { kpisCsv } from '../rendering/kpis_csv.ts';
import { accountsCsv } from '../reports/accounts_csv.ts';
import { actionsCsv } from '../reports/actions_csv.ts';
import { isPublic } from '../reports/scopes.ts';
import type { Snapshot } from '../staging/snapshots.ts';
import { keepDocuments } from './documents.ts';
import { json, type Keeper, keeper } from './keeper.ts';
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
  await written.keep('kpis.json', kpisJson(measured.records));
  await written.keep('kpis.csv', kpisCsv(measured.records.filter(isPublic)));
  await written.keep('accounts.csv', accountsCsv(measured.accounts));
  await written.keep('actions.csv', actionsCsv(whole.actions));
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

/** One record a line: a whole trend by segment stays readable and comparable. */
function kpisJson(records: readonly KpiRecord[]): string {
  const lines = records.filter(isPublic).map((record) => JSON.stringify(record));
  return `[\n${lines.join(',\n')}\n]\n`;
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
