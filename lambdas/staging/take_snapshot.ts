import { Temporal } from 'temporal-polyfill';
import { BadExport } from '../errors.ts';
import type { Engine, Objects, Progress, QueryText, Records } from '../ports.ts';
import type { Settings } from '../settings/schema.ts';
import { byDayOf, dayAfter } from './by_day/landed_days.ts';
import {
  fingerprintOf,
  finishedAmong,
  knownSnapshot,
  landingRulesOf,
  type StagingRulesOf,
} from './known_snapshot.ts';
import { type Landed, type LandingStep, landExport } from './landings.ts';
import { whileMaking } from './making.ts';
import type { StagingRules } from './parameters.ts';
import { keepSnapshot, type Snapshot, snapshotsOf, takeName } from './snapshots.ts';
import { coveredUntil, makeLandedReadable, stage } from './stage.ts';
import { stateBeside } from './state.ts';
import type { StagedTable } from './tallies.ts';
import { keepVersions } from './versions.ts';

export interface SnapshotStep extends StagingRulesOf {
  readonly lake: Objects;
  readonly lakeRecords: Records;
  readonly engine: Engine;
  readonly queryText: QueryText;
  readonly progress: Progress;
  /** Land and stage all anew, as if nothing had been. */
  readonly rebuild?: boolean | undefined;
}

/** exports → landed → staged in one go. A drop that was staged before by the same rules is not staged again. */
export async function takeSnapshot(step: SnapshotStep & LandingStep): Promise<Snapshot> {
  step.progress.step('Reading the export');
  const fingerprint = await fingerprintOf(step.drop, step);
  const known = await knownSnapshot(step.lake, step.source, fingerprint);
  if (known && !step.rebuild) return known;
  const landed = await landExport(step, fingerprint.slice(0, 12));
  return stageLanded(step, landed, fingerprint);
}

function laterOf(one: string | null, other: string | null | undefined): string | null {
  return (
    [one, other]
      .flatMap((day) => day ?? [])
      .sort()
      .at(-1) ?? null
  );
}

/** landed → staged: the record of the snapshot is written last. */
export async function stageLanded(
  step: SnapshotStep,
  landed: Landed,
  fingerprint: string,
): Promise<Snapshot> {
  const { lake, lakeRecords, engine, queryText, progress, mapping, settings, source } = step;
  progress.step('Staging');
  await makeLandedReadable({ engine, landed: landed.tables });
  const earlier = await snapshotsOf(lake, source);
  // Somebody else may have staged it meanwhile, and reports may be reading it.
  const finished = step.rebuild ? undefined : await finishedAmong(lake, earlier, fingerprint);
  if (finished) return finished;
  const byDay = await byDayOf(step, landed, earlier.at(-1));
  const date =
    mapping?.as_of ??
    exportedDay(landed, settings.time_zone) ??
    laterOf(await coveredUntil(engine, settings.time_zone), byDay && dayAfter(byDay.partDays)) ??
    undatedExport();
  // Staged again from scratch, it is the same snapshot.
  const known = earlier.find((one) => one.fingerprint === fingerprint);
  const snapshot = known?.snapshot ?? (await takeName(lake, lakeRecords, date, landed.run));
  const state = step.rebuild ? undefined : await stateBeside(lake, source, snapshot);
  const make = async () => {
    const { counted, versions } = await stage({
      ...{ lake, lakeRecords, engine, queryText, snapshot, state, landed: landed.tables },
      ...{ byDay, landingRules: landingRulesOf(step), snapshotDate: date },
      rejected: (table) => `rejected/${table}/source=${source}/run=${landed.run}`,
      rules: stagingRulesOf(settings),
    });
    const tables = tablesOf(landed, counted);
    const kept = { snapshot, date, source, fingerprint, landing: landed.run, tables };
    await keepVersions(lake, snapshot, versions);
    await keepSnapshot(lake, kept);
    return kept;
  };
  return known ? whileMaking(lake, snapshot, make) : make();
}

const stagingRulesOf = ({ time_zone, definitions, feature_roles }: Settings): StagingRules => ({
  timeZone: time_zone,
  pastDueGraceDays: definitions.past_due_grace_days,
  loginEvents: definitions.login_events,
  featureRoles: feature_roles,
});

/** First local day that the exports do not cover whole: they say so, also of days on which nothing happened. */
function exportedDay({ exported_until }: Landed, timeZone: string): string | null {
  if (exported_until === null) return null;
  return Temporal.Instant.from(exported_until)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

function undatedExport(): never {
  throw new BadExport(
    'No table of the export says when anything happened, so nothing tells which period it covers; name it with "as_of" in a mapping file.',
  );
}

function tablesOf(landed: Landed, staged: readonly StagedTable[]): Snapshot['tables'] {
  return landed.tables.map(({ keys: _, parts: __, rows, ...table }) => {
    const found = staged.find((one) => one.table === table.table);
    return {
      ...table,
      landed: rows,
      rows: found?.rows ?? 0,
      folded: found?.folded ?? 0,
      orphans: found?.orphans ?? 0,
    };
  });
}
