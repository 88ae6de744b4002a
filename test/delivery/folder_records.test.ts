import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliver } from '../../lambdas/delivery/deliver.ts';
import { folderRecords } from '../../lambdas/local/records.ts';
import type { Records } from '../../lambdas/ports.ts';
import { memoryPorts, newKept, order, readers } from './fakes.ts';

let root = '';
let records: Records;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cs-pulse-records-'));
  records = folderRecords(root);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const trues = (all: readonly boolean[]) => all.filter(Boolean).length;
const twenty = <T>(work: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: 20 }, (_, n) => work(n)));
/** Adds one to a number, as often as it takes to be the one who does. */
const count = async (key: string) => {
  for (;;) {
    const found = await records.read(key);
    if (found && (await records.replace(key, `${Number(found.body) + 1}`, found.version))) return;
  }
};

describe('records on a folder', () => {
  it('are created once, and read back as they were written', async () => {
    expect(await records.read('a/b.json')).toBeNull();
    expect(await records.create('a/b.json', 'eins ü')).toBe(true);
    expect(await records.create('a/b.json', 'zwei')).toBe(false);
    expect((await records.read('a/b.json'))?.body).toBe('eins ü');
    expect(await records.list('a/')).toEqual(['a/b.json']);
  });

  it('are replaced where they are as they were read, and not where they have changed', async () => {
    await records.create('a.json', 'one');
    const found = await records.read('a.json');
    expect(await records.replace('a.json', 'two', found?.version ?? '')).toBe(true);
    expect(await records.replace('a.json', 'three', found?.version ?? '')).toBe(false);
    expect(await records.replace('none.json', 'x', 'v')).toBe(false);
    expect((await records.read('a.json'))?.body).toBe('two');
  });

  it('have one winner of 20 who create, and one of 20 who replace the same version', async () => {
    expect(trues(await twenty((n) => records.create('a/b.json', `${n}`)))).toBe(1);
    const found = await records.read('a/b.json');
    const replaced = await twenty((n) =>
      records.replace('a/b.json', `r${n}`, found?.version ?? ''),
    );
    expect(trues(replaced)).toBe(1);
    const winner = replaced.indexOf(true);
    expect((await records.read('a/b.json'))?.body).toBe(`r${winner}`);
  });

  it('lose no change of 20 callers, and leave nothing beside themselves', async () => {
    await records.create('n.json', '0');
    await twenty(() => count('n.json'));
    expect((await records.read('n.json'))?.body).toBe('20');
    expect(await readdir(root)).toEqual(['n.json']);
  });

  it('lose no change of two processes', async () => {
    await records.create('n.json', '0');
    const script = join(root, '.count.mjs');
    const entryPoints = [resolve(import.meta.dirname, 'count_in_folder.ts')];
    await build({ entryPoints, outfile: script, bundle: true, platform: 'node', format: 'esm' });
    const processes = [1, 2].map(() =>
      spawn(process.execPath, [script, root, '150'], { stdio: 'inherit' }),
    );
    const codes = await Promise.all(processes.map((child) => once(child, 'exit')));
    expect(codes.map(([code]) => code)).toEqual([0, 0]);
    expect((await records.read('n.json'))?.body).toBe('300');
  });

  it('outlive a process that ended while it held the lock', async () => {
    await records.create('n.json', '0');
    const lock = join(root, '.n.json.lock');
    await writeFile(lock, '');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(lock, longAgo, longAgo);
    await twenty(() => count('n.json'));
    expect((await records.read('n.json'))?.body).toBe('20');
  });

  it('carry a delivery of 20 callers at once: one message for each reader', async () => {
    const kept = newKept();
    const ports = { ...memoryPorts(kept), receipts: records };
    await twenty((n) => deliver(ports, order({ execution: `e${n}`, readers: readers(4) })));
    expect(kept.mail.map(({ to }) => to).sort()).toEqual(readers(4).map(({ email }) => email));
  });
});
