import type { Mapping } from './exports/file_drop/mapping.ts';
import type { ParquetLander } from './exports/file_drop/parquet.ts';
import { catalogue } from './kpis/catalogue/catalogue.ts';
import { type Measurement, measure } from './kpis/measure.ts';
import { timelines } from './kpis/timelines.ts';
import type { Engine, Objects, Progress, QueryText } from './ports.ts';
import type { Assets } from './rendering/documents.ts';
import { firedActions } from './reports/actions/fired_actions.ts';
import { compose } from './reports/compose.ts';
import { contextOf } from './reports/context.ts';
import { calendarOf, planFor } from './reports/measured_periods.ts';
import type { Report } from './reports/model.ts';
import { lastComplete, type Period, parsePeriod } from './reports/periods.ts';
import { qualityFacts } from './reports/quality_facts.ts';
import { restatements } from './reports/restatements.ts';
import { forScope, type ReaderScope, readerScopes, timelinesOf } from './reports/scopes.ts';
import { accountsToTell } from './reports/sections/told.ts';
import type { Composed, RunResult } from './runs/run.ts';
import { writeRun } from './runs/write_run.ts';
import type { EditionName, Reader, Settings } from './settings/schema.ts';
import { passGates, requireKpis } from './staging/gates.ts';
import { originalSnapshot, type Snapshot, snapshotsOf } from './staging/snapshots.ts';
import { takeSnapshot } from './staging/take_snapshot.ts';

/** The ports and assets that a run works with. */
export interface World {
  readonly drop: Objects;
  readonly out: Objects;
  readonly engine: Engine;
  readonly queryText: QueryText;
  readonly parquet: ParquetLander;
  readonly progress: Progress;
  readonly assets: Assets;
  readonly version: string;
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
  /** E-mail address; absent: every reader of the edition. */
  readonly reader: string | undefined;
}

/** exports → landed → staged → KPI values → report → documents, for one edition. */
export async function runReport(world: World, request: ReportRequest): Promise<RunResult> {
  const asked = askedPeriod(request);
  const named = await takeSnapshot({ ...world, ...request });
  const snapshots = await snapshotsOf(world.out, request.source);
  const period = asked ?? lastComplete(request.edition, named.date, calendarOf(request.settings));
  const original = originalSnapshot(snapshots, period.end) ?? named;
  const snapshot = request.asOf === 'original' ? original : named;
  const gates = request.settings.gates;
  const before = snapshots[snapshots.findIndex((s) => s.snapshot === snapshot.snapshot) - 1];
  const { attended } = request;
  const shutGates = passGates({ gates, snapshot, before, periodEnd: period.end, attended });
  const readers = readersOf(request);
  const scopes = readerScopes(readers);
  const measured = await measureSnapshot(world, request, period, snapshot, scopes);
  requireKpis(gates.required_kpis, (kpi) => whyNot(measured, kpi, period));
  const quality = qualityFacts({ snapshot, measured, period, shutGates });
  const { edition, settings, asOf, source } = request;
  const inputFor = (scope: ReaderScope | null) => ({
    ...{ edition, settings, asOf, period, kpis: catalogue, calendar: calendarOf(settings) },
    ...forScope(measured, scope),
    quality: scope === null ? quality : { ...quality, unlinked_accounts: [], unlinked_mrr: null },
    ...{ restated: [], timelines: new Map() },
    snapshot: snapshot.date,
    currency: measured.currency,
  });
  const chosen = [null, ...scopes].flatMap((scope) => accountsToTell(contextOf(inputFor(scope))));
  const dated = await timelines({ ...world, settings, chosen });
  const restated =
    snapshot.snapshot === original.snapshot
      ? []
      : await restatedSince(original, world, request, period, measured);
  world.progress.step(`Composing ${period.label}`);
  const composeFor = (scope: ReaderScope | null): Composed => {
    const cut = inputFor(scope);
    const input = {
      ...cut,
      timelines: timelinesOf(cut.accounts, dated),
      restated: scope === null ? restated : [],
    };
    return { report: compose(input), actions: firedActions(contextOf(input)) };
  };
  const { out, assets, progress, version } = world;
  const run = { out, assets, progress, version, edition, settings, asOf, source, readers, scopes };
  return writeRun({ ...run, period, snapshot, measured, compose: composeFor });
}

/** Before anything is read: a typing error should not cost a minute. */
function askedPeriod({ edition, period, settings }: ReportRequest): Period | null {
  return period === undefined ? null : parsePeriod(edition, period, calendarOf(settings));
}

/** Readers of the edition, or the one that is asked for. */
export function readersOf({ settings, edition, reader }: ReportRequest): readonly Reader[] {
  return settings.readers.filter(
    ({ email, editions }) =>
      editions.includes(edition) && (reader === undefined || email === reader),
  );
}

async function measureSnapshot(
  { engine, queryText, progress }: World,
  { settings }: ReportRequest,
  period: Period,
  { snapshot, tables }: Snapshot,
  scopes: readonly ReaderScope[],
): Promise<Measurement> {
  progress.step(`Measuring ${period.label}`);
  await engine.useSnapshot(snapshot);
  const calendar = calendarOf(settings);
  return measure({
    engine,
    queryText,
    settings,
    scopes,
    tables: tables.map(({ table }) => table),
    plan: planFor(period, calendar),
  });
}

function whyNot({ records }: Measurement, kpi: string, { label }: Period): string | null {
  const found = records.find(
    (record) => record.kpi === kpi && record.period === label && record.segment === null,
  );
  if (!found) return 'there is no such KPI';
  return found.status === 'measured' ? null : found.reason;
}

/** What the data says now otherwise than when it first knew the period. */
async function restatedSince(
  original: Snapshot,
  world: World,
  request: ReportRequest,
  period: Period,
  measured: Measurement,
): Promise<Report['quality']['restated']> {
  const then = await measureSnapshot(world, request, period, original, []);
  return restatements(catalogue, period.label, then.records, measured.records);
}
