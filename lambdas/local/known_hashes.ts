import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { contentHash } from './folder.ts';

/** By path: what the file system said of a file when it was hashed, and its SHA-256. */
const kept = z.record(z.string(), z.tuple([z.string(), z.string()]));

/** Milliseconds within which a file can be written twice at what the file system calls one time. */
const sameTime = 2_000;

export interface KnownHashes {
  hashOf(path: string): Promise<string>;
  /** Keeps what was learnt for the next process. */
  keep(): Promise<void>;
}

/**
 * Hashes of files that did not change since they were last hashed are not made again: size, number, and the
 * times of change are the same, of which the file system sets one by itself. A file that was changed a moment
 * before is not trusted yet. `file` is where they are kept; what cannot be read there counts as nothing.
 */
export async function openKnownHashes(file: string): Promise<KnownHashes> {
  const known = new Map(Object.entries(await read(file)));
  let isChanged = false;
  return {
    hashOf: async (path) => {
      const begun = Date.now();
      const { size, ino, mtimeNs, ctimeNs, ctimeMs } = await stat(path, { bigint: true });
      const state = [size, ino, mtimeNs, ctimeNs].join(' ');
      const [then, hash] = known.get(path) ?? [];
      if (hash !== undefined && then === state) return hash;
      const fresh = await contentHash(path);
      if (begun - Number(ctimeMs) > sameTime) {
        known.set(path, [state, fresh]);
        isChanged = true;
      }
      return fresh;
    },
    keep: async () => {
      if (!isChanged) return;
      await mkdir(dirname(file), { recursive: true });
      await writeFile(`${file}.unfinished`, JSON.stringify(Object.fromEntries(known)));
      await rename(`${file}.unfinished`, file);
      isChanged = false;
    },
  };
}

async function read(file: string): Promise<z.infer<typeof kept>> {
  try {
    return kept.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return {};
  }
}
