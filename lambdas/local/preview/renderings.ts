import { join } from 'node:path';
import { measureReport, type ReportRequest } from '../../pipeline.ts';
import type { Objects, Progress } from '../../ports.ts';
import type { Assets } from '../../rendering/documents.ts';
import { scopeOf } from '../../reports/scopes.ts';
import { batchesOf } from '../../runs/batches.ts';
import { composeRun } from '../../runs/composed.ts';
import { type Job, jobOf, readersOf } from '../../runs/job.ts';
import { keeper } from '../../runs/keeper.ts';
import { batchDocuments, messageOf } from '../../runs/rendered.ts';
import type { Values } from '../../runs/values.ts';
import type { Reader, Settings } from '../../settings/schema.ts';
import { openFolder } from '../folder.ts';
import { laptop, sender } from '../world.ts';
import type { Message } from './message.ts';

/** An edition whose values are known, so that it can be said again without the export. */
export interface Measured {
  readonly job: Job;
  readonly values: Values;
}

const silent: Progress = { step: () => {}, note: () => {}, warn: () => {} };

/** exports → KPI values, for each edition that is asked for. */
export async function measureAll(
  requests: readonly ReportRequest[],
  folder: string,
  out: string,
  progress: Progress,
): Promise<readonly Measured[]> {
  const world = await laptop(folder, out, progress);
  try {
    const measured: Measured[] = [];
    for (const request of requests) measured.push(await measureReport(world, request));
    return measured;
  } finally {
    world.close();
  }
}

/** The same values for other settings, where only what is said of them or to whom is different. */
export function withSettings(
  { job, values }: Measured,
  settings: Settings,
  only: string | undefined,
): Measured {
  const readers = readersOf(settings, job.edition, only);
  return { job: jobOf({ ...job, settings, readers }, job.attended), values };
}

const folderOf = (out: string) => openFolder(join(out, 'preview', 'archive'));

/** KPI values → report, in the preview's own archive: reports of runs stay as they are. */
export async function composeAll(measured: readonly Measured[], out: string): Promise<void> {
  const archive = folderOf(out);
  await archive.remove('runs');
  for (const { job, values } of measured)
    await composeRun({ archive, progress: silent }, job, values);
}

/** report → every reader's message. */
export async function renderAll(
  measured: readonly Measured[],
  assets: Assets,
  out: string,
): Promise<readonly Message[]> {
  const messages: Message[] = [];
  for (const { job } of measured) {
    const archive = folderOf(out);
    const world = { ...{ lake: archive, archive, assets, sender }, progress: silent };
    const render = batchDocuments(world, job);
    for (const batch of batchesOf(job)) await render(batch, keeper(archive, job.folder));
    for (const reader of job.readers) messages.push(await messageFrom(archive, job, reader));
  }
  return messages;
}

async function messageFrom(archive: Objects, job: Job, reader: Reader): Promise<Message> {
  const key = `${job.folder}/${messageOf(reader)}`;
  const { size, slice } = await archive.parts(key);
  const scope = scopeOf(reader, job.scopes)?.label ?? 'whole company';
  return {
    id: `${job.edition}/${messageOf(reader).replace(/^documents\/(.*)\.eml$/, '$1')}`,
    edition: job.edition,
    reader,
    version: `${reader.language}, ${reader.locale}, ${scope}`,
    eml: await slice(0, size),
  };
}
