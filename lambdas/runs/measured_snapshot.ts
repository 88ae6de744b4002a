import { type Measurement, measure } from '../kpis/measure.ts';
import type { DayRange } from '../kpis/measures/look_back.ts';
import type { Engine, Objects, Progress, QueryText } from '../ports.ts';
import { calendarOf, planFor } from '../reports/measured_periods.ts';
import type { Period } from '../reports/periods.ts';
import type { ReaderScope } from '../reports/scopes.ts';
import type { Snapshot } from '../staging/snapshots.ts';
import { daysOf, type Span } from '../staging/versions.ts';
import type { Job } from './job.ts';
import { measuredRows } from './measured_rows.ts';
import { type OwnOf, type PackedOwn, packingOwn } from './own_records.ts';

export interface Measuring {
  readonly lake: Objects;
  readonly engine: Engine;
  readonly queryText: QueryText;
  readonly progress: Progress;
}

export interface Wanted {
  readonly snapshot: Snapshot;
  /** The last one of the trend. */
  readonly period: Period;
  readonly scopes: readonly ReaderScope[];
  /** Periods of the trend. */
  readonly length?: number;
  /** Whether rows that are known are not asked for again; others are kept then, in place of those of another run. */
  readonly remembers: boolean;
}

/** What was measured, with what readers' scopes have of their own, and how many values there are in all. */
export interface MeasuredSnapshot extends Measurement {
  readonly own: OwnOf;
  readonly packedOwn: PackedOwn;
  readonly kpiValues: number;
}

/** Every KPI of a trend as one snapshot knows it. */
export async function measureSnapshot(
  world: Measuring,
  job: Pick<Job, 'edition' | 'source' | 'version' | 'settings'>,
  { snapshot, period, scopes, length, remembers }: Wanted,
): Promise<MeasuredSnapshot> {
  const { engine, queryText, progress } = world;
  const { settings } = job;
  progress.step(`Measuring ${period.label}`);
  await engine.useSnapshot(snapshot.snapshot);
  const { take: takeOwn, ...own } = packingOwn();
  const measured = await measure({
    ...{ engine, queryText, settings, scopes, takeOwn },
    memory: remembers ? await measuredRows(world, job, snapshot) : undefined,
    useDays: await daysInUse(world, snapshot.snapshot),
    tables: snapshot.tables.map(({ table }) => table),
    plan: planFor(period, calendarOf(settings), length),
  });
  return {
    ...{ ...measured, own: own.of, packedOwn: own.packed },
    kpiValues: measured.records.length + own.count(),
  };
}

/** Undefined where no table is kept by day. */
async function daysInUse({ lake, engine }: Measuring, snapshot: string) {
  const spans = await daysOf(lake, snapshot);
  if (!spans) return undefined;
  const isIn = (ranges: readonly DayRange[]) => (span: Span) =>
    ranges.some(({ from, until }) => span.from < until && from < span.until);
  return (table: string, ranges: readonly DayRange[] | null) =>
    engine.useDays(table, ranges === null ? spans : spans.filter(isIn(ranges)));
}
