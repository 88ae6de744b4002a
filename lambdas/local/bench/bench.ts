import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OurBug } from '../../errors.ts';
import type { Progress } from '../../ports.ts';
import { openDuckDb } from '../duckdb.ts';
import { openFolder } from '../folder.ts';
import { cubeVersion, installCube } from './cube/cube.ts';
import { makeDrops } from './drop/drops.ts';
import { thisMachine } from './machine.ts';
import { oneCase, type ToldCase } from './processes.ts';
import { caseOf, type MeasuredCase, type SizedResult } from './results.ts';
import { type SizeName, sizes } from './sizes.ts';
import type { Ran } from './taken.ts';

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

async function measureMonths(
  root: string,
  order: BenchOrder & { readonly noCube: string | null },
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
