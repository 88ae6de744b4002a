import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { gzippedLines, lines } from '../lambdas/lines.ts';
import { openFolder } from '../lambdas/local/folder.ts';

const root = mkdtempSync(join(tmpdir(), 'cs-pulse-lines-'));
afterAll(() => rmSync(root, { recursive: true }));

async function all(found: AsyncIterable<string>): Promise<readonly string[]> {
  const kept: string[] = [];
  for await (const line of found) kept.push(line);
  return kept;
}

async function* cutAt(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('lines of a text', () => {
  it('are the same however its bytes arrive', async () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }));
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 9 }), async (given, size) => {
        const written = given.map((one) => `${one.replaceAll('\n', '\u2028')}.`);
        const bytes = Buffer.from(written.map((one) => `${one}\n`).join(''));
        expect(await all(lines(cutAt(bytes, size)))).toEqual(written);
      }),
    );
  });

  it('end with the last one where no line feed does', async () => {
    expect(await all(lines(cutAt(Buffer.from('a\n\nb'), 2)))).toEqual(['a', '', 'b']);
  });

  it('are read out of gzip files behind one another, and one that is cut is told', async () => {
    const folder = openFolder(root);
    const packed = Buffer.concat([gzipSync('a\n'), gzipSync('b\nc\n')]);
    await folder.write('whole.gz', packed);
    await folder.write('cut.gz', packed.subarray(0, -9));
    expect(await all(gzippedLines(folder, 'whole.gz'))).toEqual(['a', 'b', 'c']);
    await expect(all(gzippedLines(folder, 'cut.gz'))).rejects.toThrow('unexpected end of file');
  });
});
