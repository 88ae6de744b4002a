import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Hash of every file of a drop. */
export function dropOf(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.\w+$/.test(file) && !/(^|\/)\./.test(file))
    .sort();
  if (files.length < 2) throw new Error('the export wrote no drop');
  return new Map(
    files.map((file) => {
      const hash = createHash('sha256').update(readFileSync(join(folder, file)));
      return [file, hash.digest('hex')];
    }),
  );
}

/** Files that only one of the drops has, or that differ. */
export function differing(
  one: ReadonlyMap<string, string>,
  other: ReadonlyMap<string, string>,
): readonly string[] {
  const files = new Set([...one.keys(), ...other.keys()]);
  return [...files].filter((file) => one.get(file) !== other.get(file));
}
