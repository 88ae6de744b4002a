import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { appendFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lines } from '../../lines.ts';

/** Characters that wait in memory over all files of a scratch folder. */
const mostWaiting = 8_000_000;

/** Files of lines on this machine, for what does not fit into memory. */
export interface Scratch {
  add(file: string, line: string): Promise<void>;
  /** Lines of a file in the order in which they were added; none where there is no such file. */
  lines(file: string): AsyncIterable<string>;
  /** Writes what waits; once all lines are added. */
  settle(): Promise<void>;
  remove(): Promise<void>;
}

export async function openScratch(folder: string): Promise<Scratch> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const waiting = new Map<string, string[]>();
  let size = 0;
  const settle = async () => {
    for (const [file, lines] of waiting) await appendFile(join(folder, file), lines.join(''));
    waiting.clear();
    size = 0;
  };
  return {
    settle,
    add: async (file, line) => {
      const lines = waiting.get(file) ?? [];
      if (lines.length === 0) waiting.set(file, lines);
      lines.push(`${line}\n`);
      size += line.length;
      if (size > mostWaiting) await settle();
    },
    lines: (file) => linesOf(join(folder, file)),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function* linesOf(path: string): AsyncGenerator<string> {
  if (existsSync(path)) yield* lines(createReadStream(path));
}

/** Number below `buckets` that a key always falls into: the keys in order are those of bucket after bucket. */
export function bucketOf(key: string, buckets: number): number {
  return Math.floor((hashOf(key) / 2 ** 32) * buckets);
}

/** Keys in an order that does not depend on how many buckets they are dealt out to. */
export function inOrder(keys: Iterable<string>): readonly string[] {
  return [...new Set(keys)]
    .map((key) => ({ key, hash: hashOf(key) }))
    .sort((a, b) => a.hash - b.hash || (a.key < b.key ? -1 : 1))
    .map(({ key }) => key);
}

const hashOf = (key: string) => createHash('md5').update(key).digest().readUInt32BE(0);
