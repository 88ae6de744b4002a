import { join } from 'node:path';
import { z } from 'zod';
import { BadExport } from '../../errors.ts';
import { gzippedLines } from '../../lines.ts';
import { type ExportWorld, refusedKey } from '../places.ts';
import { type PullManifest, readPullManifest } from '../pull/manifest.ts';
import type { Source, SourceObject } from '../source.ts';
import { distribute } from './distribute.ts';
import { type BucketCounts, foldBucket, keptKey } from './fold_bucket.ts';
import { type KeptManifest, objectSummary, readKept, writeKept } from './kept_manifest.ts';
import { bucketOf, openScratch, type Scratch } from './scratch.ts';

/** Records that one process holds at once, about. */
const bucketRecords = 20_000;
/** Records of an object that may be gone at a full read before it is rather taken for a fault. */
const mostVanished = { share: 0.2, records: 50 };

export interface FoldRequest {
  readonly run: string;
  /** Run whose kept records it is laid over; null: the first. */
  readonly previous: string | null;
  /** Somebody looked: the many records that are gone were deleted. */
  readonly acceptsDeletes: boolean;
}

/**
 * raw → records: what a pull received, laid over what was kept before it. The same run gives the same bytes.
 * Throws BadExport where so much is gone at once that the vendor's answer was rather cut.
 */
export async function fold(
  world: ExportWorld,
  source: Source,
  { run, previous, acceptsDeletes }: FoldRequest,
): Promise<KeptManifest> {
  const manifest = await readPullManifest(world, source.name, run);
  const before = previous === null ? null : await readKept(world, source.name, previous);
  const buckets = bucketsFor(source, manifest, before);
  const refused = await openScratch(join(world.scratch, `${source.name}-refused`));
  const folding = { world, source, manifest, before, buckets, refused };
  const objects: [string, KeptManifest['objects'][string]][] = [];
  for (const object of source.objects) {
    world.progress.step(`Keeping ${source.name}: ${object.name}`);
    const counts = await foldObject(folding, object);
    if (!acceptsDeletes) checkVanished(`${source.name} ${object.name}`, counts);
    objects.push([object.name, objectSummary(object, manifest, before, counts)]);
  }
  await keepRefused(folding);
  const { until, since } = manifest;
  const of = { source: source.name, run, until, since, buckets };
  const kept = { ...of, objects: Object.fromEntries(objects) };
  await writeKept(world, kept);
  return kept;
}

interface Folding {
  readonly world: ExportWorld;
  readonly source: Source;
  readonly manifest: PullManifest;
  readonly before: KeptManifest | null;
  readonly buckets: number;
  readonly refused: Scratch;
}

async function foldObject(folding: Folding, object: SourceObject<unknown>) {
  const { world, source, manifest, before, buckets, refused } = folding;
  const scratch = await openScratch(join(world.scratch, source.name));
  const refuse = (one: object) => refused.add('all', JSON.stringify(one));
  const to = { buckets, scratch, refuse };
  const received = await distribute(world.lake, source, object, manifest, to);
  if (before) await distributeKept(folding, object, before, scratch);
  await scratch.settle();
  const counts = { records: 0, deleted: 0, vanished: 0 };
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const key = keptKey(source.name, manifest.run, object.name, bucket);
    const files = { before: scratch.lines(`old-${bucket}`), run: scratch.lines(`new-${bucket}`) };
    const folded = await foldBucket(world.lake, object, manifest, files, key);
    counts.records += folded.records;
    counts.deleted += folded.deleted;
    counts.vanished += folded.vanished;
  }
  await scratch.remove();
  return { ...received, ...counts };
}

function bucketsFor(source: Source, manifest: PullManifest, before: KeptManifest | null): number {
  const sizes = source.objects.map(({ name }) => {
    const known = before?.objects[name]?.records ?? 0;
    const pulled = manifest.objects[name];
    const read = pulled?.records ?? 0;
    return pulled?.slice.mode === 'all' ? Math.max(known, read) : known + read;
  });
  const needed = 2 ** Math.ceil(Math.log2(Math.max(1, Math.max(...sizes) / bucketRecords)));
  return Math.max(before?.buckets ?? 1, needed);
}

/** There may be more buckets than before: what was kept goes where its id belongs now. */
async function distributeKept(
  { world, buckets }: Folding,
  object: SourceObject<unknown>,
  before: KeptManifest,
  scratch: Scratch,
): Promise<void> {
  const named = z.object({ id: z.string() });
  for (let bucket = 0; bucket < before.buckets; bucket += 1) {
    const key = keptKey(before.source, before.run, object.name, bucket);
    if (!(await world.lake.exists(key))) continue;
    for await (const line of gzippedLines(world.lake, key)) {
      const { id } = named.parse(JSON.parse(line));
      await scratch.add(`old-${bucketOf(id, buckets)}`, line);
    }
  }
}

function checkVanished(name: string, { records, deleted, vanished }: BucketCounts): void {
  const alive = records - deleted + vanished;
  if (vanished <= Math.max(mostVanished.records, alive * mostVanished.share)) return;
  throw new BadExport(
    `${name}: ${vanished} of ${alive} records are no longer there, which looks like a cut answer and not like deletions. The records from before stay in use. If they were deleted, export again with --accept-deletes.`,
  );
}

async function keepRefused({ world, source, manifest, refused }: Folding): Promise<void> {
  await refused.settle();
  const lines = async function* () {
    for await (const line of refused.lines('all')) yield `${line}\n`;
  };
  await world.lake.writeStream(refusedKey(source.name, manifest.run), lines());
  await refused.remove();
}
