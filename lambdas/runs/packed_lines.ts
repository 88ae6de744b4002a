import { gunzipSync, gzipSync } from 'node:zlib';
import { parse, stringify } from 'devalue';
import { type MomentParts, PackedMoment } from '../kpis/scores/packed_moments.ts';
import { gzippedLines } from '../lines.ts';
import type { Objects } from '../ports.ts';

/**
 * A long list in a file: so many things on each line share what they have in common, and no text grows beyond
 * what one may be. Each line is packed by itself: packed files behind one another are one.
 */
export async function writeLines(
  archive: Objects,
  key: string,
  things: readonly unknown[],
  perLine: number,
): Promise<void> {
  await archive.writeStream(key, packed(things, perLine));
}

/** What a text cannot say by itself. */
const [written, read] = [
  { PackedMoment: (thing: unknown) => thing instanceof PackedMoment && thing.parts },
  { PackedMoment: (parts: MomentParts) => new PackedMoment(parts) },
];

async function* packed(things: readonly unknown[], perLine: number): AsyncGenerator<Uint8Array> {
  yield gzipSync('');
  for (let at = 0; at < things.length; at += perLine)
    yield packedLine(things.slice(at, at + perLine));
}

/** A thing as such a line, where it is held and not written. */
export const packedLine = (thing: unknown): Uint8Array =>
  gzipSync(`${stringify(thing, written)}\n`, { level: 1 });

export const unpackedLine = <Thing>(line: Uint8Array): Thing =>
  parse(gunzipSync(line).toString(), read);

/** Everything that was written. */
export async function readLines<Thing>(archive: Objects, key: string): Promise<Thing[]> {
  const things: Thing[] = [];
  for await (const some of eachLine<Thing>(archive, key))
    for (const thing of some) things.push(thing);
  return things;
}

/** The same, line by line: of what grows with the accounts nobody holds all. */
export async function* eachLine<Thing>(
  archive: Objects,
  key: string,
): AsyncGenerator<readonly Thing[]> {
  for await (const line of gzippedLines(archive, key)) yield parse(line, read);
}
