import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { functions } from '../../infra/functions.ts';
import { start } from '../../lambdas/handlers/start.ts';
import { demoSettings } from '../../lambdas/local/cli/demo_company.ts';
import { writeDemoCompany } from '../../lambdas/local/demo/write.ts';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { folderRecords } from '../../lambdas/local/records.ts';
import { codeVersion } from '../../lambdas/local/world.ts';
import type { Engine, Objects } from '../../lambdas/ports.ts';
import type { Reader } from '../../lambdas/settings/schema.ts';
import { snapshotsOf } from '../../lambdas/staging/snapshots.ts';
import { openDuckDbBackend } from '../../test/athena_facade/duckdb_backend.ts';
import { openFacade } from '../../test/athena_facade/facade.ts';

/**
 * What every function of a run takes for a large company, each in a process that may have no more memory
 * than its Lambda, and no more than some megabytes: `tsx .ci/limits/run.ts [accounts] [megabytes] [books]`. So many
 * CSMs read a book of their own. Fails where one takes more than that, computes for half of its time, or hands over
 * more than keys.
 */
const [accounts = 20_000, most = 1024, books = 300] = process.argv.slice(2).map(Number);
const memoryOf = (step: (typeof steps)[number]) => Math.min(functions[step].memory, most);
const root = mkdtempSync(join(tmpdir(), 'cs-pulse-limits-'));
const bucket = (name: string) => openFolder(join(root, name));
const printed = z.object({
  seconds: z.number(),
  processor: z.number(),
  megabytes: z.number(),
  answer: z.unknown(),
});
const steps = ['land', 'stage', 'measure', 'compose', 'render', 'deliver'] as const;
type Result = z.infer<typeof printed> & { readonly step: (typeof steps)[number] };

await writeCompany();
const facade = await openFacade({
  backend: await openDuckDbBackend({ bucket: 'lake', objects: bucket('lake') }, 'cs_pulse_limits'),
  lake: { bucket: 'lake', objects: bucket('lake') },
  workgroups: { pulse: { output: 's3://lake/results/', cutOff: 1e12 } },
  pace: 'quick',
});
const order = await orderOf();
const results: Result[] = [];
for (const step of steps) results.push({ step, ...(await taken(step)) });
await facade.close();
report(await landedRows());
rmSync(root, { recursive: true, force: true });

async function writeCompany(): Promise<void> {
  const out = bucket('lake/exports/exports');
  const engine = await openDuckDb(out);
  const options = { accounts, months: 13, event_volume: 0.02, user_volume: 0.2 };
  await writeDemoCompany({ out, engine, options });
  await thinEvents(out, engine);
  const settings = await demoSettings();
  const own = (await csms(out, engine)).map(readerOf);
  engine.close();
  if (own.length < books) throw new Error(`the company has ${own.length} CSMs and not ${books}`);
  const readers = [...settings.readers, ...own];
  await bucket('settings').write('settings.json', JSON.stringify({ ...settings, readers }));
}

async function csms(out: Objects, engine: Engine): Promise<readonly string[]> {
  const parts = (await out.list('accounts/')).map((key) => `'${out.locate(key)}'`);
  const rows = `read_csv([${parts.join(', ')}])`;
  const named = `select distinct csm from ${rows} where csm is not null order by csm`;
  return (await engine.query(`${named} limit ${books}`)).map(({ csm }) => String(csm));
}

function readerOf(csm: string, n: number): Reader {
  const email = `csm.${n}@example.com`;
  const scope = { csm: [csm] };
  return { email, name: csm, editions: ['weekly'], scope, language: 'en', locale: 'en-GB' };
}

/** One session of four: what events cost is told by their number a second, and here accounts shall be many. */
async function thinEvents(out: Objects, engine: Engine): Promise<void> {
  for (const key of await out.list('events/')) {
    const whole = `read_parquet('${out.locate(key)}')`;
    await engine.unload('thinned', `select * from ${whole} where hash(session_id) % 4 = 0`);
    await out.writeStream(key, await out.open('thinned/part-0.parquet'));
  }
  await out.remove('thinned');
}

/** Key of the order that a start function would hand to the state machine. */
async function orderOf(): Promise<string> {
  let input: unknown;
  const machine = {
    arn: (name: string) => name,
    state: async () => null,
    start: async (_: string, given: object) => {
      input = given;
      return true;
    },
  };
  const clock = { now: () => '2026-11-02T07:00:00.000Z', sleep: async () => {} };
  const silent = { step: () => {}, note: () => {}, warn: () => {} };
  const buckets = {
    archive: bucket('archive'),
    lake: bucket('lake'),
    settings: () => bucket('settings'),
  };
  const drop = (source: string) => bucket(`lake/exports/${source}`);
  const receipts = folderRecords(join(root, 'archive'));
  const version = await codeVersion();
  await start(
    {
      ...buckets,
      drop,
      machine,
      clock,
      receipts,
      progress: silent,
      source: 'exports',
      version,
      self: 'start',
      exporting: null,
      languages: async () => ['de'],
    },
    { edition: 'weekly', period: '2026-W44', deliver: 'missing', reason: 'limits' },
  );
  return z.object({ order: z.string() }).parse(input).order;
}

async function taken(step: (typeof steps)[number]) {
  // Beside the heap lie the program itself and what it reads and writes.
  const heap = Math.floor(memoryOf(step) * 0.62);
  const child = spawn(
    process.execPath,
    [
      ...[`--max-old-space-size=${heap}`, '--import', 'tsx', '.ci/limits/step.ts'],
      ...[root, facade.address, step, order],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let text = '';
  for await (const chunk of child.stdout) text += chunk;
  const line = text.trim().split('\n').at(-1) ?? '';
  if (!line.startsWith('{')) throw new Error(`${step} ended without an answer`);
  return printed.parse(JSON.parse(line));
}

async function landedRows(): Promise<number> {
  const [snapshot] = await snapshotsOf(bucket('lake'), 'exports');
  return (snapshot?.tables ?? []).reduce((sum, { landed }) => sum + landed, 0);
}

function report(landed: number): void {
  const rows = results.map(({ step, seconds, processor, megabytes, answer }) => {
    const [memory, time] = [memoryOf(step), functions[step].seconds];
    const payload = Buffer.byteLength(JSON.stringify(answer));
    // Of a processor's time: how long a busy machine or the other engine lets it wait is not the step's own.
    const fits = megabytes <= memory && processor <= time / 2 && payload <= 1000;
    const of = (is: number, may: number) => `${is.toFixed(0)} of ${may}`;
    return `${fits ? 'ok  ' : 'OVER'} ${step.padEnd(8)} ${of(megabytes, memory)} MB, ${of(seconds, time)} s (${processor.toFixed(0)} s of a processor), answers ${payload} bytes`;
  });
  const queries = facade.executions.length;
  const perSecond = Math.round(landed / (results[0]?.seconds ?? 1));
  console.log(
    `${accounts} accounts, books for ${books} CSMs, ${queries} queries, ${landed} rows landed at ${perSecond} a second:\n${rows.join('\n')}`,
  );
  if (rows.some((row) => row.startsWith('OVER'))) process.exitCode = 1;
}
