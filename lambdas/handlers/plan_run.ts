import { BadSettings } from '../errors.ts';
import type { Clock, Objects } from '../ports.ts';
import { checkLanguages, languagesOf } from '../rendering/languages/readers.ts';
import { calendarOf } from '../reports/measured_periods.ts';
import { lastOver, type Period, parsePeriod } from '../reports/periods.ts';
import { type Job, jobOf, readersOf } from '../runs/job.ts';
import { sha256 } from '../runs/keeper.ts';
import { keepInputs } from '../runs/orders.ts';
import { readSettingsFiles, type SettingsFiles } from '../runs/settings_files.ts';
import type { EditionName, Settings } from '../settings/schema.ts';
import { fingerprintOf } from '../staging/known_snapshot.ts';
import { originalSnapshot, snapshotsOf } from '../staging/snapshots.ts';

/** What naming a run takes. */
export interface Planning {
  readonly archive: Objects;
  readonly lake: Objects;
  readonly drop: (source: string) => Objects;
  readonly settings: () => Objects;
  /** Languages that the code itself has files of. */
  readonly languages: () => Promise<readonly string[]>;
  readonly clock: Clock;
  /** Name of the export where no mapping names it. */
  readonly source: string;
  readonly version: string;
}

export interface Wanted {
  readonly edition: EditionName;
  /** Absent: the last one that is over. */
  readonly period: string | undefined;
  readonly asOf: 'original' | 'latest';
  /** Instant by which the period must be over. */
  readonly at: string;
}

/**
 * Names the run that the settings, the export and the code of this moment make, and keeps its inputs in its
 * folder. Throws BadSettings before anything is started.
 */
export async function planRun(world: Planning, wanted: Wanted): Promise<Job> {
  const files = await readSettingsFiles(world.settings());
  const { parsed: settings, parsedMapping: mapping } = files;
  checkLanguages(settings.readers, [...(await world.languages()), ...ownLanguages(files)]);
  const source = mapping?.source ?? world.source;
  const { edition, asOf } = wanted;
  const period = periodOf(wanted, settings);
  const drop = world.drop(source);
  const known = asOf === 'original' ? await snapshotsOf(world.lake, source) : [];
  const fingerprint =
    originalSnapshot(known, period.end)?.fingerprint ??
    (await fingerprintOf(drop, { mapping, settings, source, version: world.version }));
  const version = versionWith(world.version, files.versions);
  const readers = readersOf(settings, edition);
  const job = jobOf(
    { edition, period, asOf, settings, readers, source, fingerprint, version },
    true,
  );
  const inputs = {
    ...{ run: job.id, edition, period: period.label, as_of: asOf, source, fingerprint },
    code: version,
    settings: Object.fromEntries(files.versions),
    drop: Object.fromEntries(await drop.versions('')),
  };
  await keepInputs(world.archive, job.folder, inputs, files);
  return job;
}

function periodOf({ edition, period: label, at }: Wanted, settings: Settings): Period {
  const calendar = calendarOf(settings);
  if (label === undefined) return lastOver(edition, at, calendar);
  const period = parsePeriod(edition, label, calendar);
  if (Date.parse(period.endsAt) <= Date.parse(at)) return period;
  throw new BadSettings(
    `${label} is not over: it ends before ${period.end}, ${calendar.timeZone}. The last one that is over is ${lastOver(edition, at, calendar).label}.`,
  );
}

/** A language file of the settings bucket counts like one of the code. */
function ownLanguages({ versions }: SettingsFiles): string[] {
  return languagesOf([...versions.keys()].map((key) => key.replace(/^templates\//, '')));
}

/** Templates of the settings bucket are code too: other ones make another run. */
function versionWith(version: string, files: ReadonlyMap<string, string>): string {
  const own = [...files].filter(([key]) => key.startsWith('templates/'));
  return own.length === 0
    ? version
    : `${version}+templates.${sha256(JSON.stringify(own)).slice(0, 8)}`;
}
