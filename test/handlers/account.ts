import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { folderRecords } from '../../lambdas/local/records.ts';
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
  readonly machine: Machine;
  /** Athena over the lake; where it is DuckDB, what a process has stored in it ends with the process. */
  readonly engine: (lake: Objects) => Promise<Engine>;
  /** What the stack tells the landing. */
  readonly bytesPerLanding: number;
}

export interface SentMail {
  readonly to: string;
  readonly raw: string;
}

/** What a process is given of its state machine. */
export interface Input extends Readonly<Record<string, unknown>> {
  readonly order: string;
  readonly execution: string;
}

export interface Execution {
  readonly input: Input;
  readonly state: ExecutionState;
}

export interface Account {
  readonly root: string;
  readonly outside: Outside;
  readonly mails: SentMail[];
  readonly executions: Map<string, Execution>;
  readonly clock: Clock & { set(instant: string): void };
}

/** An account's buckets as folders, its Athena as DuckDB, its SES as a list. */
export function openAccount(now = '2026-11-09T07:00:00.000Z'): Account {
  const root = mkdtempSync(join(tmpdir(), 'cs-pulse-account-'));
  const at = (bucket: string) => openFolder(join(root, bucket));
  const records = (bucket: string) => folderRecords(join(root, bucket));
  const mails: SentMail[] = [];
  const executions = new Map<string, Execution>();
  const outside: Outside = {
    ...{ lake: at('lake'), archive: at('archive'), settings: at('settings') },
    ...{ lakeRecords: records('lake'), archiveRecords: records('archive') },
    drop: (source) => at(`lake/exports/${source}`),
    mailer: listMailer(mails),
    signer: { sign: async (text) => `s${text.length}`, verify: async () => true },
    machine: listMachine(executions),
    engine: openSteadyDuckDb,
    bytesPerLanding: 200_000_000,
  };
  return { root, outside, mails, executions, clock: clockFrom(now) };
}

/** With one thread the same query writes the same bytes. */
async function openSteadyDuckDb(lake: Objects): Promise<Engine> {
  const engine = await openDuckDb(lake);
  await engine.query('set threads = 1');
  return engine;
}

function clockFrom(now: string): Account['clock'] {
  let time = Date.parse(now);
  return {
    now: () => new Date(time).toISOString(),
    sleep: async (milliseconds) => {
      time += milliseconds;
    },
    set: (instant) => {
      time = Date.parse(instant);
    },
  };
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

/** Executions that are asked for stand in the list; whoever holds it runs them. */
function listMachine(executions: Map<string, Execution>): Machine {
  return {
    arn: (name) => `arn:execution:${name}`,
    state: async (name) => executions.get(name)?.state ?? null,
    start: async (name, input) => {
      if (executions.has(name)) return false;
      executions.set(name, { input: input as Input, state: 'RUNNING' });
      return true;
    },
  };
}
