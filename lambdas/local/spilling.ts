import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string | undefined;

/**
 * Where the engine puts what does not fit its memory, until the process ends: a folder that nobody else reads, since
 * rows of the exports lie there.
 */
export function spillFolder(): string {
  if (folder !== undefined) return folder;
  const made = mkdtempSync(join(tmpdir(), 'cs-pulse-duckdb-'));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  folder = made;
  return made;
}

/** Whether a file was put there. */
export const isSpilled = (file: string) => folder !== undefined && file.startsWith(`${folder}/`);
