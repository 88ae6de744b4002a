import { measureRun } from '../runs/measured.ts';
import { keepStep, stepDone } from '../runs/steps.ts';
import { writeValues } from '../runs/values.ts';
import { onStep } from './on_step.ts';
import { type Querying, querying } from './querying.ts';
import { ordered, type StepEvent } from './step_event.ts';

/** staged → KPI values. */
export async function measure(world: Querying, event: StepEvent) {
  const { archive } = world;
  const { order, job } = await ordered(archive, event);
  if (await stepDone(archive, job.folder, 'measure')) return { folder: job.folder };
  const staged = await stepDone(archive, job.folder, 'stage');
  const spent = (staged?.costs ?? []).reduce((sum, { bytes }) => sum + bytes, 0);
  const engine = world.engine(`${order.execution}-measure`, spent);
  const values = await measureRun({ ...world, engine }, job);
  await writeValues(archive, job.folder, values);
  await keepStep(archive, job.folder, 'measure', { costs: engine.costs() });
  return { folder: job.folder, held_back: values.held.length };
}

export const handler = onStep('measure', (event, progress, timeLeft) =>
  measure(querying(progress, timeLeft), event),
);
