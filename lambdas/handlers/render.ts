import type { Objects, Progress, QueryCost } from '../ports.ts';
import type { Assets } from '../rendering/documents.ts';
import { archiveRun } from '../runs/archive.ts';
import { renderAround } from '../runs/around.ts';
import { batchesOf } from '../runs/batches.ts';
import { type Keeper, keeper } from '../runs/keeper.ts';
import { writeManifest } from '../runs/manifest.ts';
import type { KeptInputs } from '../runs/orders.ts';
import { costLine } from '../runs/price.ts';
import { batchDocuments, messageOf, type Rendering } from '../runs/rendered.ts';
import { keepStep, type StepDone, stepDone, stepsDone } from '../runs/steps.ts';
import { eachAccounts, readTotals, type Totals } from '../runs/values.ts';
import type { Reader } from '../settings/schema.ts';
import { assetsWith } from './assets.ts';
import { archive, lake, settingsBucket } from './buckets.ts';
import { variable } from './environment.ts';
import { onStep, type TimeLeft } from './on_step.ts';
import { ordered, type StepEvent } from './step_event.ts';

export interface RenderWorld {
  readonly archive: Objects;
  readonly lake: Objects;
  /** Templates and fonts; these versions of the settings bucket's files stand in for the bundle's own. */
  readonly assets: (versions: Readonly<Record<string, string>>) => Promise<Assets>;
  readonly sender: string;
  readonly owner: string;
  readonly progress: Progress;
}

/** Enough for the documents of one batch, and for what comes after the last. */
const margin = 90_000;
/** And for the pages of every book: of 20,000 accounts and three books they are written in a quarter of it. */
const archiveMargin = 240_000;

/** report → documents. Not done: it stopped before its time ran out and goes on where it is when called again. */
export async function render(world: RenderWorld, event: StepEvent, timeLeft: TimeLeft) {
  const given = await ordered(world.archive, event);
  const { folder } = given.job;
  if (await world.archive.exists(`${folder}/manifest.json`)) return { done: true };
  const costs = await costsOf(world.archive, folder);
  const rendering = await renderingOf(world, given, costs);
  const made = await documentsMade(rendering, given, timeLeft);
  if (made === null) return { done: false };
  const values = await readTotals(world.archive, folder);
  const archived = await archivedOnce(rendering, given, { values, costs }, timeLeft);
  if (archived === null) return { done: false };
  await finish(rendering, given, values, [...made, archived]);
  return { done: true };
}

/** The documents of every batch of readers; null where there is no time to begin the next. */
async function documentsMade(
  rendering: Rendering,
  given: KeptInputs,
  timeLeft: TimeLeft,
): Promise<readonly StepDone[] | null> {
  const { archive, progress } = rendering;
  const { folder, readers } = given.job;
  const render = batchDocuments(rendering, given.job);
  const kept = await stepsDone(archive, folder, 'documents/');
  const made: StepDone[] = [];
  let reached = 0;
  for (const [n, batch] of batchesOf(given.job).entries()) {
    reached += batch.readers.length;
    const step = `documents/${n}`;
    const known = kept.get(step);
    if (known === undefined && timeLeft() < margin) return null;
    if (known === undefined) progress.step(`Rendering for reader ${reached} of ${readers.length}`);
    made.push(known ?? (await keptStep(rendering, given, step, (to) => render(batch, to))));
  }
  return made;
}

/**
 * The pages of the archive; null where there is no time to begin them. A report that is held back from its
 * readers is not put before them there either: who mends its data finds it in the run's own folder.
 */
async function archivedOnce(
  { archive, assets, progress }: Rendering,
  { job }: KeptInputs,
  { values, costs }: { readonly values: Totals; readonly costs: readonly QueryCost[] },
  timeLeft: TimeLeft,
): Promise<StepDone | null> {
  const known = await stepDone(archive, job.folder, 'archive');
  if (known !== null) return known;
  if (values.held.length > 0) return { outputs: new Map(), costs: [] };
  if (timeLeft() < archiveMargin) return null;
  const accounts = () => eachAccounts(archive, job.folder);
  const outputs = await archiveRun({ archive, assets, progress }, { job, values, accounts, costs });
  await keepStep(archive, job.folder, 'archive', { outputs });
  return { outputs, costs: [] };
}

/** Of the statements before rendering. */
async function costsOf(archive: Objects, folder: string): Promise<readonly QueryCost[]> {
  const steps = ['stage', 'measure'].map((step) => stepDone(archive, folder, step));
  return (await Promise.all(steps)).flatMap((done) => done?.costs ?? []);
}

/** What the run cost stands in its owner's message alone. */
async function renderingOf(
  world: RenderWorld,
  { inputs }: KeptInputs,
  costs: readonly QueryCost[],
): Promise<Rendering> {
  const isOwner = ({ email }: Reader) => email.toLowerCase() === world.owner.toLowerCase();
  return {
    ...world,
    assets: await world.assets(inputs.settings),
    footnote: (reader) => (isOwner(reader) && costs.length > 0 ? costLine(costs) : undefined),
  };
}

async function keptStep(
  { archive }: Rendering,
  { job }: KeptInputs,
  step: string,
  render: (written: Keeper) => Promise<void>,
): Promise<StepDone> {
  const written = keeper(archive, job.folder);
  await render(written);
  await keepStep(archive, job.folder, step, { outputs: written.outputs });
  return { outputs: written.outputs, costs: [] };
}

/** The dictionary, the rows that were not used, and the manifest that vouches for all. */
async function finish(
  rendering: Rendering,
  { job }: KeptInputs,
  values: Totals,
  documents: readonly StepDone[],
) {
  const written = keeper(rendering.archive, job.folder);
  await renderAround(rendering, job, values, written);
  const before = ['stage', 'measure', 'compose'].map((step) =>
    stepDone(rendering.archive, job.folder, step),
  );
  const steps = [...(await Promise.all(before)), ...documents].flatMap((step) => step ?? []);
  await writeManifest(rendering.archive, job, values, {
    outputs: new Map([...steps.flatMap(({ outputs }) => [...outputs]), ...written.outputs]),
    costs: steps.flatMap(({ costs }) => costs),
    documents: job.readers.map((reader) => ({ email: reader.email, message: messageOf(reader) })),
  });
}

export const handler = onStep('render', (event, progress, timeLeft) => {
  const from = { archive: archive(), lake: lake(), assets: assetsWith(settingsBucket) };
  const [sender, owner] = [variable('SENDER'), variable('OWNER')];
  return render({ ...from, sender, owner, progress }, event, timeLeft);
});
