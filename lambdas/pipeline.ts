import type { Mapping } from './exports/file_drop/mapping.ts';
import type { ParquetLander } from './exports/file_drop/parquet.ts';
import type { Scorecard } from './kpis/scores/scorecard.ts';
import type { Engine, Objects, Progress, QueryText, Records } from './ports.ts';
import type { Assets } from './rendering/documents.ts';
import { checkLanguages } from './rendering/languages/readers.ts';
import { calendarOf } from './reports/measured_periods.ts';
import type { Report } from './reports/model.ts';
import { lastComplete, type Period, parsePeriod } from './reports/periods.ts';
import { archiveRun, forgetRun } from './runs/archive.ts';
import { composeRun } from './runs/composed.ts';
import { type Job, jobOf, readersOf } from './runs/job.ts';
import { writeManifest } from './runs/manifest.ts';
import { measureRun } from './runs/measured.ts';
import { renderRun } from './runs/rendered.ts';
import type { Measured } from './runs/values.ts';
import type { EditionName, Settings } from './settings/schema.ts';
import { originalSnapshot, type Snapshot, snapshotsOf } from './staging/snapshots.ts';
import { takeSnapshot } from './staging/take_snapshot.ts';

/** The ports and assets that a run works with. */
export interface World {
  readonly drop: Objects;
  /** Where landed and staged rows lie. */
  readonly lake: Objects;
  readonly lakeRecords: Records;
  /** Where runs lie; on a laptop the same folder. */
  readonly archive: Objects;
  readonly engine: Engine;
  readonly queryText: QueryText;
  readonly parquet: ParquetLander;
  readonly progress: Progress;
  readonly assets: Assets;
  readonly version: string;
  readonly sender: string;
}

/** What is asked for: one edition of one period. */
export interface ReportRequest {
  readonly edition: EditionName;
  /** Label of the period; absent: the last complete one that the data covers. */
  readonly period: string | undefined;
  readonly asOf: 'original' | 'latest';
  readonly settings: Settings;
  readonly mapping: Mapping | undefined;
  /** Name of the export; snapshots of different names never mix. */
  readonly source: string;
  /** A person asked and reads the result: gates may name a fault where a schedule would stop. */
  readonly attended: boolean;
  /** Land and stage the export anew, as if nothing of it had been: to the same bytes. */
  readonly rebuild?: boolean | undefined;
  /** E-mail address; absent: every reader of the edition. */
  readonly reader: string | undefined;
}

export interface RunResult {
  /** Folder of the run, relative to the archive. */
  readonly folder: string;
  readonly period: Period;
  readonly report: Report;
  /** Keys of the messages, relative to the archive. */
  readonly messages: readonly string[];
}

/**
 * exports → landed → staged → KPI values → report → documents, for one edition, in one process. In the
 * cloud each of these steps is a Lambda of `handlers/`, which calls the same function.
 */
export async function runReport(world: World, request: ReportRequest): Promise<RunResult> {
  const { job, values } = await measureReport(world, request);
  await world.archive.remove(job.folder);
  await forgetRun(world.archive, job);
  const { report, outputs } = await composeRun(world, job, values);
  const rendered = await renderRun(world, job, values);
  const costs = world.engine.costs();
  const accounts = () => inParts(values.accounts);
  const archived = await archiveRun(world, { job, values, accounts, costs });
  await writeManifest(world.archive, job, values, {
    outputs: new Map([...outputs, ...rendered.outputs, ...archived]),
    costs,
    documents: rendered.documents,
  });
  const messages = rendered.documents.map(({ message }) => `${job.folder}/${message}`);
  return { folder: job.folder, period: job.period, report, messages };
}

/** The first half, exports → KPI values: what is said of them can be said anew without it. */
export async function measureReport(
  world: World,
  request: ReportRequest,
): Promise<{ readonly job: Job; readonly values: Measured }> {
  checkLanguages(request.settings.readers, world.assets.templates.languages);
  const asked = askedPeriod(request);
  const named = await takeSnapshot({ ...world, ...request });
  const calendar = calendarOf(request.settings);
  const period = asked ?? lastComplete(request.edition, named.date, calendar);
  const snapshot = await reported(world, request, period, named);
  const readers = readersOf(request.settings, request.edition, request.reader);
  const inputs = { period, readers, version: world.version, fingerprint: snapshot.fingerprint };
  const job = jobOf({ ...request, ...inputs }, request.attended);
  return { job, values: await measureRun(world, job) };
}

/** As the cloud reads them from its files. */
async function* inParts(accounts: readonly Scorecard[]) {
  yield accounts;
}

/** Before anything is read: a typing error should not cost a minute. */
function askedPeriod({ edition, period, settings }: ReportRequest): Period | null {
  return period === undefined ? null : parsePeriod(edition, period, calendarOf(settings));
}

/** The snapshot that is asked for: the named export's, or the first one that knew the whole period. */
async function reported(
  { lake }: World,
  { asOf, source }: ReportRequest,
  period: Period,
  named: Snapshot,
): Promise<Snapshot> {
  if (asOf === 'latest') return named;
  return originalSnapshot(await snapshotsOf(lake, source), period.end) ?? named;
}
