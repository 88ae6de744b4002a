import { rm } from 'node:fs/promises';
import type { Context } from 'aws-lambda';
import { z } from 'zod';
import { machineClock } from '../adapters/clock.ts';
import { log } from '../adapters/log.ts';
import { managedSecrets } from '../adapters/secrets.ts';
import { BadSettings } from '../errors.ts';
import { exportSource } from '../exports/export_source.ts';
import type { ExportWorld } from '../exports/places.ts';
import type { Source } from '../exports/source.ts';
import { sourceNamed } from '../exports/sources.ts';
import type { Objects, Secrets } from '../ports.ts';
import type { ExportSettings } from '../settings/exports.ts';
import { parseSettings } from '../settings/parse.ts';
import { drop, lake, lakeRecords, settingsBucket } from './buckets.ts';
import { variable } from './environment.ts';

const exportEvent = z.object({
  source: z.string(),
  /** First instant of history; counts on the first export alone. */
  since: z.iso.datetime().nullable().default(null),
  accept_deletes: z.boolean().default(false),
  /** For the log. */
  execution: z.string().default('by hand'),
});

export interface ExportOneWorld extends ExportWorld {
  readonly settings: Objects;
  readonly secrets: Secrets;
  readonly source: (name: string, settings: ExportSettings) => Source;
}

/** vendor → drop, for one source. Not done: it stopped before its time ran out and goes on where it is when called again. */
export async function exportOne(
  world: ExportOneWorld,
  event: unknown,
): Promise<{ readonly done: boolean }> {
  const { source: name, since, accept_deletes: acceptsDeletes } = exportEvent.parse(event);
  const settings = await exportSettingsOf(world.settings);
  const source = world.source(name, settings);
  const request = { settings, since, acceptsDeletes };
  const outcome = await rotating(world.secrets, name, (secret) =>
    exportSource(world, source, { ...request, secret }),
  );
  const until = outcome.done
    ? `is exported until ${outcome.record.until}`
    : 'goes on in another call';
  world.progress.note(`${name} ${until}`);
  return { done: outcome.done };
}

/** A secret that was refused may have been rotated meanwhile: with another one it goes on from the checkpoint. */
async function rotating<Outcome>(
  secrets: Secrets,
  name: string,
  use: (secret: unknown) => Promise<Outcome>,
): Promise<Outcome> {
  const secret = await secrets.read(name);
  try {
    return await use(secret);
  } catch (error) {
    if (!(error instanceof BadSettings)) throw error;
    const now = await secrets.read(name);
    if (JSON.stringify(now) === JSON.stringify(secret)) throw error;
    return use(now);
  }
}

/** Read anew by every call, as the secret is: a mended file needs no deployment. */
async function exportSettingsOf(bucket: Objects): Promise<ExportSettings> {
  if (!(await bucket.exists('settings.json'))) {
    throw new BadSettings('there is no settings.json; copy one there, see the README');
  }
  return parseSettings(await bucket.readText('settings.json'), 'settings.json').exports;
}

const scratch = '/tmp/export';

export const handler = async (event: unknown, context: Context) => {
  const { execution, source } = exportEvent.parse(event);
  // What a call before this one left behind, in a process that AWS uses again.
  await rm(scratch, { recursive: true, force: true });
  const prefix = variable('SECRETS');
  const world = {
    ...{ lake: lake(), lakeRecords: lakeRecords(), drop: drop(variable('SOURCE')), scratch },
    ...{ settings: settingsBucket(), source: sourceNamed, clock: machineClock },
    ...{ secrets: managedSecrets((name) => `${prefix}${name}`), random: Math.random },
    progress: log({ step: `export ${source}`, execution }),
    left: () => context.getRemainingTimeInMillis(),
  };
  return exportOne(world, event);
};
