import { parquetLander } from '../adapters/parquet/lander.ts';
import { landShare, sharesOf } from '../exports/file_drop/land_shares.ts';
import type { ParquetLander } from '../exports/file_drop/parquet.ts';
import type { Objects, Progress } from '../ports.ts';
import { codeOf } from '../runs/job.ts';
import { keepStep } from '../runs/steps.ts';
import { knownSnapshot } from '../staging/known_snapshot.ts';
import { landExport, landingOf } from '../staging/landings.ts';
import { archive, drop, lake } from './buckets.ts';
import { variable } from './environment.ts';
import { onStep } from './on_step.ts';
import { ordered, type StepEvent } from './step_event.ts';

export interface Landing {
  readonly archive: Objects;
  readonly lake: Objects;
  /** The export of a name, in exactly these versions of its files. */
  readonly drop: (source: string, versions: ReadonlyMap<string, string>) => Objects;
  readonly parquet: (drop: Objects, lake: Objects) => ParquetLander;
  readonly progress: Progress;
  /** Bytes of new files above which they are shared out. */
  readonly most: number;
}

/**
 * exports → landed, unless the export was staged before by the same rules. Where its new files are more than one
 * function reads in minutes it lands none, and answers the shares that are to be landed side by side; once they are,
 * it is called for the rest.
 */
export async function land(world: Landing, event: StepEvent) {
  const { archive, lake, progress, most } = world;
  const { order, inputs, job, settings, mapping } = await ordered(archive, event);
  const { source, fingerprint } = job;
  if (await knownSnapshot(lake, source, fingerprint)) return landed(null);
  const drop = world.drop(source, new Map(Object.entries(inputs.drop)));
  const parquet = world.parquet(drop, lake);
  const version = codeOf(job);
  const step = { drop, lake, parquet, progress, mapping, settings, source, version };
  const landing = landingOf(step, order.execution);
  if (event.share === undefined) {
    const shares = await sharesOf(landing, most);
    if (shares.length > 0) return { done: false, shares };
  } else if (event.share !== 'rest') {
    await landShare(landing, event.share);
    return { done: false, shares: [] };
  }
  return landed((await landExport(step, order.execution)).run);

  async function landed(run: string | null) {
    await keepStep(archive, job.folder, 'land', {});
    return { done: true, shares: [], landed: run };
  }
}

export const handler = onStep('land', (event, progress) => {
  const most = Number(variable('BYTES_PER_LANDING'));
  return land(
    { archive: archive(), lake: lake(), drop, parquet: parquetLander, progress, most },
    event,
  );
});
