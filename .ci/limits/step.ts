import { readFileSync } from 'node:fs';
import { AthenaClient } from '@aws-sdk/client-athena';
import { openAthena } from '../../lambdas/adapters/athena/engine.ts';
import { machineClock } from '../../lambdas/adapters/clock.ts';
import { parquetLander } from '../../lambdas/adapters/parquet/lander.ts';
import { compose } from '../../lambdas/handlers/compose.ts';
import { deliver } from '../../lambdas/handlers/deliver.ts';
import { land } from '../../lambdas/handlers/land.ts';
import { measure } from '../../lambdas/handlers/measure.ts';
import { render } from '../../lambdas/handlers/render.ts';
import { stage } from '../../lambdas/handlers/stage.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { folderRecords } from '../../lambdas/local/records.ts';
import { laptopAssets, queryText } from '../../lambdas/local/world.ts';

/**
 * One step of a run in a process of its own, as a Lambda runs it, with folders as buckets and Athena behind
 * its API. Prints what it took: `{"seconds", "processor", "megabytes", "answer"}`,
 * seconds by the clock and of a processor's time.
 */
const [root = '', athena = '', step = '', order = ''] = process.argv.slice(2);
const bucket = (name: string) => openFolder(`${root}/${name}`);
const lake = { ...bucket('lake'), locate: (key: string) => `s3://lake/${key}` };
const [archive, lakeRecords] = [bucket('archive'), folderRecords(`${root}/lake`)];
const progress = { step: () => {}, note: () => {}, warn: () => {} };
const timeLeft = () => 900_000;
const client = new AthenaClient({
  ...{ region: 'eu-central-1', endpoint: athena, maxAttempts: 5 },
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
const engine = (scope: string, bytesSpent: number) =>
  openAthena({
    ...{ client, lake, scope, bytesSpent, clock: machineClock },
    ...{ database: 'cs_pulse_limits', workgroup: 'pulse' },
  });
const asking = { archive, lake, lakeRecords, engine, queryText, progress };
const [sender, owner] = ['CS Pulse <reports@example.com>', 'owner@example.com'];

const steps = {
  land: () =>
    land(
      {
        ...{ archive, lake, progress, parquet: parquetLander },
        // By one function, of whatever size: a share of it takes less.
        most: Number.POSITIVE_INFINITY,
        drop: (source) => bucket(`lake/exports/${source}`),
      },
      { order },
    ),
  stage: () => stage(asking, { order }),
  measure: () => measure(asking, { order }),
  compose: () => compose({ archive, progress }, { order }),
  render: () =>
    render({ archive, lake, progress, sender, owner, assets: laptopAssets }, { order }, timeLeft),
  deliver: () =>
    deliver(
      {
        ...{
          archive,
          receipts: folderRecords(`${root}/archive`),
          progress,
          sender,
          owner,
          timeLeft,
        },
        ...{ clock: machineClock, allowList: null, attempt: 'limits', logs: '', start: 'start' },
        ...{ unsubscribeUrl: 'https://example.com/u', unsubscribeMailto: undefined },
        signer: { sign: async () => 'signature', verify: async () => true },
        mailer: {
          quota: async () => ({ perSecond: 1000, remainingToday: 50_000 }),
          send: async () => ({ outcome: 'sent', messageId: 'm' }),
        },
      },
      { order },
      timeLeft,
    ),
};

const run = Object.entries(steps).find(([name]) => name === step)?.[1];
if (!run) throw new Error(`there is no step ${step}`);
const begun = performance.now();
const answer = await run();
const seconds = (performance.now() - begun) / 1000;
// Not `maxRSS`, which begins with what the process had that started this one.
const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
const megabytes = Number(peak?.[1]) / 1000;
const processor = process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6;
process.stdout.write(`${JSON.stringify({ seconds, processor, megabytes, answer })}\n`);
process.exit(0);
