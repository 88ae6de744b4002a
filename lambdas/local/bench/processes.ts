import { spawn } from 'node:child_process';
import { readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CaseName } from './cases.ts';
import type { ChildOrder } from './child.ts';
import type { Drops } from './drop/drops.ts';
import { type Ran, ran } from './taken.ts';

/**
 * Cases by the name under which they are told, and what runs for each: the last of these is what is measured. `warm`
 * follows `cold`, with one more day in the drop.
 */
const processes = {
  cold: ['report'],
  warm: ['report'],
  again: ['report'],
  bound: ['bound'],
  naive: ['naive'],
  copy: ['copy'],
  day: ['day'],
  cube: ['cube'],
  messages: ['composed', 'messages'],
  messages_10k: ['composed', 'messages'],
} as const satisfies Readonly<Record<string, readonly CaseName[]>>;
export type ToldCase = keyof typeof processes;
export const caseNames = Object.keys(processes).filter(isTold);

function isTold(name: string): name is ToldCase {
  return name in processes;
}

const readersOf = (told: ToldCase) => (told === 'messages_10k' ? 10_000 : 1_000);

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
  const [folder, drop] = [told === 'cold' ? dayBefore : today, join(dirname(out), 'drop')];
  const [result, cube] = [join(out, `${told}.json`), join(out, '..', '..', 'cube')];
  const means = { ...{ drop, out, result, cube, cap }, ...(memory ? { memory } : {}) };
  // On every day in one place, as with people who use it: hashes of its files are known by that.
  await rename(folder, drop);
  try {
    let last = notRun(told, 'nothing runs for it');
    for (const name of processes[told]) {
      last = await oneProcess(told, { ...means, name, readers: readersOf(told) });
      if (last.stopped !== null) return last;
    }
    return last;
  } finally {
    await rename(drop, folder);
  }
}

async function oneProcess(told: ToldCase, order: ChildOrder): Promise<Ran> {
  const code = await ended([...process.execArgv, child, JSON.stringify(order)]);
  if (code !== 0) return notRun(told, `its process ended with ${code ?? 'a signal'}`);
  return ran.parse(JSON.parse(await readFile(order.result, 'utf8')));
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
