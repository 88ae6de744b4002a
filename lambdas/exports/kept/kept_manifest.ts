import { z } from 'zod';
import { type ExportWorld, keptFolder } from '../places.ts';
import type { PullManifest } from '../pull/manifest.ts';
import type { SourceObject } from '../source.ts';
import type { Received } from './distribute.ts';
import type { BucketCounts } from './fold_bucket.ts';

/** What is kept of a source after a pull. */
const keptManifest = z.strictObject({
  source: z.string(),
  run: z.string(),
  /** First instant that is not covered. */
  until: z.string(),
  since: z.string().nullable(),
  /** Power of two: files of every object. */
  buckets: z.int(),
  objects: z.record(
    z.string(),
    z.strictObject({
      status: z.enum(['read', 'not_permitted']),
      records: z.int(),
      deleted: z.int(),
      /** In the pull: received, and of these not as documented. */
      received: z.int(),
      refused: z.int(),
      fields: z.array(z.string()),
      /** Fields that were not there before, and those that a full read no longer saw. */
      new_fields: z.array(z.string()),
      lost_fields: z.array(z.string()),
    }),
  ),
});
export type KeptManifest = z.infer<typeof keptManifest>;

const recordKey = (source: string, run: string) => `${keptFolder(source, run)}/kept.json`;

export async function readKept({ lake }: ExportWorld, source: string, run: string) {
  return keptManifest.parse(JSON.parse(await lake.readText(recordKey(source, run))));
}

export async function writeKept({ lake }: ExportWorld, kept: KeptManifest) {
  await lake.write(recordKey(kept.source, kept.run), `${JSON.stringify(kept, null, 2)}\n`);
}

/** What is told of an object, with the fields that came and went since the pull before. */
export function objectSummary(
  { name }: SourceObject<unknown>,
  { objects }: PullManifest,
  before: KeptManifest | null,
  { records, deleted, received, refused, fields }: Received & BucketCounts,
): KeptManifest['objects'][string] {
  const pulled = objects[name];
  const known = before?.objects[name]?.fields ?? [];
  const seen = [...fields].sort();
  const isWhole = pulled?.slice.mode === 'all' && received > 0;
  const status = pulled?.status ?? 'not_permitted';
  return {
    ...{ status, records, deleted, received, refused },
    fields: isWhole ? seen : [...new Set([...known, ...seen])].sort(),
    new_fields: known.length === 0 ? [] : seen.filter((field) => !known.includes(field)),
    lost_fields: isWhole ? known.filter((field) => !fields.has(field)) : [],
  };
}
