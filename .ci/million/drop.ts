import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

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

const refused = z.record(z.string(), z.int());
const record = z.object({
  tables: z.record(z.string(), z.object({ rows: z.int(), refused })),
  objects: z.record(z.string(), z.object({ refused: z.int() })),
});

/** What the export says of itself. */
export function recordOf(folder: string, source: string): z.infer<typeof record> {
  const file = join(folder, 'export_runs', `${source}.json`);
  return record.parse(JSON.parse(readFileSync(file, 'utf8')));
}
