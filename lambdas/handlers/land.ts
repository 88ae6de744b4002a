import { parquetLander } from '../adapters/parquet/lander.ts';
import type { ParquetLander } from '../exports/file_drop/parquet.ts';
import type { Objects, Progress } from '../ports.ts';
import { codeOf } from '../runs/job.ts';
import { keepStep } from '../runs/steps.ts';
import { knownSnapshot } from '../staging/known_snapshot.ts';
import { landExport } from '../staging/landings.ts';
import { archive, drop, lake } from './buckets.ts';
import { onStep } from './on_step.ts';
import { ordered, type StepEvent } from './step_event.ts';

export interface Landing {
  readonly archive: Objects;
  readonly lake: Objects;
  /** The export of a name, in exactly these versions of its files. */
  readonly drop: (source: string, versions: ReadonlyMap<string, string>) => Objects;
  readonly parquet: (drop: Objects, lake: Objects) => ParquetLander;
  readonly progress: Progress;
}

/** exports → landed, unless the export was staged before by the same rules. */
export async function land(world: Landing, event: StepEvent) {
  const { archive, lake, progress } = world;
  const { order, inputs, job, settings, mapping } = await ordered(archive, event);
  const { source, fingerprint } = job;
  if (await knownSnapshot(lake, source, fingerprint)) return landed(null);
  const drop = world.drop(source, new Map(Object.entries(inputs.drop)));
  const parquet = world.parquet(drop, lake);
  const version = codeOf(job);
  const step = { drop, lake, parquet, progress, mapping, settings, source, version };
  return landed((await landExport(step, order.execution)).run);

  async function landed(run: string | null) {
    await keepStep(archive, job.folder, 'land', {});
    return { landed: run };
  }
}

export const handler = onStep('land', (event, progress) =>
  land({ archive: archive(), lake: lake(), drop, parquet: parquetLander, progress }, event),
);
