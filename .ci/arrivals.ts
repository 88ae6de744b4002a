/**
 * Whether a benchmark company's weekly report is the same to the byte by whatever way its data came:
 * `npx tsx .ci/arrivals.ts [size] [seed]`. It is made from scratch, with the state of the day before, with days that
 * came in three lots that a seed deals out, and there once more with all landed, staged and measured anew. Where data
 * of before knew the numbers otherwise the company's report says so, as it should: all the rest is the same.
 */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { makeDrops } from '../lambdas/local/bench/drop/drops.ts';
import { type SizeName, sizeNames, sizes } from '../lambdas/local/bench/sizes.ts';
import { demoSettings } from '../lambdas/local/cli/demo_company.ts';
import { type LaptopWorld, laptop } from '../lambdas/local/world.ts';
import { type ReportRequest, runReport } from '../lambdas/pipeline.ts';
import { sha256 } from '../lambdas/runs/keeper.ts';
import { takeSnapshot } from '../lambdas/staging/take_snapshot.ts';

const [size = 'S', seed = '1'] = process.argv.slice(2);
const silent = { step: () => {}, note: () => {}, warn: () => {} };
const request: ReportRequest = {
  ...{ edition: 'weekly', asOf: 'latest', attended: true, source: 'bench' },
  ...{ period: undefined, mapping: undefined, reader: undefined },
  settings: await demoSettings(),
};
const root = mkdtempSync(join(tmpdir(), 'cs-pulse-arrivals-'));
try {
  await compareArrivals(sizeOf(size));
} finally {
  rmSync(root, { recursive: true });
}

async function compareArrivals(name: SizeName): Promise<void> {
  const { today, dayBefore } = await makeDrops(join(root, 'made'), sizes[name], 12);
  const drop = join(root, 'drop');
  const arrives = (folder: string) => {
    rmSync(drop, { recursive: true, force: true });
    cpSync(folder, drop, { recursive: true, preserveTimestamps: true });
  };
  const at = (out: string) => join(root, out);
  arrives(today);
  const scratch = await reported(drop, at('scratch'));
  arrives(dayBefore);
  await reported(drop, at('next_day'));
  arrives(today);
  const nextDay = await reported(drop, at('next_day'));
  judge('after the day before, but what says so', numbersOf(scratch), numbersOf(nextDay));
  for (const missing of lotsOf(join(drop, 'events'))) {
    arrives(today);
    for (const day of missing) rmSync(join(drop, 'events', day));
    await inWorld(drop, at('lots'), (world) => takeSnapshot({ ...world, ...request }));
  }
  arrives(today);
  const inLots = await reported(drop, at('lots'));
  judge('of days in three lots, but what says so', numbersOf(scratch), numbersOf(inLots));
  rmSync(join(at('lots'), 'measured'), { recursive: true });
  judge('of these, made anew', inLots, await reported(drop, at('lots'), true));
}

/** Without the files in which the company's report says how good its data is. */
function numbersOf(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const said = ['manifest.json', 'report.json', 'site/company.json'];
  const readers = request.settings.readers.filter(({ scope }) => scope === undefined);
  const says = (name: string) =>
    said.includes(name) || readers.some(({ email }) => name.startsWith(`documents/${email}.`));
  return new Map([...files].filter(([name]) => !says(name)));
}

/** Days that are missing yet after each lot but the last. */
function lotsOf(folder: string): readonly (readonly string[])[] {
  const place = (day: string) =>
    createHash('sha256').update(`${seed} ${day}`).digest().readUInt16BE() / 65_536;
  return [0.3, 0.7].map((share) => readdirSync(folder).filter((day) => place(day) > share));
}

async function inWorld<T>(
  drop: string,
  out: string,
  use: (world: LaptopWorld) => Promise<T>,
): Promise<T> {
  const world = await laptop(drop, out, silent);
  try {
    return await use(world);
  } finally {
    world.close();
  }
}

/** SHA-256 of every file of a report's run. */
async function reported(drop: string, out: string, rebuild = false) {
  const from = performance.now();
  const { folder } = await inWorld(drop, out, (world) => runReport(world, { ...request, rebuild }));
  console.log(
    `${relative(root, out)}/${folder} in ${((performance.now() - from) / 1000).toFixed(0)} s`,
  );
  const found = readdirSync(join(out, folder), { recursive: true, withFileTypes: true });
  const files = found
    .filter((file) => file.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => [relative(join(out, folder), path), sha256(readFileSync(path))] as const);
  const { quality: _, ...said } = JSON.parse(
    readFileSync(join(out, folder, 'report.json'), 'utf8'),
  );
  return new Map([...files, ['report.json, but quality', sha256(JSON.stringify(said))]]);
}

function judge(
  way: string,
  expected: ReadonlyMap<string, string>,
  files: ReadonlyMap<string, string>,
): void {
  const names = [...new Set([...expected.keys(), ...files.keys()])];
  const differing = names.filter((name) => expected.get(name) !== files.get(name));
  console.log(`${way}: ${names.length} files, ${differing.length} differ`);
  if (differing.length === 0 && names.length > 20) return;
  console.log(differing.join('\n'));
  process.exitCode = 1;
}

function sizeOf(text: string): SizeName {
  const found = sizeNames.find((name) => name === text);
  if (found === undefined) throw new Error(`${text} is none of ${sizeNames.join(', ')}`);
  return found;
}
