/**
 * What rendering all editions for many readers takes: `npx tsx .ci/readers.ts [readers] [edition]`. The demo
 * company is measured and composed once; then a process of its own renders, and its messages a second, its
 * processor time and its memory are said. Messages are counted and not kept: 1,000 of them are gigabytes.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { demoDrop, demoSettings, demoSource } from '../lambdas/local/cli/demo_company.ts';
import { openFolder } from '../lambdas/local/folder.ts';
import { laptop, laptopAssets, sender } from '../lambdas/local/world.ts';
import { measureReport } from '../lambdas/pipeline.ts';
import type { Objects } from '../lambdas/ports.ts';
import { composeRun } from '../lambdas/runs/composed.ts';
import type { Job } from '../lambdas/runs/job.ts';
import { renderRun } from '../lambdas/runs/rendered.ts';
import { readTotals, writeValues } from '../lambdas/runs/values.ts';
import { type EditionName, editionNames, type Reader } from '../lambdas/settings/schema.ts';

/** Of a core's time and not of the clock's, since CI shares its cores; far below what was measured. */
const fewestPerSecond = 5;
/** A Lambda that renders has 2 GB. */
const mostMegabytes = 1_200;

/** Of the demo company; each has a book of business. */
const csms = [
  'Alana Brooks',
  'Dana Reyes',
  'Ines Falk',
  'Jonas Wieland',
  'Kenji Morita',
  'Maeve Corrigan',
  'Priya Nair',
  'Theo Lindqvist',
];

const silent = { step: () => {}, note: () => {}, warn: () => {} };
const [asked = '1000', ...rest] = process.argv.slice(2);
if (asked === 'render') await render(rest[0] ?? '', rest[1] ?? '');
else
  await measureReaders(
    Number(asked),
    editionNames.filter((name) => !rest[0] || rest[0] === name),
  );

async function measureReaders(count: number, editions: readonly EditionName[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cs-pulse-readers-'));
  try {
    for (const edition of editions) await prepare(edition, count, folder);
    const me = fileURLToPath(import.meta.url);
    for (const edition of editions) {
      const args = [...process.execArgv, me, 'render', edition, folder];
      const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
      if (status !== 0) process.exitCode = 1;
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The run up to its reports, as the steps before rendering leave it. */
async function prepare(edition: EditionName, count: number, folder: string): Promise<void> {
  const world = await laptop(await demoDrop('out'), 'out', silent);
  const archive = openFolder(folder);
  try {
    const settings = { ...(await demoSettings()), readers: readersOf(count) };
    const request = {
      edition,
      settings,
      source: demoSource,
      mapping: undefined,
      reader: undefined,
    };
    const { job, values } = await measureReport(world, {
      ...{ ...request, period: undefined, asOf: 'latest', attended: true },
    });
    await composeRun({ archive, progress: silent }, job, values);
    await writeValues(archive, job.folder, values);
    await writeFile(join(folder, `${edition}.json`), JSON.stringify(job));
  } finally {
    world.close();
  }
}

/** Two of five read the whole company's report, the others their book; half of all read German. */
function readersOf(count: number): readonly Reader[] {
  return Array.from({ length: count }, (_, n) => ({
    email: `reader.${n}@example.com`,
    name: `Reader Number ${n}`,
    editions: [...editionNames],
    ...(n % 5 < 2 ? {} : { scope: { csm: [csms[n % csms.length] ?? ''] } }),
    ...(n % 2 === 0 ? { language: 'en', locale: 'en-GB' } : { language: 'de', locale: 'de-DE' }),
  }));
}

async function render(edition: string, folder: string): Promise<void> {
  const job: Job = JSON.parse(await readFile(join(folder, `${edition}.json`), 'utf8'));
  const { archive, written } = counted(openFolder(folder));
  const world = {
    lake: openFolder('out'),
    archive,
    assets: await laptopAssets(),
    progress: silent,
    sender,
  };
  const totals = await readTotals(archive, job.folder);
  const [from, before] = [performance.now(), process.cpuUsage()];
  const { documents } = await renderRun(world, job, totals);
  const seconds = (performance.now() - from) / 1000;
  const { user, system } = process.cpuUsage(before);
  const perSecond = documents.length / ((user + system) / 1e6);
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(
    `${edition}: ${documents.length} messages in ${seconds.toFixed(1)} s, ${(documents.length / seconds).toFixed(1)} a second; ` +
      `${perSecond.toFixed(1)} for each second of processor; ${megabytes.toFixed(0)} MB at most; ` +
      `${(written.bytes / 1e6).toFixed(0)} MB written`,
  );
  if (perSecond < fewestPerSecond || megabytes > mostMegabytes) {
    console.log(`expected ${fewestPerSecond} at least and ${mostMegabytes} MB at most`);
    process.exitCode = 1;
  }
}

function counted(folder: Objects): { archive: Objects; written: { bytes: number } } {
  const written = { bytes: 0 };
  const write = async (key: string, body: string | Uint8Array) => {
    written.bytes += Buffer.byteLength(body);
    if (!key.includes('/documents/')) await folder.write(key, body);
  };
  return { archive: { ...folder, write }, written };
}
