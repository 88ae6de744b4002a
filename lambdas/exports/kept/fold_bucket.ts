import { gzipSync } from 'node:zlib';
import type { Objects } from '../../ports.ts';
import { keptFolder } from '../places.ts';
import type { PullManifest } from '../pull/manifest.ts';
import type { SourceObject } from '../source.ts';
import { type KeptLine, merged, parseKept, vanished } from './kept_lines.ts';
import { inOrder } from './scratch.ts';

export const keptKey = (source: string, run: string, object: string, bucket: number) =>
  `${keptFolder(source, run)}/${object}/bucket-${String(bucket).padStart(4, '0')}.jsonl.gz`;

interface BucketFiles {
  readonly before: AsyncIterable<string>;
  readonly run: AsyncIterable<string>;
}

export interface BucketCounts {
  readonly records: number;
  readonly deleted: number;
  /** There before this run, and no longer seen by it. */
  readonly vanished: number;
}

/** Lays what a run saw of a bucket's records over what was kept, and writes them in their order. */
export async function foldBucket(
  lake: Objects,
  object: SourceObject<unknown>,
  { until, objects }: PullManifest,
  files: BucketFiles,
  key: string,
): Promise<BucketCounts> {
  const before = new Map<string, KeptLine>();
  for await (const line of files.before) {
    const kept = parseKept(line);
    before.set(kept.id, kept);
  }
  const run = new Map<string, KeptLine[]>();
  for await (const line of files.run) {
    const seen = parseKept(line);
    const others = run.get(seen.id);
    if (others) others.push(seen);
    else run.set(seen.id, [seen]);
  }
  const pulled = objects[object.name];
  const isWhole = pulled?.status === 'read' && pulled.slice.mode === 'all';
  const isGone = isWhole && object.absence === 'deleted' && pulled.slice.from === null;
  const kept = inOrder([...before.keys(), ...run.keys()]).flatMap((id) => {
    const [known, seen] = [before.get(id), run.get(id)];
    if (seen === undefined && known !== undefined && isGone) return [vanished(known, until)];
    const keepsStates = object.keeps === 'states';
    const next = merged({ run: seen ?? [], before: known, isWhole, keepsStates });
    return next === undefined ? [] : [next];
  });
  const text = kept.map((line) => `${JSON.stringify(line)}\n`).join('');
  await lake.write(key, gzipSync(text, { level: 3 }));
  const deleted = kept.filter((line) => line.deleted);
  const isNew = ({ id }: KeptLine) => !run.has(id) && before.get(id)?.deleted === false;
  return { records: kept.length, deleted: deleted.length, vanished: deleted.filter(isNew).length };
}
