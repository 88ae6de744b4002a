import { catalogue } from '../kpis/catalogue/catalogue.ts';
import { type Measurement, measure } from '../kpis/measure.ts';
import type { KpiRecord } from '../kpis/record.ts';
import { type Timelines, timelines } from '../kpis/timelines.ts';
import type { Engine, Objects, Progress, QueryText } from '../ports.ts';
import { contextOf } from '../reports/context.ts';
import { calendarOf, planFor } from '../reports/measured_periods.ts';
import { qualityFacts } from '../reports/quality_facts.ts';
import { restatements } from '../reports/restatements.ts';
import type { ReaderScope } from '../reports/scopes.ts';
import { accountsToTell } from '../reports/sections/told.ts';
import { heldBack, passGates, requireKpis } from '../staging/gates.ts';
import { originalSnapshot, type Snapshot, snapshotsOf } from '../staging/snapshots.ts';
import { inputFor } from './input.ts';
import type { Job } from './job.ts';
import { sha256 } from './keeper.ts';
import type { Values } from './values.ts';

export interface Measuring {
  readonly lake: Objects;
  readonly engine: Engine;
  readonly queryText: QueryText;
  readonly progress: Progress;
}

/** staged → KPI values: all that the reports of a run rest on. Throws GateShut where a gate stops it. */
export async function measureRun(world: Measuring, job: Job): Promise<Values> {
  const { settings, period } = job;
  const snapshots = await snapshotsOf(world.lake, job.source);
  const snapshot = snapshotOf(job, snapshots);
  const before = snapshots[snapshots.indexOf(snapshot) - 1];
  const { attended } = job;
  const gated = { gates: settings.gates, snapshot, before, periodEnd: period.end, attended };
  const shutGates = passGates(gated);
  const original = originalSnapshot(snapshots, period.end);
  const then = await recordsOfThen(world, job, original, snapshot);
  const measured = await measureSnapshot(world, job, snapshot, job.scopes);
  requireKpis(settings.gates.required_kpis, (kpi) => whyNot(measured, kpi, period.label));
  const { records, supporting, accounts, scopeAccounts, currency, queries } = measured;
  const values = {
    ...{ records, supporting, accounts, scopeAccounts, currency, snapshot },
    quality: qualityFacts({ snapshot, measured, period, shutGates }),
    held: heldBack(gated),
    counts: { kpi_values: records.length, accounts: accounts.length },
    queries: new Map([...queries].map(([name, text]) => [name, sha256(text)])),
  };
  return {
    ...values,
    timelines: await toldTimelines(world, job, { ...values, restated: [], timelines: new Map() }),
    restated: then === null ? [] : restatements(catalogue, period.label, then, records),
  };
}

function snapshotOf(job: Job, snapshots: readonly Snapshot[]): Snapshot {
  const found = snapshots.find(({ fingerprint }) => fingerprint === job.fingerprint);
  if (found) return found;
  throw new Error(`the snapshot ${job.fingerprint.slice(0, 12)} of ${job.source} is not staged`);
}

async function measureSnapshot(
  { engine, queryText, progress }: Measuring,
  { settings, period }: Job,
  { snapshot, tables }: Snapshot,
  scopes: readonly ReaderScope[],
): Promise<Measurement> {
  progress.step(`Measuring ${period.label}`);
  await engine.useSnapshot(snapshot);
  return measure({
    ...{ engine, queryText, settings, scopes },
    tables: tables.map(({ table }) => table),
    plan: planFor(period, calendarOf(settings)),
  });
}

function whyNot({ records }: Measurement, kpi: string, period: string): string | null {
  const found = records.find(
    (record) => record.kpi === kpi && record.period === period && record.segment === null,
  );
  if (!found) return 'there is no such KPI';
  return found.status === 'measured' ? null : found.reason;
}

/** Dated facts of the accounts that any reader is told of: one query for all. */
async function toldTimelines(world: Measuring, job: Job, values: Values): Promise<Timelines> {
  const chosen = [null, ...job.scopes].flatMap((scope) =>
    accountsToTell(contextOf(inputFor(job, values, scope))),
  );
  return timelines({ ...world, settings: job.settings, chosen });
}

/**
 * What the period was when the data first knew it; null where this is that data. Measured first, and of it the
 * period's records kept alone: nobody holds the accounts of two snapshots.
 */
async function recordsOfThen(
  world: Measuring,
  job: Job,
  original: Snapshot | undefined,
  { snapshot }: Snapshot,
): Promise<readonly KpiRecord[] | null> {
  if (original === undefined || original.snapshot === snapshot) return null;
  const { records } = await measureSnapshot(world, job, original, []);
  return records.filter(({ period }) => period === job.period.label);
}
