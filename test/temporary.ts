import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for whatever tests write: it is gone when they end, also what a test did not remove. */
export default function setup() {
  const folder = mkdtempSync(join(tmpdir(), 'cs-pulse-test-'));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
