import { createHash } from 'node:crypto';
import type { Measurement } from './kpis/measure.ts';
import type { KpiRecord } from './kpis/record.ts';
import type { Scorecard } from './kpis/scores/scorecard.ts';
import type { ReportRequest, World } from './pipeline.ts';
import { renderDocuments } from './rendering/documents.ts';
import { kpisCsv } from './rendering/kpis_csv.ts';
import { accountsCsv } from './reports/accounts_csv.ts';
import type { Report } from './reports/model.ts';
import type { Period } from './reports/periods.ts';
import { type ReaderScope, scopeOf } from './reports/scopes.ts';
import type { Reader } from './settings/schema.ts';
import type { Snapshot } from './staging/snapshots.ts';

export interface RunResult {
  /** Folder of the run, relative to the output folder. */
  readonly folder: string;
  readonly period: Period;
  readonly report: Report;
  readonly records: readonly KpiRecord[];
  readonly snapshot: Snapshot;
  /** Keys of the documents, relative to the output folder. */
  readonly documents: readonly string[];
}

export interface RunToWrite {
  readonly world: World;
  readonly request: ReportRequest;
  readonly readers: readonly Reader[];
  readonly period: Period;
  readonly snapshot: Snapshot;
  readonly measured: Measurement;
  readonly scopes: readonly ReaderScope[];
  readonly reportFor: (scope: ReaderScope | null) => Report;
}

/** Writes what a run leaves behind; the manifest comes last and vouches for the rest. */
export async function writeRun(run: RunToWrite): Promise<RunResult> {
  const { world, request, period, snapshot, measured } = run;
  const id = runId(run);
  const folder = `runs/${request.edition}/${period.label}/${id}`;
  await world.out.remove(folder);
  const keep = keeper(world, folder);
  const report = run.reportFor(null);
  await keep('report.json', json(report));
  await keep('kpis.json', kpisJson(measured.records));
  await keep('kpis.csv', kpisCsv(measured.records.filter(isPublic)));
  await keep('accounts.csv', accountsCsv(measured.accounts));
  await keepRejected(run, keep);
  const documents = await keepDocuments(run, id, report, keep);
  await keep('manifest.json', json(manifest(run, id, keep.outputs)));
  const records = measured.records;
  return {
    folder,
    period,
    report,
    records,
    snapshot,
    documents: documents.map((f) => `${folder}/${f}`),
  };
}

interface Keeper {
  (file: string, body: string | Uint8Array): Promise<void>;
  /** File → SHA-256 of what was written. */
  readonly outputs: Map<string, string>;
}

function keeper({ out }: World, folder: string): Keeper {
  const outputs = new Map<string, string>();
  const keep = async (file: string, body: string | Uint8Array) => {
    await out.write(`${folder}/${file}`, body);
    outputs.set(file, sha256(body));
  };
  return Object.assign(keep, { outputs });
}

const sha256 = (body: string | Uint8Array) => createHash('sha256').update(body).digest('hex');
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** One record a line: a whole trend by segment stays readable and comparable. */
function kpisJson(records: readonly KpiRecord[]): string {
  return `[\n${records
    .filter(isPublic)
    .map((record) => JSON.stringify(record))
    .join(',\n')}\n]\n`;
}

/** Readers' own scopes overlap and are theirs alone; the run's tables hold the dimensions. */
const isPublic = ({ segment }: KpiRecord) => segment?.dimension !== 'scope';

/** The same inputs make the same run: snapshot, settings and code, not the hour. */
function runId({ request, snapshot, period, world }: RunToWrite): string {
  const { edition, asOf, settings } = request;
  const inputs = {
    edition,
    asOf,
    settings,
    period,
    snapshot: snapshot.fingerprint,
    code: world.version,
  };
  return `${asOf}-${sha256(JSON.stringify(inputs)).slice(0, 10)}`;
}

async function keepRejected({ world, snapshot }: RunToWrite, keep: Keeper): Promise<void> {
  const run = snapshot.fingerprint.slice(0, 12);
  const keys = (await world.out.list('rejected/')).filter((key) => key.includes(`/run=${run}/`));
  for (const key of keys) {
    const name = key.replace('rejected/', '').replace(/\/?source=[^/]+\/run=[^/]+/, '');
    await keep(`rejected/${name}`, await world.out.readText(key));
  }
  await keep('rejected/README.txt', rejectedReadme(snapshot));
}

function rejectedReadme({ tables }: Snapshot): string {
  const lines = tables.map(
    ({ table, landed, rejected, rows }) =>
      `${table}: ${landed} rows landed, ${rejected} rejected, ${rows} staged`,
  );
  return `Rows of the export that were not used, each with file, line and reason.\n${lines.join('\n')}\n`;
}

async function keepDocuments(
  run: RunToWrite,
  id: string,
  whole: Report,
  keep: Keeper,
): Promise<readonly string[]> {
  const files: string[] = [];
  for (const reader of run.readers) {
    run.world.progress.step(`Rendering for ${reader.name}`);
    const scope = scopeOf(reader, run.scopes);
    const report = scope === null ? whole : run.reportFor(scope);
    const documents = await renderDocuments({
      report,
      reader,
      records: recordsFor(run, scope),
      assets: run.world.assets,
      run: id,
      sentAt: run.period.endsAt,
      from: sender,
      attachments: [accountsFile(accountsFor(run, scope))],
    });
    const name = reader.email.toLowerCase().replace(/[^a-z0-9@._+-]/g, '_');
    for (const [ending, body] of [
      ['html', documents.html],
      ['txt', documents.text],
      ['eml', documents.eml],
    ] as const) {
      await keep(`documents/${name}.${ending}`, body);
      files.push(`documents/${name}.${ending}`);
    }
  }
  return files;
}

/** A laptop sends nothing; the address marks the message as made here. */
const sender = 'CS Pulse <cs-pulse@localhost.invalid>';

function accountsFile(accounts: readonly Scorecard[]) {
  return { name: 'accounts.csv', type: 'text/csv; charset=utf-8', body: accountsCsv(accounts) };
}

function accountsFor({ measured }: RunToWrite, scope: ReaderScope | null): readonly Scorecard[] {
  if (scope === null) return measured.accounts;
  const own = measured.scopeAccounts.get(scope.id) ?? new Set();
  return measured.accounts.filter(({ account_id }) => own.has(account_id));
}

/** The period's values: all segments for the whole company, a scope's own as its total. */
function recordsFor(
  { measured, period }: RunToWrite,
  scope: ReaderScope | null,
): readonly KpiRecord[] {
  const current = measured.records.filter((record) => record.period === period.label);
  if (scope === null) return current.filter(isPublic);
  return current
    .filter(({ segment }) => segment?.dimension === 'scope' && segment.value === scope.id)
    .map((record) => ({ ...record, segment: null }));
}

function manifest(
  { request, period, snapshot, measured, world }: RunToWrite,
  id: string,
  outputs: ReadonlyMap<string, string>,
) {
  return {
    run: id,
    edition: request.edition,
    period,
    as_of: request.asOf,
    code: world.version,
    source: request.source,
    snapshot: { name: snapshot.snapshot, date: snapshot.date, fingerprint: snapshot.fingerprint },
    inputs: snapshot.tables,
    currency: measured.currency,
    settings: sha256(JSON.stringify(request.settings)),
    queries: [...measured.queries.entries()].map(([query, text]) => ({
      query,
      sha256: sha256(text),
    })),
    counts: { kpi_values: measured.records.length, accounts: measured.accounts.length },
    outputs: Object.fromEntries([...outputs].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
