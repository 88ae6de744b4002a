import { z } from 'zod';
import { OurBug } from '../errors.ts';
import { type Mapping, parseMapping } from '../exports/file_drop/mapping.ts';
import type { Objects } from '../ports.ts';
import { calendarOf } from '../reports/measured_periods.ts';
import { parsePeriod } from '../reports/periods.ts';
import { parseSettings } from '../settings/parse.ts';
import { editionName, type Settings } from '../settings/schema.ts';
import { type Job, jobOf, readersOf } from './job.ts';
import { json } from './keeper.ts';

/** What a run is made of, kept in its folder before its first step: every step reads these and no newer ones. */
const inputs = z.strictObject({
  run: z.string(),
  edition: editionName,
  period: z.string(),
  as_of: z.enum(['original', 'latest']),
  source: z.string(),
  /** Of the snapshot that is reported on. */
  fingerprint: z.string(),
  code: z.string(),
  /** Versions of the settings bucket's objects that were read. */
  settings: z.record(z.string(), z.string()),
  /** Versions of the export's files; an export that changes under a run stops it. */
  drop: z.record(z.string(), z.string()),
});
export type Inputs = z.infer<typeof inputs>;

export const deliverModes = ['none', 'missing', 'force', 'test'] as const;

/** One execution of a run: who asked, and what is to be done with the documents. */
const order = z.strictObject({
  /** Folder of the run in the archive. */
  folder: z.string(),
  execution: z.string(),
  deliver: z.enum(deliverModes),
  /** Addresses; absent: every reader of the run. */
  readers: z.array(z.string()).optional(),
  /** Addresses that get the test copies. */
  to: z.array(z.string()).optional(),
  asked_by: z.enum(['schedule', 'person']),
  reason: z.string(),
  /** Instant. */
  asked_at: z.string(),
});
export type Order = z.infer<typeof order>;

export const orderKey = (folder: string, execution: string) => `${folder}/orders/${execution}.json`;

export async function readOrder(archive: Objects, key: string): Promise<Order> {
  return order.parse(JSON.parse(await archive.readText(key)));
}

/** What a run was made of, as its steps need it. */
export interface KeptInputs {
  readonly inputs: Inputs;
  readonly settings: Settings;
  readonly mapping: Mapping | undefined;
  readonly job: Job;
}

/** Text of the inputs that are files; the mapping is null where there is none. */
export interface InputTexts {
  readonly settings: string;
  readonly mapping: string | null;
}

/** Keeps the inputs in the folder of the run; the same run has the same ones, so it may be done twice. */
export async function keepInputs(
  archive: Objects,
  folder: string,
  kept: Inputs,
  texts: InputTexts,
): Promise<void> {
  await archive.write(`${folder}/inputs/settings.json`, texts.settings);
  if (texts.mapping !== null) {
    await archive.write(`${folder}/inputs/mapping.json`, texts.mapping);
  }
  await archive.write(`${folder}/inputs/inputs.json`, json(inputs.parse(kept)));
}

/** What a run was made of, without its settings. */
export async function readInputsOf(archive: Objects, folder: string): Promise<Inputs> {
  return inputs.parse(JSON.parse(await archive.readText(`${folder}/inputs/inputs.json`)));
}

export async function readInputs(archive: Objects, folder: string): Promise<KeptInputs> {
  const read = (file: string) => archive.readText(`${folder}/inputs/${file}`);
  const kept = await readInputsOf(archive, folder);
  const settings = parseSettings(await read('settings.json'), 'settings.json');
  const hasMapping = await archive.exists(`${folder}/inputs/mapping.json`);
  const mapping = hasMapping ? parseMapping(await read('mapping.json'), 'mapping.json') : undefined;
  return { inputs: kept, settings, mapping, job: jobFrom(kept, settings) };
}

function jobFrom(kept: Inputs, settings: Settings): Job {
  const { edition, source, fingerprint, code } = kept;
  const period = parsePeriod(edition, kept.period, calendarOf(settings));
  const readers = readersOf(settings, edition);
  const asked = { edition, period, readers, settings, source, fingerprint, version: code };
  const job = jobOf({ ...asked, asOf: kept.as_of }, true);
  if (job.id === kept.run) return job;
  throw new OurBug(`run ${kept.run} of ${edition} ${period.label} is ${job.id} by its own inputs`);
}

/** A schedule whose run could not begin. */
const refusal = z.strictObject({
  edition: editionName,
  execution: z.string(),
  asked_at: z.string(),
});
export type Refusal = z.infer<typeof refusal>;

/** Keeps it where the orders of a run would lie; returns its key. */
export async function keepRefusal(archive: Objects, refused: Refusal): Promise<string> {
  const key = `runs/${refused.edition}/refused/${refused.execution}.json`;
  await archive.write(key, json(refusal.parse(refused)));
  return key;
}

/** What a key names: the order of a run, or a schedule that was refused. */
export async function readOrderOrRefusal(
  archive: Objects,
  key: string,
): Promise<{ readonly order: Order } | { readonly refused: Refusal }> {
  const kept: unknown = JSON.parse(await archive.readText(key));
  const refused = refusal.safeParse(kept);
  return refused.success ? { refused: refused.data } : { order: order.parse(kept) };
}
