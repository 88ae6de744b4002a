import type { Mapping } from '../exports/file_drop/mapping.ts';
import type { Objects } from '../ports.ts';
import type { Settings } from '../settings/schema.ts';
import { isBeingMade } from './making.ts';
import { dropFingerprint, type Snapshot, snapshotsOf } from './snapshots.ts';

/** What decides, beside the bytes of an export, what is staged from it. */
export interface StagingRulesOf {
  readonly mapping: Mapping | undefined;
  readonly settings: Settings;
  readonly source: string;
  /** Version of the code: another one may stage otherwise. */
  readonly version: string;
}

/** Fingerprint of an export and of everything else that decides what is staged from it. */
export function fingerprintOf(drop: Objects, rules: StagingRulesOf): Promise<string> {
  return dropFingerprint(drop, rulesOf(rules));
}

function rulesOf({ mapping, settings, source, version }: StagingRulesOf): unknown {
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

/** The snapshot of an export that was staged before by the same rules; none whose making anew was cut short. */
export async function knownSnapshot(
  lake: Objects,
  source: string,
  fingerprint: string,
): Promise<Snapshot | undefined> {
  return finishedAmong(lake, await snapshotsOf(lake, source), fingerprint);
}

/** The same among snapshots that are at hand. */
export async function finishedAmong(
  lake: Objects,
  snapshots: readonly Snapshot[],
  fingerprint: string,
): Promise<Snapshot | undefined> {
  const known = snapshots.find((one) => one.fingerprint === fingerprint);
  return known && !(await isBeingMade(lake, known.snapshot)) ? known : undefined;
}

/** What decides, beside the bytes of its files, which rows of a table land. */
export function landingRulesOf({ mapping, source, version }: StagingRulesOf): unknown {
  const { as_of: _, ...rules } = mapping ?? {};
  return [rules, source, version];
}
