import { parquetLander } from '../../lambdas/adapters/parquet/lander.ts';
import { compose } from '../../lambdas/handlers/compose.ts';
import { deliver } from '../../lambdas/handlers/deliver.ts';
import { failed } from '../../lambdas/handlers/failed.ts';
import { land } from '../../lambdas/handlers/land.ts';
import { measure } from '../../lambdas/handlers/measure.ts';
import type { Querying } from '../../lambdas/handlers/querying.ts';
import { render } from '../../lambdas/handlers/render.ts';
import { stage } from '../../lambdas/handlers/stage.ts';
import { start } from '../../lambdas/handlers/start.ts';
import type { DuckDb } from '../../lambdas/local/duckdb.ts';
import { codeVersion, queryText } from '../../lambdas/local/world.ts';
import type { Clock, Engine, ExecutionState } from '../../lambdas/ports.ts';
import { silent as progress } from '../measured_world.ts';
import { assets } from '../rendering/rendered.ts';
import type { Account, Input, Outside } from './account.ts';
import { execute, type Outcome } from './state_machine.ts';

export { type Account, type Outside, openAccount } from './account.ts';

/** One call of a function. */
export interface Process {
  /** What it sees of the outside. */
  readonly outside: Outside;
  /** Whether it was killed on the way. */
  readonly isKilled: () => boolean;
  /** Waits for what it has left on its way. */
  readonly end: () => Promise<void>;
}

/** Begins a process for a call; `start` belongs to no execution. */
export type Spawn = (name: FunctionName, execution: string, payload: unknown) => Process;

/** A process that nothing happens to. */
export const sound = (outside: Outside): Process => ({
  outside,
  isKilled: () => false,
  end: async () => {},
});

export interface Cloud {
  /** What `aws lambda invoke` of the start function answers; runs what it started to its end. */
  invoke(payload: unknown): Promise<Answer>;
  /** What the scheduler does, which waits for no answer: Lambda calls twice again where there is none. */
  schedule(payload: unknown): Promise<void>;
  /** How the executions stand, by their names. */
  states(): Readonly<Record<string, ExecutionState>>;
}

export type Answer = Readonly<Record<string, unknown>>;

/**
 * The functions and the state machine of a deployed stack, in this process. `over` is told of an execution
 * that has ended.
 */
export function openCloud(
  account: Account,
  outside: Outside | Spawn,
  over: (execution: string) => void = () => {},
): Cloud {
  const { clock, executions } = account;
  const spawn = typeof outside === 'function' ? outside : () => sound(outside);
  const called = (name: FunctionName, execution: string, payload: unknown) =>
    callOnce(name, spawn(name, execution, payload), clock, payload);
  const taken = new Set<string>();
  const run = async (name: string, input: Input) => {
    taken.add(name);
    const call = (step: FunctionName, payload: object) => called(step, name, payload);
    const state = await execute(input, { call, sleep: clock.sleep });
    executions.set(name, { input, state });
    over(name);
  };
  const runAll = async () => {
    for (;;) {
      const begun = [...executions].filter(
        ([name, { state }]) => state === 'RUNNING' && !taken.has(name),
      );
      if (begun.length === 0) return;
      await Promise.all(begun.map(([name, { input }]) => run(name, input)));
    }
  };
  return {
    states: () => Object.fromEntries([...executions].map(([name, { state }]) => [name, state])),
    invoke: async (payload) => {
      const outcome = await called('start', '', payload);
      await runAll();
      if ('answer' in outcome) return outcome.answer as Answer;
      throw new Error(JSON.parse(outcome.failure.Cause).errorMessage);
    },
    schedule: async (payload) => {
      for (let tries = 0; tries < 3; tries += 1) {
        if ('answer' in (await called('start', '', payload))) break;
        await clock.sleep(60_000);
      }
      await runAll();
    },
  };
}

/** Calls a function once, as Lambda does: whatever it was about to answer, one that was killed has not. */
export async function callOnce(
  name: FunctionName,
  process: Process,
  clock: Clock,
  payload: unknown,
): Promise<Outcome> {
  const outcome = await functions[name](process.outside, clock, payload as Input).then(
    (answer) => ({ answer }),
    (error) => failure(error.name, error.message),
  );
  await process.end();
  return process.isKilled() ? failure('Runtime.ExitError', `${name} was killed`) : outcome;
}

const failure = (errorType: string, errorMessage: string) => ({
  failure: { Error: errorType, Cause: JSON.stringify({ errorType, errorMessage }) },
});

const plenty = () => 900_000;
const [sender, owner] = ['CS Pulse <reports@example.com>', 'owner@example.com'];

type Step = (outside: Outside, clock: Clock, input: Input) => Promise<unknown>;
export type FunctionName = keyof typeof functions;

/** The functions with what their handlers would give them. */
const functions = {
  start: async ({ settings, archiveRecords: receipts, ...outside }, clock, payload) => {
    const version = await codeVersion();
    const none = { exporting: null };
    const languages = async () => ['de'];
    const own = {
      ...none,
      languages,
      settings: () => settings,
      source: 'exports',
      version,
      self: 'start',
    };
    return start({ ...outside, receipts, clock, progress, ...own }, payload);
  },
  land: (outside, _, input) => {
    const { bytesPerLanding: most } = outside;
    return land({ ...outside, parquet: parquetLander, progress, most }, input);
  },
  stage: (outside, _, input) => asking(outside, (world) => stage(world, input)),
  measure: (outside, _, input) => asking(outside, (world) => measure(world, input)),
  compose: (outside, _, input) => compose({ ...outside, progress }, input),
  render: (outside, _, input) => {
    const world = { ...outside, assets: async () => assets, sender, owner, progress };
    return render(world, input, plenty);
  },
  deliver: (outside, clock, input) => {
    const unsubscribing = { unsubscribeUrl: 'https://example.com/u', unsubscribeMailto: undefined };
    const world = { ...outside, ...telling(outside, clock, input), ...unsubscribing, progress };
    return deliver(world, input, plenty);
  },
  failed: (outside, clock, input) => failed(telling(outside, clock, input), input),
} satisfies Readonly<Record<string, Step>>;

/** What is stored in an engine ends with its process. */
async function asking(outside: Outside, step: (world: Querying) => Promise<unknown>) {
  const engine: Engine & Partial<DuckDb> = await outside.engine(outside.lake);
  try {
    return await step({ ...outside, engine: () => engine, queryText, progress });
  } finally {
    engine.close?.();
  }
}

let calls = 0;

function telling(
  { archive, archiveRecords: receipts, mailer }: Outside,
  clock: Clock,
  input: Input,
) {
  calls += 1;
  return {
    ...{ archive, receipts, mailer, clock, sender, owner, allowList: null },
    ...{ attempt: `${input.execution}-call-${calls}`, timeLeft: plenty },
    ...{ logs: 'the logs', start: 'start' },
  };
}
