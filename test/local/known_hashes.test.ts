import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { openKnownHashes } from '../../lambdas/local/known_hashes.ts';
import { sha256 } from '../../lambdas/runs/keeper.ts';

const root = mkdtempSync(join(tmpdir(), 'cs-pulse-hashes-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the hash of a file that was hashed before', () => {
  it('is that of its content, also where it was changed to the same length and time', async () => {
    const [path, kept] = [join(root, 'a.csv'), join(root, 'hashes.json')];
    const then = new Date('2026-01-01T00:00:00Z');
    const write = (text: string) => {
      writeFileSync(path, text);
      utimesSync(path, then, then);
    };
    write('one');
    await setTimeout(2_100);
    const first = await openKnownHashes(kept);
    expect(await first.hashOf(path)).toBe(sha256('one'));
    await first.keep();
    const second = await openKnownHashes(kept);
    expect(await second.hashOf(path)).toBe(sha256('one'));
    write('two');
    expect(await second.hashOf(path)).toBe(sha256('two'));
  });

  it('is made anew where what was kept cannot be read', async () => {
    const [path, kept] = [join(root, 'b.csv'), join(root, 'torn.json')];
    writeFileSync(path, 'b');
    writeFileSync(kept, '{"');
    expect(await (await openKnownHashes(kept)).hashOf(path)).toBe(sha256('b'));
  });
});
