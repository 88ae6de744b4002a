import { z } from 'zod';
import { inLanes } from '../lanes.ts';
import type { Objects, QueryCost } from '../ports.ts';
import { json, type Outputs } from './keeper.ts';

/** What a step of a run did, written when it is done: who begins the run again does not do it again. */
const record = z.strictObject({
  outputs: z.record(z.string(), z.string()),
  costs: z.array(
    z.strictObject({
      execution: z.string(),
      sha256: z.string(),
      bytes: z.number(),
      milliseconds: z.number(),
    }),
  ),
});

export interface StepDone {
  readonly outputs: Outputs;
  readonly costs: readonly QueryCost[];
}

const stepsFolder = (folder: string) => `${folder}/steps/`;
const key = (folder: string, step: string) => `${stepsFolder(folder)}${step}.json`;

export async function keepStep(
  archive: Objects,
  folder: string,
  step: string,
  { outputs, costs }: Partial<StepDone>,
): Promise<void> {
  const kept = { outputs: Object.fromEntries(outputs ?? []), costs: [...(costs ?? [])] };
  await archive.write(key(folder, step), json(kept));
}

/** Null where the step is not done yet. */
export async function stepDone(
  archive: Objects,
  folder: string,
  step: string,
): Promise<StepDone | null> {
  if (!(await archive.exists(key(folder, step)))) return null;
  return readStep(archive, key(folder, step));
}

/** Steps that are done whose names begin so, by name: of ten thousand the first is not asked for alone. */
export async function stepsDone(
  archive: Objects,
  folder: string,
  prefix: string,
): Promise<ReadonlyMap<string, StepDone>> {
  const steps = stepsFolder(folder);
  const done = new Map<string, StepDone>();
  const keys = await archive.list(`${steps}${prefix}`);
  await inLanes(keys, lanes, async (found) => {
    const step = found.slice(steps.length, -'.json'.length);
    done.set(step, await readStep(archive, found));
  });
  return done;
}

/** Notes read at a time. */
const lanes = 16;

async function readStep(archive: Objects, found: string): Promise<StepDone> {
  const { outputs, costs } = record.parse(JSON.parse(await archive.readText(found)));
  return { outputs: new Map(Object.entries(outputs)), costs };
}

/** The step at which an execution that failed stood, as the state machine calls it. */
export async function unfinishedStep(archive: Objects, folder: string): Promise<string> {
  for (const step of ['land', 'stage', 'measure', 'compose']) {
    if (!(await archive.exists(key(folder, step)))) return capital(step);
  }
  return (await archive.exists(`${folder}/manifest.json`)) ? 'Deliver' : 'Render';
}

const capital = (word: string) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
