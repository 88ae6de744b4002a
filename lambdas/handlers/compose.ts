import type { Objects, Progress } from '../ports.ts';
import { composeRun } from '../runs/composed.ts';
import { keepStep, stepDone } from '../runs/steps.ts';
import { readValues } from '../runs/values.ts';
import { archive } from './buckets.ts';
import { onStep } from './on_step.ts';
import { ordered, type StepEvent } from './step_event.ts';

export interface Composing {
  readonly archive: Objects;
  readonly progress: Progress;
}

/** KPI values → report. */
export async function compose(world: Composing, event: StepEvent) {
  const { archive } = world;
  const { job } = await ordered(archive, event);
  const { folder } = job;
  if (await stepDone(archive, folder, 'compose')) return { folder };
  const { outputs } = await composeRun(world, job, await readValues(archive, folder));
  await keepStep(archive, folder, 'compose', { outputs });
  return { folder };
}

export const handler = onStep('compose', (event, progress) =>
  compose({ archive: archive(), progress }, event),
);
