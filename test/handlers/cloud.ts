import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../../lambdas/handlers/compose.ts';
import { deliver } from '../../lambdas/handlers/deliver.ts';
import { failed } from '../../lambdas/handlers/failed.ts';
import { land } from '../../lambdas/handlers/land.ts';
import { measure } from '../../lambdas/handlers/measure.ts';
import { render } from '../../lambdas/handlers/render.ts';
import { stage } from '../../lambdas/handlers/stage.ts';
import { type StartWorld, start } from '../../lambdas/handlers/start.ts';
import { type DuckDb, openDuckDb } from '../../lambdas/local/duckdb.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { duckDbParquet } from '../../lambdas/local/parquet_drop.ts';
import { folderRecords } from '../../lambdas/local/records.ts';
import { codeVersion, queryText } from '../../lambdas/local/world.ts';
import type {
  Clock,
  Engine,
  ExecutionState,
  Machine,
  Mailer,
  Objects,
  Records,
  SendOutcome,
  Signer,
} from '../../lambdas/ports.ts';
import { silent } from '../measured_world.ts';
import { assets } from '../rendering/rendered.ts';

/** Everything that leaves a process: a test may put itself between any of these and the code. */
export interface Outside {
  readonly lake: Objects;
  readonly lakeRecords: Records;
  readonly archive: Objects;
  readonly archiveRecords: Records;
  readonly settings: Objects;
  readonly drop: (source: string) => Objects;
  readonly mailer: Mailer;
  readonly signer: Signer;
  readonly engine: (lake: Objects) => Promise<Engine>;
}

export interface SentMail {
  readonly to: string;
  readonly raw: string;
}

export interface Account {
  readonly root: string;
  readonly outside: Outside;
  readonly mails: SentMail[];
  readonly clock: Clock & { set(instant: string): void };
}

/** An account's buckets as folders, its Athena as DuckDB, its SES as a list. */
export function openAccount(now = '2026-11-09T07:00:00.000Z'): Account {
  const root = mkdtempSync(join(tmpdir(), 'cs-pulse-account-'));
  const at = (bucket: string) => openFolder(join(root, bucket));
  const records = (bucket: string) => folderRecords(join(root, bucket));
  const mails: SentMail[] = [];
  let time = Date.parse(now);
  const clock = {
    now: () => new Date(time).toISOString(),
    sleep: async (milliseconds: number) => {
      time += milliseconds;
    },
    set: (instant: string) => {
      time = Date.parse(instant);
    },
  };
  const outside: Outside = {
    ...{ lake: at('lake'), archive: at('archive'), settings: at('settings') },
    ...{ lakeRecords: records('lake'), archiveRecords: records('archive') },
    drop: (source) => at(`lake/exports/${source}`),
    mailer: listMailer(mails),
    signer: { sign: async (text) => `s${text.length}`, verify: async () => true },
    engine: async (lake) => openDuckDb(lake),
  };
  return { root, outside, mails, clock };
}

function listMailer(mails: SentMail[]): Mailer {
  return {
    quota: async () => ({ perSecond: 1000, remainingToday: 50_000 }),
    send: async ({ to, raw }): Promise<SendOutcome> => {
      mails.push({ to, raw: Buffer.from(raw).toString('latin1') });
      return { outcome: 'sent', messageId: `m${mails.length}` };
    },
  };
}

export interface Cloud {
  /** What `aws lambda invoke` of the start function answers; runs what it started to its end. */
  invoke(payload: unknown): Promise<Answer>;
  readonly executions: ReadonlyMap<string, ExecutionState>;
}

export type Answer = Readonly<Record<string, unknown>>;

interface Input {
  readonly order: string;
  readonly execution: string;
  readonly error?: { readonly Error: string; readonly Cause: string };
}

/** The functions and the state machine of a deployed stack, in this process. */
export async function openCloud(
  { clock, root }: Account,
  outside: Outside,
  more: Partial<StartWorld> = {},
): Promise<Cloud> {
  const executions = new Map<string, ExecutionState>();
  const begun: Input[] = [];
  const machine: Machine = {
    arn: (name) => `arn:execution:${name}`,
    state: async (name) => executions.get(name) ?? null,
    start: async (name, input) => {
      if (executions.has(name)) return false;
      executions.set(name, 'RUNNING');
      begun.push(input as Input);
      return true;
    },
  };
  const { archive, lake, settings, drop, archiveRecords } = outside;
  const world: StartWorld = {
    ...{ archive, lake, drop, clock, machine, progress: silent, receipts: archiveRecords },
    ...{ settings: () => settings, source: 'exports', version: await codeVersion(), self: 'start' },
    ...more,
  };
  const run = async () => {
    for (let input = begun.shift(); input; input = begun.shift()) {
      executions.set(input.execution, await runMachine(outside, clock, input, root));
    }
  };
  return {
    executions,
    invoke: async (payload) => {
      const answer = await start(world, payload);
      await run();
      return answer as Answer;
    },
  };
}

const plenty = () => 900_000;

/** The states of infra/machine.ts, each in a process of its own as far as what it is given goes. */
async function runMachine(
  outside: Outside,
  clock: Clock,
  input: Input,
  root: string,
): Promise<ExecutionState> {
  const { archive, lake, lakeRecords, archiveRecords: receipts, mailer, signer } = outside;
  const progress = silent;
  const sender = 'CS Pulse <reports@example.com>';
  const owner = 'owner@example.com';
  const telling = {
    ...{ archive, receipts, mailer, clock, sender, owner, allowList: null },
    ...{ attempt: `${input.execution}-call`, timeLeft: plenty, logs: 'the logs', start: 'start' },
  };
  const tell = (error: NonNullable<Input['error']>) => failed(telling, { ...input, error });
  if (input.error) {
    await tell(input.error);
    return 'FAILED';
  }
  const opened: DuckDb[] = [];
  try {
    const engine = (await outside.engine(lake)) as DuckDb;
    opened.push(engine);
    const plain = await openDuckDb(openFolder(join(root, 'lake')));
    opened.push(plain);
    const drop = (source: string) => outside.drop(source);
    const parquet = (from: Objects, to: Objects) => duckDbParquet(plain, from, to);
    const asking = { archive, lake, lakeRecords, engine: () => engine, queryText, progress };
    await land({ archive, lake, drop, parquet, progress }, input);
    await stage(asking, input);
    await measure(asking, input);
    await compose({ archive, progress }, input);
    const rendering = { archive, lake, assets: async () => assets, sender, owner, progress };
    while (!(await render(rendering, input, plenty)).done);
    const unsubscribing = { unsubscribeUrl: 'https://example.com/u', unsubscribeMailto: undefined };
    const delivering = { ...telling, ...unsubscribing, signer, progress };
    while (!(await deliver(delivering, input, plenty)).done);
    return 'SUCCEEDED';
  } catch (error) {
    const { name, message } = error as Error;
    const cause = JSON.stringify({ errorType: name, errorMessage: message });
    await tell({ Error: name, Cause: cause });
    return 'FAILED';
  } finally {
    for (const engine of opened) engine.close?.();
  }
}
