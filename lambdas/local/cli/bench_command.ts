import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { BadSettings } from '../../errors.ts';
import { bench } from '../bench/bench.ts';
import { caseNames, type ToldCase } from '../bench/processes.ts';
import { type MeasuredCase, renewed, results, type SizedResult } from '../bench/results.ts';
import { type SizeName, sizeNames } from '../bench/sizes.ts';
import { sizeReport } from '../bench/tables.ts';

export interface BenchOptions {
  readonly size: string;
  readonly only?: string;
  readonly months: string;
  readonly runs: string;
  readonly cap: string;
  readonly memory?: string;
  readonly write?: boolean;
  readonly json?: boolean;
}

const file = (name: string) => fileURLToPath(new URL(`../bench/${name}`, import.meta.url));

/** `npm run bench -- --size S|M|L` */
export async function runBenchCommand(options: BenchOptions): Promise<void> {
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const now = await bench(
    {
      size: sizeOf(options.size),
      months: options.months.split(',').map((text) => whole(text, '--months')),
      runs: whole(options.runs, '--runs'),
      only: casesOf(options.only),
      cap: whole(options.cap, '--cap'),
      memory: options.memory,
    },
    { step: say, note: say, warn: say },
  );
  if (now.some(({ cases }) => cases.some(isBroken))) process.exitCode = 1;
  const known = results.parse(JSON.parse(await readFile(file('results.json'), 'utf8')));
  const all = renewed(known, now);
  process.stdout.write(
    options.json ? json(now) : `${now.map((one) => sizeReport(one, now)).join('\n\n')}\n`,
  );
  if (options.write !== true) return;
  await writeFile(file('results.json'), json(all));
  await writeFile(
    file('RESULTS.md'),
    `${title}\n\n${all.map((one) => sizeReport(one, all)).join('\n\n')}\n`,
  );
}

/** One query per KPI is cut at L, and Cube is not to be had everywhere: the others must come to their end. */
const isBroken = ({ name, stopped }: MeasuredCase) =>
  stopped !== null && name !== 'naive' && name !== 'cube';

const title = `# Benchmarks

Written by \`npm run bench -- --size S|M|L --write\`, never by hand. Every ratio is of figures of one run.`;

const json = (all: readonly SizedResult[]) => `${JSON.stringify(all, null, 1)}\n`;

function sizeOf(text: string): SizeName {
  const found = sizeNames.find((name) => name === text);
  if (found) return found;
  throw new BadSettings(`--size ${text} is none of ${sizeNames.join(', ')}`);
}

/** In the order in which they run: what is warm needs what was cold. What takes ten minutes is asked for by name. */
function casesOf(text: string | undefined): readonly ToldCase[] {
  if (text === undefined) return caseNames.filter((name) => name !== 'messages_10k');
  const asked = text.split(',');
  const unknown = asked.find((name) => !caseNames.some((known) => known === name));
  if (unknown !== undefined)
    throw new BadSettings(`--only ${unknown} is none of ${caseNames.join(', ')}`);
  const needsCold = asked.includes('warm') || asked.includes('again');
  return caseNames.filter((name) => asked.includes(name) || (name === 'cold' && needsCold));
}

function whole(text: string, option: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new BadSettings(`${option} ${text} is no whole number above 0`);
}
