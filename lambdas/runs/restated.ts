import { catalogue } from '../kpis/catalogue/catalogue.ts';
import type { KpiRecord } from '../kpis/record.ts';
import { calendarOf, trendLength } from '../reports/measured_periods.ts';
import { type Period, previous, trend } from '../reports/periods.ts';
import { restatements } from '../reports/restatements.ts';
import { originalSnapshot, type Snapshot } from '../staging/snapshots.ts';
import type { Job } from './job.ts';
import { keepTotals, knownTotals, totals } from './known_totals.ts';
import { type Measuring, measureSnapshot } from './measured_snapshot.ts';
import type { Values } from './values.ts';

/** Totals as they were known before; empty where they come from the snapshot that is reported on. */
export interface Then {
  /** Of the period, by the data that first knew it whole. */
  readonly first: readonly KpiRecord[];
  /** Of the periods before it, by the data of the report before. */
  readonly lastReport: readonly KpiRecord[];
}

/** Before the snapshot is measured: nobody holds the accounts of two. */
export async function knownBefore(
  world: Measuring,
  job: Job,
  snapshots: readonly Snapshot[],
  now: Snapshot,
): Promise<Then> {
  const { period } = job;
  const before = previous(period, calendarOf(job.settings));
  const asOf = async (one: Period, length?: number) => {
    const snapshot = originalSnapshot(snapshots, one.end);
    if (snapshot === undefined || snapshot === now) return [];
    const of = { job, snapshot, period: one };
    // A report of this period on that snapshot has those before it in its trend.
    const known =
      (await knownTotals(world.lake, of)) ?? (await knownTotals(world.lake, { ...of, period }));
    if (known) return known;
    const wanted = {
      snapshot,
      period: one,
      scopes: [],
      remembers: false,
      ...(length && { length }),
    };
    const { records } = await measureSnapshot(world, job, wanted);
    if (length === undefined) await keepTotals(world.lake, of, records);
    return totals(records);
  };
  return { first: await asOf(period, 1), lastReport: await asOf(before) };
}

/** What is another value now. */
export function restatedIn(
  { period, settings }: Job,
  { first, lastReport }: Then,
  records: readonly KpiRecord[],
): Pick<Values, 'restated' | 'restatedBefore'> {
  const earlier = trend(period, calendarOf(settings), trendLength).slice(0, -1);
  return {
    restated: first.length === 0 ? [] : restatements(catalogue, period.label, first, records),
    restatedBefore: earlier.flatMap(({ label }) => {
      const kpis = restatements(catalogue, label, lastReport, records).length;
      return lastReport.length === 0 || kpis === 0 ? [] : [{ period: label, kpis }];
    }),
  };
}
