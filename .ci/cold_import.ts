/**
 * How long each function takes to begin: `npx tsx .ci/cold_import.ts`. Bundles all, then imports each in
 * five new processes of Node, and fails where a bundle takes more than 300 ms. A busy machine only ever adds
 * to the time: the fastest of the five counts, and of that the processor's time where it is the shorter one.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { bundleAll } from '../infra/bundles.ts';

const limit = 300;
const times = 5;

const taken = z.object({ wall: z.number(), processor: z.number() });

const out = await mkdtemp(join(tmpdir(), 'cold-import-'));
try {
  const slow: string[] = [];
  for (const { name, folder, bytes } of await bundleAll(out)) {
    const runs = Array.from({ length: times }, () => importMs(join(folder, 'index.mjs')));
    const median = runs.map(({ wall }) => wall).sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
    const least = Math.min(...runs.flatMap(({ wall, processor }) => [wall, processor]));
    const size = `${Math.round(bytes / 1000)} kB`;
    console.log(`${name}: ${median.toFixed(0)} ms, at best ${least.toFixed(0)} ms, ${size}`);
    if (least > limit) slow.push(name);
  }
  if (slow.length > 0) throw new Error(`longer than ${limit} ms: ${slow.join(', ')}`);
} finally {
  await rm(out, { recursive: true, force: true });
}

function importMs(file: string): z.infer<typeof taken> {
  const code = `const from = performance.now(), before = process.cpuUsage();
    await import(${JSON.stringify(pathToFileURL(file).href)});
    const { user, system } = process.cpuUsage(before);
    const wall = performance.now() - from;
    console.log(JSON.stringify({ wall, processor: (user + system) / 1000 }));`;
  const env = { PATH: process.env.PATH, AWS_REGION: 'eu-central-1' };
  const args = ['--no-warnings', '--input-type=module', '--eval', code];
  return taken.parse(JSON.parse(execFileSync(process.execPath, args, { env, encoding: 'utf8' })));
}
