import type { Grant, Place } from './constructs/access.ts';
import type { Mail } from './constructs/mail.ts';
import type { FunctionName } from './functions.ts';
import { exportMachineOf, machineOf } from './names.ts';
import { asks, readsSecrets, starts } from './service_grants.ts';
import type { Stage } from './stage.ts';

interface World {
  readonly stage: Stage;
  readonly lake: Place;
  readonly archive: Place;
  readonly settings: Place;
  readonly mail: Mail;
}

/** Who may do what; no function has a bucket, only the parts of it that its step is about. */
export function permissions(world: World): Readonly<Record<FunctionName, readonly Grant[]>> {
  const { lake, archive, settings, mail } = world;
  const { name: stage, exports, source } = world.stage;
  const run = [...archive.lists('runs/'), ...archive.reads('runs/*'), ...archive.writes('runs/*')];
  return {
    start: [
      ...settings.lists(''),
      ...settings.reads('settings.json', 'mapping.json', 'templates/*'),
      ...lake.lists('exports/', 'staged/snapshots/'),
      // Of exports: only what they say of themselves, no row.
      ...lake.reads('staged/snapshots/*', 'exports/*/export_runs/*'),
      ...run,
      ...starts(machineOf(stage), 'runs'),
      ...(exports.sources.length > 0 ? starts(exportMachineOf(stage), 'exports') : []),
    ],
    export: [
      ...settings.lists('settings.json'),
      ...settings.reads('settings.json'),
      ...lake.lists('raw/', 'records/', 'rejected/exports/', `exports/${source}/`),
      ...lake.reads('raw/*', 'records/*', `exports/${source}/*`),
      ...lake.writes('raw/*', 'records/*', 'rejected/exports/*', `exports/${source}/*`),
      ...lake.removes('records/*', 'rejected/exports/*', `exports/${source}/*`),
      ...readsSecrets(stage, exports.sources),
    ],
    land: [
      ...lake.lists('exports/', 'landed/', 'rejected/', 'staged/snapshots/'),
      ...lake.reads('exports/*', 'landed/parts/*', 'staged/snapshots/*'),
      ...lake.writes('landed/*', 'rejected/*'),
      ...lake.removes('landed/*', 'rejected/*'),
      ...run,
    ],
    stage: [
      ...lake.lists('landed/', 'rejected/', 'staged/', 'scratch/', 'results/'),
      ...lake.reads('landed/*', 'rejected/*', 'staged/*', 'scratch/*'),
      ...lake.writes('rejected/*', 'staged/*', 'scratch/*'),
      ...lake.removes('rejected/*', 'staged/*', 'scratch/*'),
      ...lake.takesResults('results/'),
      ...asks(stage),
      ...run,
    ],
    measure: [
      ...lake.lists('staged/', 'measured/', 'scratch/', 'results/'),
      ...lake.reads('staged/*', 'measured/*', 'scratch/*'),
      ...lake.writes('measured/*', 'scratch/*'),
      ...lake.removes('scratch/*'),
      ...lake.takesResults('results/'),
      ...asks(stage),
      ...run,
    ],
    compose: run,
    render: [
      ...settings.lists('templates/'),
      ...settings.reads('templates/*'),
      ...lake.lists('rejected/'),
      ...lake.reads('rejected/*'),
      // The pages of the archive, and the entries that its list of reports is made of.
      ...archive.lists('site/'),
      ...archive.reads('site/*/entries/*'),
      ...archive.writes('site/*'),
      ...run,
    ],
    deliver: [
      ...archive.lists('runs/', 'delivery/'),
      ...archive.reads('runs/*', 'delivery/*'),
      ...archive.writes('runs/*/receipts/*'),
      ...mail.sends(),
    ],
    failed: [
      ...archive.lists('runs/', 'delivery/suppressed/'),
      ...archive.reads('runs/*', 'delivery/suppressed/*'),
      ...archive.writes('runs/*/failures/*', 'runs/*/receipts/*'),
      ...mail.sends(),
    ],
    watchdog: [
      ...archive.lists('runs/', 'watch/', 'delivery/suppressed/'),
      ...archive.reads('runs/*', 'watch/*', 'delivery/suppressed/*'),
      ...archive.writes('watch/*', 'runs/*/receipts/*'),
      ...settings.reads('settings.json'),
      ...mail.sends(),
    ],
    // Both look at what is there before they add to it.
    feedback: addsTo(archive, 'delivery/suppressed/'),
    unsubscribe: addsTo(archive, 'delivery/unsubscribed/'),
    // Its secret is encrypted with the key that the settings are.
    sign_in: [...settings.reads('settings.json'), ...readsSecrets(stage, ['archive'])],
  };
}

function addsTo(place: Place, prefix: string): Grant[] {
  const keys = `${prefix}*`;
  return [...place.lists(prefix), ...place.reads(keys), ...place.writes(keys)];
}
