import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Fingerprint of every file below a folder. */
function fingerprints(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((f) =>
    f.isFile(),
  );
  return Object.fromEntries(
    files
      .map((file) => join(file.parentPath, file.name))
      .sort()
      .map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

/** What runs made, and the pages of the archive. */
const all = () => ({ ...fingerprints('out/runs'), ...fingerprints('out/site') });

const first = all();
rmSync('out', { recursive: true });
execFileSync('npm', ['run', 'demo'], { stdio: 'ignore' });
const second = all();
const differing = Object.keys({ ...first, ...second }).filter(
  (path) => first[path] !== second[path],
);
console.log(`${Object.keys(first).length} files, ${differing.length} differ between two runs`);
if (differing.length > 0 || Object.keys(first).length === 0) {
  console.log(differing.join('\n'));
  process.exit(1);
}
