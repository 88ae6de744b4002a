import type { Measurement } from '../kpis/measure.ts';
import { type Timelines, timelines } from '../kpis/timelines.ts';
import { contextOf } from '../reports/context.ts';
import { qualityFacts } from '../reports/quality_facts.ts';
import { accountsToTell } from '../reports/sections/told.ts';
import { heldBack, passGates, requireKpis } from '../staging/gates.ts';
import { type Snapshot, snapshotsOf } from '../staging/snapshots.ts';
import { inputFor } from './input.ts';
import type { Job } from './job.ts';
import { sha256 } from './keeper.ts';
import { keepTotals } from './known_totals.ts';
import { type Measuring, measureSnapshot } from './measured_snapshot.ts';
import { noRecords } from './own_records.ts';
import { knownBefore, restatedIn } from './restated.ts';
import type { Measured, Values } from './values.ts';

/** staged → KPI values: all that the reports of a run rest on. Throws GateShut where a gate stops it. */
export async function measureRun(world: Measuring, job: Job): Promise<Measured> {
  const { settings, period } = job;
  const snapshots = await snapshotsOf(world.lake, job.source);
  const snapshot = snapshotOf(job, snapshots);
  const before = snapshots[snapshots.indexOf(snapshot) - 1];
  const { attended } = job;
  const gated = { gates: settings.gates, snapshot, before, periodEnd: period.end, attended };
  const shutGates = passGates(gated);
  const then = await knownBefore(world, job, snapshots, snapshot);
  const wanted = { snapshot, period, scopes: job.scopes, remembers: true };
  const measured = await measureSnapshot(world, job, wanted);
  requireKpis(settings.gates.required_kpis, (kpi) => whyNot(measured, kpi, period.label));
  const { records, supporting, own, packedOwn, accounts, scopeAccounts, currency, queries } =
    measured;
  await keepTotals(world.lake, { job, snapshot, period }, records);
  const values = {
    ...{ records, supporting, own, packedOwn, accounts, scopeAccounts, currency, snapshot },
    quality: qualityFacts({ snapshot, measured, period, shutGates }),
    held: heldBack(gated),
    counts: { kpi_values: measured.kpiValues, accounts: accounts.length },
    queries: new Map([...queries].map(([name, text]) => [name, sha256(text)])),
    ...restatedIn(job, then, records),
  };
  return { ...values, timelines: await toldTimelines(world, job, values) };
}

function snapshotOf(job: Job, snapshots: readonly Snapshot[]): Snapshot {
  const found = snapshots.find(({ fingerprint }) => fingerprint === job.fingerprint);
  if (found) return found;
  throw new Error(`the snapshot ${job.fingerprint.slice(0, 12)} of ${job.source} is not staged`);
}

function whyNot({ records }: Measurement, kpi: string, period: string): string | null {
  const found = records.find(
    (record) => record.kpi === kpi && record.period === period && record.segment === null,
  );
  if (!found) return 'there is no such KPI';
  return found.status === 'measured' ? null : found.reason;
}

/** Dated facts of the accounts that any reader is told of, which no record decides: one query for all. */
async function toldTimelines(
  world: Measuring,
  job: Job,
  values: Omit<Values, 'timelines'>,
): Promise<Timelines> {
  const untold = { ...values, timelines: new Map() };
  const chosen = [null, ...job.scopes].flatMap((scope) =>
    accountsToTell(contextOf(inputFor(job, untold, scope, noRecords))),
  );
  return timelines({ ...world, settings: job.settings, chosen });
}
