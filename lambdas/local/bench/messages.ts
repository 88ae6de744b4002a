import { join } from 'node:path';
import { OurBug } from '../../errors.ts';
import { measureReport, type ReportRequest, type World } from '../../pipeline.ts';
import type { Objects, Progress } from '../../ports.ts';
import { composeRun } from '../../runs/composed.ts';
import type { Job } from '../../runs/job.ts';
import { renderRun } from '../../runs/rendered.ts';
import { readTotals, writeValues } from '../../runs/values.ts';
import { editionNames, type Reader } from '../../settings/schema.ts';
import { teamOf } from '../demo/words/team.ts';
import { openFolder } from '../folder.ts';
import { laptopAssets, sender } from '../world.ts';

/**
 * So many readers of a made-up company: two of five read the whole company's report, the others the book of a CSM;
 * half of all read German.
 */
export function manyReaders(count: number): Reader[] {
  const csms = teamOf(0).map(({ name }) => name);
  return Array.from({ length: count }, (_, n) => ({
    email: `reader.${n}@example.com`,
    name: `Reader Number ${n}`,
    editions: [...editionNames],
    ...(n % 5 < 2 ? {} : { scope: { csm: [csms[n % csms.length] ?? ''] } }),
    ...(n % 2 === 0 ? { language: 'en', locale: 'en-GB' } : { language: 'de', locale: 'de-DE' }),
  }));
}

/** Makes a run up to its reports, and keeps it in a folder as the steps before rendering leave it. */
export async function composeForReaders(
  world: World,
  request: ReportRequest,
  folder: string,
): Promise<void> {
  const archive = openFolder(folder);
  const { job, values } = await measureReport(world, request);
  await composeRun({ archive, progress: world.progress }, job, values);
  await writeValues(archive, job.folder, values);
  await archive.write(jobFile, JSON.stringify(job));
}

const jobFile = 'job.json';

/** Messages that were rendered, and bytes of all that was written. */
export interface RenderedForReaders {
  readonly messages: number;
  readonly bytes: number;
}

/** Renders what such a folder holds. Messages are counted and not kept: 1,000 of them are gigabytes. */
export async function renderForReaders(
  folder: string,
  out: string,
  progress: Progress,
): Promise<RenderedForReaders> {
  const kept = openFolder(folder);
  const job: Job = JSON.parse(await kept.readText(jobFile));
  const { archive, written } = counted(kept);
  const world = { lake: openFolder(out), archive, assets: await laptopAssets(), progress, sender };
  const totals = await readTotals(archive, job.folder);
  await renderRun(world, job, totals);
  if (written.messages !== job.readers.length)
    throw new OurBug(`${written.messages} messages for ${job.readers.length} readers`);
  return written;
}

function counted(folder: Objects) {
  const written = { messages: 0, bytes: 0 };
  const write = async (key: string, body: string | Uint8Array) => {
    written.bytes += Buffer.byteLength(body);
    if (key.endsWith('.eml')) written.messages += 1;
    if (!key.includes('/documents/')) await folder.write(key, body);
  };
  return { archive: { ...folder, write }, written };
}

/** Where the case of the benchmark keeps the run that is rendered. */
export const messagesFolder = (out: string): string => join(out, 'messages');
