import { createHash } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Records } from '../ports.ts';
import { openFolder } from './folder.ts';

/** The `Records` port on a folder, for one process at a time that replaces. */
export function folderRecords(root: string): Records {
  const read = async (key: string) => {
    const body = await textOf(join(root, key));
    return body === null ? null : { body, version: versionOf(body) };
  };
  return {
    read,
    create: (key, body) => createFile(join(root, key), body),
    replace: async (key, body, version) => {
      if ((await read(key))?.version !== version) return false;
      await replaceFile(join(root, key), body);
      return true;
    },
    list: openFolder(root).list,
  };
}

const versionOf = (body: string) => createHash('sha256').update(body).digest('hex');

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** A link is made at once or not at all, with the whole body. */
async function createFile(path: string, body: string): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${versionOf(body).slice(0, 8)}.unfinished`;
  await writeFile(unfinished, body);
  try {
    await link(unfinished, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function replaceFile(path: string, body: string): Promise<void> {
  const unfinished = `${path}.${versionOf(body).slice(0, 8)}.unfinished`;
  await writeFile(unfinished, body);
  await rename(unfinished, path);
}

const isCode = (error: unknown, code: string) =>
  error instanceof Error && 'code' in error && error.code === code;
