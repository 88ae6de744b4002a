import { gzippedLines } from '../../lines.ts';
import type { ExportWorld } from '../places.ts';
import { keptKey } from './fold_bucket.ts';
import type { KeptManifest } from './kept_manifest.ts';

/** Lines of an object as they are kept. */
export async function* keptLines(
  { lake }: ExportWorld,
  { source, run, buckets }: KeptManifest,
  object: string,
): AsyncGenerator<string> {
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    yield* gzippedLines(lake, keptKey(source, run, object, bucket));
  }
}
