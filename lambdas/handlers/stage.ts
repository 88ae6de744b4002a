import { codeOf } from '../runs/job.ts';
import { keepStep, stepDone } from '../runs/steps.ts';
import { knownSnapshot } from '../staging/known_snapshot.ts';
import { readLanded } from '../staging/landings.ts';
import { stageLanded } from '../staging/take_snapshot.ts';
import { onStep } from './on_step.ts';
import { type Querying, querying } from './querying.ts';
import { ordered, type StepEvent } from './step_event.ts';

/** landed → staged, unless the export was staged before by the same rules. */
export async function stage(world: Querying, event: StepEvent) {
  const { archive, lake } = world;
  const { order, job, mapping } = await ordered(archive, event);
  const { source, fingerprint } = job;
  const known = await knownSnapshot(lake, source, fingerprint);
  // What an earlier execution of the run staged has its costs in the record already.
  if (known) {
    if (!(await stepDone(archive, job.folder, 'stage')))
      await keepStep(archive, job.folder, 'stage', {});
    return { snapshot: known.snapshot };
  }
  const engine = world.engine(`${order.execution}-stage`, 0);
  const landed = await readLanded(lake, order.execution);
  const { snapshot } = await stageLanded(
    { ...world, ...job, version: codeOf(job), mapping, engine },
    landed,
    fingerprint,
  );
  await keepStep(archive, job.folder, 'stage', { costs: engine.costs() });
  return { snapshot };
}

export const handler = onStep('stage', (event, progress, timeLeft) =>
  stage(querying(progress, timeLeft), event),
);
