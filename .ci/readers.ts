/**
 * What rendering all editions for many readers takes: `npx tsx .ci/readers.ts [readers] [edition]`. The demo
 * company is measured and composed once; then a process of its own renders, and its messages a second, its
 * processor time and its memory are said. Messages are counted and not kept: 1,000 of them are gigabytes.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import {
  composeForReaders,
  manyReaders,
  renderForReaders,
} from '../lambdas/local/bench/messages.ts';
import { demoDrop, demoSettings, demoSource } from '../lambdas/local/cli/demo_company.ts';
import { laptop } from '../lambdas/local/world.ts';
import { type EditionName, editionNames } from '../lambdas/settings/schema.ts';

/** Of a core's time and not of the clock's, since CI shares its cores; far below what was measured. */
const fewestPerSecond = 5;
/** A Lambda that renders has 2 GB. */
const mostMegabytes = 1_200;

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

async function prepare(edition: EditionName, count: number, folder: string): Promise<void> {
  const world = await laptop(await demoDrop('out'), 'out', silent);
  try {
    const settings = { ...(await demoSettings()), readers: manyReaders(count) };
    const request = {
      ...{ edition, settings, source: demoSource, mapping: undefined, reader: undefined },
      ...({ period: undefined, asOf: 'latest', attended: true } as const),
    };
    await composeForReaders(world, request, join(folder, edition));
  } finally {
    world.close();
  }
}

async function render(edition: string, folder: string): Promise<void> {
  const [from, before] = [performance.now(), process.cpuUsage()];
  const { messages, bytes } = await renderForReaders(join(folder, edition), 'out', silent);
  const seconds = (performance.now() - from) / 1000;
  const { user, system } = process.cpuUsage(before);
  const perSecond = messages / ((user + system) / 1e6);
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(
    `${edition}: ${messages} messages in ${seconds.toFixed(1)} s, ${(messages / seconds).toFixed(1)} a second; ` +
      `${perSecond.toFixed(1)} for each second of processor; ${megabytes.toFixed(0)} MB at most; ` +
      `${(bytes / 1e6).toFixed(0)} MB written`,
  );
  if (perSecond < fewestPerSecond || megabytes > mostMegabytes) {
    console.log(`expected ${fewestPerSecond} at least and ${mostMegabytes} MB at most`);
    process.exitCode = 1;
  }
}
