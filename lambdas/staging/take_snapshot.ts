import { BadExport } from '../errors.ts';
import { landDrop } from '../exports/file_drop/land.ts';
import type { Landing } from '../exports/file_drop/landing.ts';
import type { Mapping } from '../exports/file_drop/mapping.ts';
import type { ParquetLander } from '../exports/file_drop/parquet.ts';
import type { Engine, Objects, Progress, QueryText } from '../ports.ts';
import type { Settings } from '../settings/schema.ts';
import {
  dropFingerprint,
  freeName,
  keepSnapshot,
  type Snapshot,
  snapshotsOf,
} from './snapshots.ts';
import { coveredUntil, makeLandedReadable, stage } from './stage.ts';
import type { StagedTable } from './tallies.ts';

export interface TakingSnapshot {
  readonly drop: Objects;
  readonly out: Objects;
  readonly engine: Engine;
  readonly queryText: QueryText;
  readonly parquet: ParquetLander;
  readonly progress: Progress;
  readonly mapping: Mapping | undefined;
  readonly settings: Settings;
  readonly source: string;
  /** Version of the code: another one may stage otherwise. */
  readonly version: string;
}

/** exports → landed → staged. A drop that was staged before by the same rules is not staged again. */
export async function takeSnapshot(step: TakingSnapshot): Promise<Snapshot> {
  step.progress.step('Reading the export');
  const fingerprint = await dropFingerprint(step.drop, rulesOf(step));
  const known = await snapshotsOf(step.out, step.source);
  return known.find((snapshot) => snapshot.fingerprint === fingerprint) ?? fresh(step, fingerprint);
}

function rulesOf({ mapping, settings, source, version }: TakingSnapshot): unknown {
  const { time_zone, definitions, gates, feature_roles } = settings;
  const { past_due_grace_days, login_events } = definitions;
  const rules = {
    time_zone,
    past_due_grace_days,
    login_events,
    feature_roles,
    limit: [gates.rejected_share, gates.rejected_rows],
  };
  return { mapping: mapping ?? null, source, version, rules };
}

async function fresh(step: TakingSnapshot, fingerprint: string): Promise<Snapshot> {
  const { drop, out, engine, queryText, parquet, progress, mapping, settings, source } = step;
  const run = fingerprint.slice(0, 12);
  const { gates, time_zone, definitions, feature_roles } = settings;
  const landing = await landDrop({ drop, out, mapping, gates, run, source, parquet, progress });
  refuseNothing(landing);
  progress.step('Staging');
  await makeLandedReadable({ engine, landed: landing.tables });
  const date = mapping?.as_of ?? (await coveredUntil(engine, time_zone)) ?? undatedExport();
  const snapshot = await freeName(out, date);
  const staged = await stage({
    objects: out,
    engine,
    queryText,
    landed: landing.tables,
    snapshot,
    snapshotDate: date,
    rejected: (table) => `rejected/${table}/source=${source}/run=${run}`,
    rules: {
      timeZone: time_zone,
      pastDueGraceDays: definitions.past_due_grace_days,
      loginEvents: definitions.login_events,
      featureRoles: feature_roles,
    },
  });
  const kept = { snapshot, date, source, fingerprint, tables: tablesOf(landing, staged) };
  await keepSnapshot(out, kept);
  return kept;
}

function refuseNothing(landing: Landing): void {
  if (landing.tables.some(({ rows }) => rows > 0)) return;
  throw new BadExport('The export holds no row at all; check that it was written to its end.');
}

function undatedExport(): never {
  throw new BadExport(
    'No table of the export says when anything happened, so nothing tells which period it covers; name it with "as_of" in a mapping file.',
  );
}

function tablesOf(landing: Landing, staged: readonly StagedTable[]): Snapshot['tables'] {
  return landing.tables.map((table) => {
    const found = staged.find((one) => one.table === table.table);
    return {
      table: table.table,
      sha256: table.sha256,
      files: [...table.files],
      landed: table.rows,
      rejected: table.rejected,
      reasons: { ...table.reasons },
      rows: found?.rows ?? 0,
      folded: found?.folded ?? 0,
      orphans: found?.orphans ?? 0,
      doubts: [...table.doubts],
    };
  });
}
