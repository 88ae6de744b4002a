import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { growHeapSlowly } from '../heap.ts';
import { cases } from './cases.ts';
import { runWatched } from './watched.ts';

/** Runs one case in this process, so that its memory is its own, and writes what it took as JSON. */
const order = z.strictObject({
  name: z.enum(['report', 'bound', 'naive', 'copy', 'day', 'cube', 'composed', 'messages']),
  drop: z.string(),
  out: z.string(),
  /** File that the result goes to. */
  result: z.string(),
  cube: z.string(),
  cap: z.number(),
  readers: z.int(),
  memory: z.string().optional(),
});
export type ChildOrder = z.infer<typeof order>;

growHeapSlowly();
const { name, result, memory, ...given } = order.parse(JSON.parse(process.argv[2] ?? ''));
const work = await mkdtemp(join(given.out, '.case-'));
try {
  // What does not fit into memory spills into this folder, and is gone with it.
  process.chdir(work);
  const ran = await runWatched(name, { work, memory }, (watching) => cases[name](watching, given));
  await writeFile(result, JSON.stringify(ran));
} finally {
  await rm(work, { recursive: true });
}
process.exit(0);
