import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OurBug } from '../../errors.ts';
import type { Progress } from '../../ports.ts';
import { openDuckDb } from '../duckdb.ts';
import { openFolder } from '../folder.ts';
import type { CaseName } from './cases.ts';
import type { ChildOrder } from './child.ts';
import { cubeVersion, installCube } from './cube/cube.ts';
import { type Drops, makeDrops } from './drop/drops.ts';
import { thisMachine } from './machine.ts';
import { caseOf, type MeasuredCase, type SizedResult } from './results.ts';
import { type SizeName, sizes } from './sizes.ts';
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

export interface BenchOrder {
  readonly size: SizeName;
  /** Months of history, each measured by itself; of the second and later ones the report alone. */
  readonly months: readonly number[];
  readonly runs: number;
  readonly only: readonly ToldCase[];
  /** Seconds that one query per KPI may take. */
  readonly cap: number;
  readonly memory?: string | undefined;
}

const ofReport: readonly ToldCase[] = ['cold', 'warm', 'again'];

/** Makes the company, measures every case in processes of its own, and removes what it made. */
export async function bench(
  order: BenchOrder,
  progress: Progress,
): Promise<readonly SizedResult[]> {
  const root = await mkdtemp(join(tmpdir(), 'cs-pulse-bench-'));
  try {
    const measured: SizedResult[] = [];
    const noCube = order.only.includes('cube') ? await withCube(root, progress) : null;
    for (const [nth, months] of order.months.entries()) {
      const only = nth === 0 ? order.only : order.only.filter((name) => ofReport.includes(name));
      const folder = join(root, String(months));
      measured.push(await measureMonths(folder, { ...order, only, noCube }, months, progress));
      await rm(folder, { recursive: true });
    }
    return measured;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Said at once and in the result: what is left out quietly looks as if it had been measured. */
async function withCube(root: string, progress: Progress): Promise<string | null> {
  progress.step(`Installing Cube ${cubeVersion}`);
  const failed = await installCube(join(root, 'cube'));
  if (failed !== null) progress.warn(`! ${failed}`);
  return failed;
}

interface MonthsOrder extends BenchOrder {
  /** Why Cube is not there; null where it is. */
  readonly noCube: string | null;
}

async function measureMonths(
  root: string,
  order: MonthsOrder,
  months: number,
  progress: Progress,
): Promise<SizedResult> {
  progress.step(`Making ${order.size} with ${months} months`);
  await mkdir(root, { recursive: true });
  const { rows, bytes, seconds, ...drops } = await makeDrops(root, sizes[order.size], months);
  const runs = new Map<ToldCase, Ran[]>();
  for (let run = 1; run <= order.runs; run += 1) {
    const out = join(root, 'out');
    await mkdir(out);
    for (const name of order.only) {
      progress.step(`${order.size}, ${months} months, run ${run} of ${order.runs}: ${name}`);
      runs.set(name, [...(runs.get(name) ?? []), await oneCase(name, drops, out, order)]);
    }
    await rm(out, { recursive: true });
  }
  const cases = [...runs].map(([name, all]) => caseOf(name, all));
  checkAnswers(cases);
  const drop = { rows, bytes, seconds };
  const memory = order.memory ?? null;
  return { size: order.size, months, machine: await onMachine(), drop, memory, cases };
}

async function onMachine() {
  const engine = await openDuckDb(openFolder(tmpdir()));
  try {
    return await thisMachine(engine);
  } finally {
    engine.close();
  }
}

/** What two cases both answer they must answer alike: a figure of something else is no bound. */
function checkAnswers(cases: readonly MeasuredCase[]): void {
  const first = new Map<string, readonly [string, number]>();
  for (const { name, answers } of cases.filter((one) => one.name !== 'cold')) {
    for (const [question, answer] of Object.entries(answers)) {
      const [other, said] = first.get(question) ?? [name, answer];
      if (said !== answer)
        throw new OurBug(`${question} is ${said} by ${other} and ${answer} by ${name}`);
      first.set(question, [name, answer]);
    }
  }
}

const child = fileURLToPath(new URL('./child.ts', import.meta.url));

async function oneCase(
  told: ToldCase,
  { today, dayBefore }: Pick<Drops, 'today' | 'dayBefore'>,
  out: string,
  { cap, memory, noCube }: MonthsOrder,
): Promise<Ran> {
  if (told === 'cube' && noCube !== null) return notRun(told, noCube);
  const result = join(out, `${told}.json`);
  const name: CaseName = told === 'cold' || told === 'warm' || told === 'again' ? 'report' : told;
  const drop = told === 'cold' ? dayBefore : today;
  const cube = join(out, '..', '..', 'cube');
  const order: ChildOrder = { name, drop, out, result, cube, cap, ...(memory ? { memory } : {}) };
  const args = [...process.execArgv, child, JSON.stringify(order)];
  const started = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await new Promise<readonly [number | null]>((resolve) => {
    started.on('close', (status) => resolve([status]));
  });
  if (code !== 0) return notRun(told, `its process ended with ${code ?? 'a signal'}`);
  return ran.parse(JSON.parse(await readFile(result, 'utf8')));
}

/** A process that the system ended, as for its memory. */
function notRun(name: string, stopped: string): Ran {
  const nothing = { seconds: 0, processor: 0, megabytes: 0, rows: 0, bytes: 0, queries: 0 };
  const whole = { name, ...nothing };
  return { whole, steps: [], statements: [], answers: {}, dollars: 0, stopped };
}
