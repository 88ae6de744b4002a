import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import {
  access,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Objects, Parts } from '../ports.ts';

/**
 * The `Objects` port on a folder. A file appears under its name only once it is complete. `hashOf` tells the
 * version of a file by its path.
 */
export function openFolder(root: string, hashOf = contentHash): Objects {
  const locate = (key: string) => join(root, key);
  return {
    locate,
    list: async (prefix) => listFiles(root, prefix),
    versions: async (prefix) => {
      const keys = await listFiles(root, prefix);
      return new Map(
        await Promise.all(keys.map(async (key) => [key, await hashOf(locate(key))] as const)),
      );
    },
    exists: async (key) => isThere(locate(key)),
    open: async (key) => createReadStream(locate(key)),
    readText: (key) => readFile(locate(key), 'utf8'),
    parts: (key) => partsOf(locate(key)),
    write: (key, body) => complete(locate(key), (path) => writeFile(path, body)),
    writeStream: (key, body) =>
      complete(locate(key), (path) => pipeline(Readable.from(body), createWriteStream(path))),
    remove: (prefix) => rm(locate(prefix), { recursive: true, force: true }),
  };
}

export async function contentHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

async function partsOf(path: string): Promise<Parts> {
  const { size } = await stat(path);
  const slice = async (start: number, end: number) => {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(end - start), {
        position: start,
      });
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  };
  return { size, slice };
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

async function listFiles(root: string, prefix: string): Promise<readonly string[]> {
  const folder = prefix.endsWith('/') || prefix === '' ? prefix : dirname(prefix);
  if (!(await isThere(join(root, folder)))) return [];
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return (
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
      // What begins with a dot is no part of it, nor is what lies in such a folder.
      .filter((key) => key.startsWith(prefix) && !/(^|\/)\./.test(key))
      .sort()
  );
}

async function complete(path: string, write: (path: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = join(dirname(path), `.${basename(path)}.unfinished`);
  await write(unfinished);
  await rename(unfinished, path);
}
