import { exportCommands } from '../delivery/commands.ts';
import { BadSettings } from '../errors.ts';
import type { Progress } from '../ports.ts';
import type { SourceName } from '../settings/exports.ts';
import type { ExportAsked, ExportScheduled } from './export_requests.ts';
import { type Exporting, type ExportWish, launchExport } from './launch_export.ts';

export interface StartExportWorld extends Exporting {
  /** Sources of the stage; none: nothing is exported. */
  readonly sources: readonly SourceName[];
  /** Name of the function that is invoked. */
  readonly self: string;
  readonly progress: Progress;
}

/** Begins an export of each source that is asked for, and answers at once. */
export function startExport(world: StartExportWorld, asked: ExportAsked) {
  const { sources = world.sources, since, accept_deletes, reason } = asked;
  const unknown = sources.filter((source) => !world.sources.includes(source));
  if (unknown.length > 0) throw notOfStage(unknown, world.sources);
  return launched(world, [...new Set(sources)], {
    since: since === undefined ? null : `${since}T00:00:00.000Z`,
    ...{ accept_deletes, reason, asked_by: 'person', asked_at: world.clock.now() },
  });
}

/** Asked twice, as schedules may, it begins nothing a second time. */
export function startScheduledExport(world: StartExportWorld, { scheduled }: ExportScheduled) {
  const wish = { since: null, accept_deletes: false, asked_by: 'schedule' } as const;
  const reason = `schedule of ${scheduled}`;
  return launched(world, world.sources, { ...wish, reason, asked_at: scheduled });
}

async function launched(world: StartExportWorld, sources: readonly SourceName[], wish: ExportWish) {
  const exports = [];
  for (const source of sources) {
    const one = await launchExport(world, source, wish);
    world.progress.note(`${one.execution} ${one.joined ? 'was joined' : 'was started'}`);
    exports.push(one);
  }
  return { exports, next: exportCommands(world.self).status };
}

/** What is asked for cannot be had, whatever else is. */
export function notOfStage(sources: readonly string[], known: readonly string[]): BadSettings {
  const has = known.length === 0 ? 'none' : known.join(', ');
  return new BadSettings(
    `${sources.join(', ') || 'Nothing'} is not exported in this stage, which has ${has}. Name it under exports.sources in infra/stages.ts and deploy; infra/README.md says how.`,
  );
}
