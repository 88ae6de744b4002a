import { spawn } from 'node:child_process';
import { readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CaseName } from './cases.ts';
import type { ChildOrder } from './child.ts';
import type { Drops } from './drop/drops.ts';
import { type Ran, ran } from './taken.ts';

/** Cases by the name under which they are told. `warm` follows `cold`, with one more day in the drop. */
export const caseNames = [
  'cold',
  'warm',
  'again',
  'bound',
  'naive',
  'copy',
  'day',
  'cube',
] as const;
export type ToldCase = (typeof caseNames)[number];

const child = fileURLToPath(new URL('./child.ts', import.meta.url));

interface CaseMeans {
  readonly cap: number;
  readonly memory?: string | undefined;
  /** Why Cube is not there; null where it is. */
  readonly noCube: string | null;
}

/** Runs a case in a process of its own, so that its memory is its own. */
export async function oneCase(
  told: ToldCase,
  { today, dayBefore }: Pick<Drops, 'today' | 'dayBefore'>,
  out: string,
  { cap, memory, noCube }: CaseMeans,
): Promise<Ran> {
  if (told === 'cube' && noCube !== null) return notRun(told, noCube);
  const result = join(out, `${told}.json`);
  const name: CaseName = told === 'cold' || told === 'warm' || told === 'again' ? 'report' : told;
  const [folder, drop] = [told === 'cold' ? dayBefore : today, join(dirname(out), 'drop')];
  const cube = join(out, '..', '..', 'cube');
  const order: ChildOrder = { name, drop, out, result, cube, cap, ...(memory ? { memory } : {}) };
  const args = [...process.execArgv, child, JSON.stringify(order)];
  // On every day in one place, as with people who use it: hashes of its files are known by that.
  await rename(folder, drop);
  const code = await ended(args).finally(() => rename(drop, folder));
  if (code !== 0) return notRun(told, `its process ended with ${code ?? 'a signal'}`);
  return ran.parse(JSON.parse(await readFile(result, 'utf8')));
}

/** Exit code of a process; null where a signal ended it. */
function ended(args: readonly string[]): Promise<number | null> {
  const started = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve, reject) => {
    started.on('close', resolve);
    started.on('error', reject);
  });
}

/** A process that the system ended, as for its memory. */
function notRun(name: string, stopped: string): Ran {
  const nothing = { seconds: 0, processor: 0, megabytes: 0, rows: 0, bytes: 0, queries: 0 };
  const whole = { name, ...nothing };
  return { whole, steps: [], statements: [], answers: {}, dollars: 0, stopped };
}
