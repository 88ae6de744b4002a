/**
 * A large export within little memory: `npx tsx .ci/million.ts <source> [rows] [seed]`. A vendor that makes its
 * records up, in a process of its own, gives one million of the kind that a company has most of; the whole
 * export runs over them with 256 MB. Fails where its memory grows with the number of records, or where an export
 * that is killed, at a request and at a step, and started again leaves another drop than one that is not.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { bundleExport } from './million/bundle.ts';
import { differing, dropOf, recordOf } from './million/drop.ts';
import { drawn } from './million/generated.ts';
import { startExport, startVendor, type Told, type VendorProcess } from './million/processes.ts';
import { type Run, report, stepsOf } from './million/report.ts';

const [source = '', rowsText = '1000000', seedText = '1'] = process.argv.slice(2);
const [rows, seed] = [Number(rowsText), Number(seedText)];
const fifth = Math.round(rows / 5);

const root = mkdtempSync(join(tmpdir(), `cs-pulse-million-${source}-`));
try {
  const bundle = await bundleExport(source, root);
  const small = await withVendor(fifth, (vendor) => whole(bundle, vendor, 'small'));
  await withVendor(fifth, (vendor) => killed(bundle, vendor, small));
  const large = await withVendor(rows, (vendor) => whole(bundle, vendor, 'large'));
  report(source, rows, small, large);
} finally {
  rmSync(root, { recursive: true, force: true });
}

async function withVendor<Result>(
  count: number,
  use: (vendor: VendorProcess) => Promise<Result>,
): Promise<Result> {
  const vendor = await startVendor(source, count);
  try {
    return await use(vendor);
  } finally {
    vendor.close();
  }
}

async function whole(bundle: string, vendor: VendorProcess, name: string): Promise<Run> {
  const told: (Told & { at: number })[] = [];
  const start = performance.now();
  const at = () => (performance.now() - start) / 1000;
  const run = begin(bundle, vendor, name, (one) => told.push({ ...one, at: at() }));
  await run.ended;
  const seconds = at();
  const [drop, record] = [dropOf(join(root, name)), recordOf(join(root, name), source)];
  rmSync(join(root, name), { recursive: true });
  return { seconds, asked: await vendor.asked(), told, drop, record };
}

/** A step after the reading and how many seconds of it have passed, at a moment drawn from all of these. */
function momentAfterReading(run: Run) {
  const steps = stepsOf(run).filter(({ step }) => !step.startsWith('Exporting'));
  const all = steps.reduce((sum, { seconds }) => sum + seconds, 0);
  let wait = (all * drawn(seed, 2, 1000)) / 1000;
  for (const { step, seconds } of steps) {
    if (wait < seconds) return { step, wait };
    wait -= seconds;
  }
  return { step: '', wait: 0 };
}

function begin(
  bundle: string,
  { secret, options }: VendorProcess,
  name: string,
  listen: (told: Told) => void,
) {
  return startExport(bundle, { folder: join(root, name), name: source, secret, options }, listen);
}

/** Killed at a request, then somewhere in a step after the reading; then it ends by itself. */
async function killed(bundle: string, vendor: VendorProcess, like: Run): Promise<void> {
  const nth = 1 + drawn(seed, 1, like.asked);
  const reached = vendor.holds(nth);
  const first = begin(bundle, vendor, 'killed', () => {});
  await Promise.race([reached, first.ended]);
  await first.kill();

  const { step, wait } = momentAfterReading(like);
  let begun = () => {};
  const begins = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const second = begin(bundle, vendor, 'killed', (one) => {
    if ('step' in one && one.step === step) begun();
  });
  await Promise.race([begins, second.ended]);
  await setTimeout(wait * 1000);
  await second.kill();

  await begin(bundle, vendor, 'killed', () => {}).ended;
  const where = `request ${nth} of ${like.asked} and ${wait.toFixed(1)} s into "${step}"`;
  const other = differing(like.drop, dropOf(join(root, 'killed')));
  if (other.length > 0) {
    throw new Error(`killed at ${where} (seed ${seed}) it leaves another ${other.join(', ')}`);
  }
  console.log(`killed at ${where} (seed ${seed}): the same drop`);
  rmSync(join(root, 'killed'), { recursive: true });
}
