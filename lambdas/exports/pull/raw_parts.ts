import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Objects } from '../../ports.ts';
import type { Received } from '../source.ts';
import type { Part } from './state.ts';

/** Characters of a part before it is packed; what waits between two checkpoints stays below it and a page. */
const partSize = 4_000_000;

/** Pages as received that wait to be written: a page is a line. */
export interface RawParts {
  add(received: readonly Received[]): void;
  readonly pages: number;
  readonly isFull: boolean;
  /** Writes what waits as the part of this number; none where nothing waits. */
  flush(number: number): Promise<readonly Part[]>;
}

export function rawParts(lake: Objects, folder: string): RawParts {
  let lines: string[] = [];
  let size = 0;
  return {
    get pages() {
      return lines.length;
    },
    get isFull() {
      return size >= partSize;
    },
    add: (received) => {
      const line = JSON.stringify(received);
      lines.push(line);
      size += line.length;
    },
    flush: async (number) => {
      if (lines.length === 0) return [];
      const body = gzipSync(`${lines.join('\n')}\n`, { level: 3 });
      const key = `${folder}/part-${String(number).padStart(5, '0')}.jsonl.gz`;
      await lake.write(key, body);
      const sha256 = createHash('sha256').update(body).digest('hex');
      const part = { key, sha256, pages: lines.length };
      [lines, size] = [[], 0];
      return [part];
    },
  };
}
