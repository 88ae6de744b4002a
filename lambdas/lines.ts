import { pipeline } from 'node:stream/promises';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import type { Objects } from './ports.ts';

/**
 * Lines of a UTF-8 text, ended by a line feed and by nothing else: a text that somebody wrote may hold U+2028,
 * which the `readline` of newer Node versions takes for the end of a line. Holds one line at a time.
 */
export async function* lines(text: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let begun: string[] = [];
  for await (const chunk of text) {
    const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n');
    begun.push(first);
    for (const line of others) {
      yield begun.join('');
      begun = [line];
    }
  }
  const last = begun.join('');
  if (last !== '') yield last;
}

/** Lines of a gzip file, of several behind one another too. Throws where it is cut. */
export async function* gzippedLines(objects: Objects, key: string): AsyncGenerator<string> {
  const file = await objects.open(key);
  const unpacked = createGunzip();
  const unpacking = pipeline(file, unpacked);
  // Its failure is thrown below; until then it is not unhandled.
  unpacking.catch(() => {});
  yield* lines(unpacked);
  await unpacking;
}
