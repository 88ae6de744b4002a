import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Records } from '../ports.ts';
import { openFolder } from './folder.ts';

/** Somebody who replaces a record needs milliseconds: an older lock was left behind by a process that ended. */
const lockIsDead = 10_000;

/**
 * The `Records` port on a folder, for any number of callers and processes on one machine. The version of
 * a record is the hash of its text. Throws where a record stays locked for half a minute.
 */
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
      return locked(join(root, key), async () => {
        if ((await read(key))?.version !== version) return false;
        await replaceFile(join(root, key), body);
        return true;
      });
    },
    list: openFolder(root).list,
  };
}

const versionOf = (body: string) => createHash('sha256').update(body).digest('hex');

/** A dot keeps it out of lists. */
const beside = (path: string, ending: string) =>
  join(dirname(path), `.${basename(path)}.${ending}`);

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
  const unfinished = beside(path, `${randomUUID()}.unfinished`);
  await writeFile(unfinished, body);
  try {
    return await unless('EEXIST', () => link(unfinished, path));
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function replaceFile(path: string, body: string): Promise<void> {
  const unfinished = beside(path, `${randomUUID()}.unfinished`);
  await writeFile(unfinished, body);
  await rename(unfinished, path);
}

/** Reading, comparing and renaming are three steps; one caller takes them at a time. */
async function locked<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = beside(path, 'lock');
  for (let tries = 0; !(await take(lock)); tries += 1) {
    if (tries === 15_000) throw new Error(`${lock} is still there after half a minute: remove it`);
    await breakDead(lock);
    await sleep(2);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

function take(lock: string): Promise<boolean> {
  return unless('EEXIST', async () => (await open(lock, 'wx')).close());
}

/** Under a lock of its own, or two callers would break the lock of a third who has just taken it. */
async function breakDead(lock: string): Promise<void> {
  if (!(await isDead(lock))) return;
  const breaking = `${lock}.breaking`;
  if (!(await take(breaking))) return;
  try {
    if (await isDead(lock)) await rm(lock, { force: true });
  } finally {
    await rm(breaking, { force: true });
  }
}

async function isDead(lock: string): Promise<boolean> {
  let age = 0;
  await unless('ENOENT', async () => {
    age = Date.now() - (await stat(lock)).mtimeMs;
  });
  return age > lockIsDead;
}

/** Whether the work was done, rather than ended by this code. */
async function unless(code: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (isCode(error, code)) return false;
    throw error;
  }
}

const isCode = (error: unknown, code: string) =>
  error instanceof Error && 'code' in error && error.code === code;
