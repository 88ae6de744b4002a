import { VendorDown } from '../../errors.ts';
import { rawFolder } from '../places.ts';
import { NotPermitted, OutOfTime } from '../signals.ts';
import type { Page, Slice, SourceObject, Stream } from '../source.ts';
import { pageGuard } from './page_guards.ts';
import type { PullStep } from './pull.ts';
import { type RawParts, rawParts } from './raw_parts.ts';
import type { ObjectProgress } from './state.ts';

/** Milliseconds that writing a part and the checkpoint may take. */
const timeToEnd = 30_000;
/** Share of a stream that may be missing against what the vendor says it has: records come and go meanwhile. */
const tolerance = 0.005;

interface Reading {
  readonly step: PullStep;
  readonly object: SourceObject<unknown>;
  readonly parts: RawParts;
  /** Writes down how far it is. */
  readonly save: (progress: ObjectProgress) => Promise<void>;
}

export const unread = (slice: Slice): ObjectProgress => ({
  ...{ slice, status: 'reading', stream: 0, cursor: null },
  ...{ pages: 0, records: 0, read: 0, parts: [] },
});

/**
 * Reads what is left of an object, with a checkpoint after every part. Throws OutOfTime once the checkpoint
 * is written; what the vendor does not permit is an end too.
 */
export async function readObject(
  step: PullStep,
  object: SourceObject<unknown>,
  begun: ObjectProgress,
  save: (progress: ObjectProgress) => Promise<void>,
): Promise<void> {
  const { world, source, pending } = step;
  const folder = `${rawFolder(source.name, object.name, pending.run)}/attempt=${pending.attempt}`;
  const reading = { step, object, save, parts: rawParts(world.lake, folder) };
  const streams = object.streams(begun.slice);
  let progress = begun;
  try {
    for (const stream of streams.slice(begun.stream)) {
      progress = await readStream(reading, stream, progress);
    }
  } catch (error) {
    if (!(error instanceof NotPermitted)) throw error;
    step.world.progress.warn(`${source.name} ${object.name}: not permitted. ${error.message}`);
    await save({ ...unread(begun.slice), status: 'not_permitted' });
    return;
  }
  await save({ ...progress, status: 'read' });
}

async function readStream(
  reading: Reading,
  stream: Stream,
  begun: ObjectProgress,
): Promise<ObjectProgress> {
  const { step, object, parts } = reading;
  const name = `${step.source.name} ${object.name} (${stream.name})`;
  const guard = pageGuard(name);
  let progress = begun;
  for (;;) {
    const page = await asked(reading, stream, progress);
    const records = page.isWaiting ? 0 : object.read(page.received).length;
    guard(page, records);
    if (!page.isWaiting) parts.add(page.received);
    progress = advanced(progress, page, records);
    if (page.total !== undefined && page.next === null) complete(name, progress, page.total);
    if (page.next === null) {
      const ended = { stream: progress.stream + 1, cursor: null, pages: 0, records: 0 };
      return kept(reading, { ...progress, ...ended });
    }
    if (parts.isFull || parts.pages >= step.flushEvery) progress = await kept(reading, progress);
  }
}

/** A page of the stream; what was read so far is kept before this process ends, or before it fails. */
async function asked(reading: Reading, stream: Stream, progress: ObjectProgress): Promise<Page> {
  const { step } = reading;
  try {
    if (step.world.left() < timeToEnd) throw new OutOfTime('too little time for another page');
    return await stream.page(step.api, progress.cursor);
  } catch (error) {
    if (!(error instanceof NotPermitted)) await kept(reading, progress);
    throw error;
  }
}

function advanced(progress: ObjectProgress, page: Page, records: number): ObjectProgress {
  return {
    ...progress,
    cursor: page.next,
    pages: progress.pages + (page.isWaiting ? 0 : 1),
    records: progress.records + records,
    read: progress.read + records,
  };
}

/** Writes what waits and the checkpoint that vouches for it, in this order. */
async function kept({ parts, save, step, object }: Reading, progress: ObjectProgress) {
  const written = await parts.flush(progress.parts.length + 1);
  const next = { ...progress, parts: [...progress.parts, ...written] };
  await save(next);
  step.world.progress.note(`${step.source.name} ${object.name}: ${next.read} read`);
  return next;
}

function complete(name: string, { records }: ObjectProgress, total: number): void {
  if (total - records <= Math.max(10, total * tolerance)) return;
  throw new VendorDown(
    `${name}: the vendor says it has ${total} records and gave ${records}. Nothing of this export is used; run it again, and look at the vendor's status if it stays.`,
  );
}
