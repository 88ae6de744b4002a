import { beforeAll, describe, expect, it } from 'vitest';
import { callOnce, openCloud, sound } from '../cloud.ts';
import { monday, owner, readers } from './company.ts';
import { differences, inTheEnd } from './differences.ts';
import { type Fault, faultsOf } from './faults.ts';
import { objectsOf, restore, type Unseen } from './kept.ts';
import { mailsTo, mend, missing, receiptsOf } from './people.ts';
import { meet, mishap, type Step, spread, stepOf, type Undisturbed, undisturbed } from './steps.ts';
import { tapped } from './tap.ts';

let run: Undisturbed;

beforeAll(async () => {
  run = await undisturbed();
});

const expectTheEnd = (after: unknown) =>
  expect({ after, differs: differences(inTheEnd(run.account), run.end) }).toEqual({
    after,
    differs: [],
  });

describe('an execution that is given up', () => {
  const functions = ['start', 'land', 'stage', 'measure', 'compose', 'render', 'deliver'] as const;
  it.each(process.env.DEEP ? functions : functions.slice(-2))(
    'at %s is told to the owner once, and whoever runs it again gets the same report to the same readers',
    async (name) => {
      const step = stepOf(run, name);
      const known = new Set<string>();
      for (const fault of spread(process.env.DEEP ? 12 : 2, lasting(step))) {
        const { failure, isKnown } = await meet(run.account, step, fault, known, isUnread);
        if (failure === undefined || isKnown) continue;
        if (name !== 'start') await giveUp(step, failure);
        const isWithout = !hasSnapshot(objectsOf(run.account));
        const looked = (await mended()).filter((label) =>
          label.includes(`/run=${step.execution}/`),
        );
        if (isWithout) expect({ fault, looked }).toEqual({ fault, looked: [] });
        expectTheEnd(fault);
      }
    },
    300_000,
  );
});

/**
 * What fails again and again leaves what the last kill leaves, which is what the first one does. Every call is
 * killed in crash.test.ts; of what somebody runs again, some stand for the others.
 */
const lasting = ({ calls }: Step): readonly Fault[] =>
  faultsOf(calls).filter(({ how }) => how === 'kill after');

/** Rows of an execution that made no snapshot of them: the next one has rows of its own. */
const isUnread: Unseen = (path, objects) =>
  /^lake\/(landed|rejected|staged\/(?!names))/.test(path) && !hasSnapshot(objects);

const hasSnapshot = (objects: ReadonlyMap<string, string>) =>
  [...objects.keys()].some((key) => key.startsWith('lake/staged/snapshots/'));

async function giveUp({ execution, payload }: Step, failure: string): Promise<void> {
  const { account } = run;
  const before = mailsTo(account, owner);
  const input = account.executions.get(execution)?.input;
  if (input) account.executions.set(execution, { input, state: 'FAILED' });
  const error = { Error: failure, Cause: '{"errorMessage":"it lasted"}' };
  const given = { ...(payload as object), error };
  await callOnce('failed', sound(account.outside), account.clock, given);
  expect(mailsTo(account, owner) - before).toBe(1);
}

/** Mends it; says what was called for that. */
async function mended(): Promise<readonly string[]> {
  const called: string[] = [];
  const outside = tapped(run.account.outside, ({ label }, carryOut) => {
    called.push(label);
    return carryOut(() => {});
  });
  await mend({ ...run.account, outside });
  return called;
}

describe.runIf(process.env.DEEP)('many faults in one run', () => {
  const seeds = Array.from({ length: 12 }, (_, n) => n + 1);
  it.each(seeds)(
    'end in the same report, once to each reader, when people run it again and say what is true (seed %i)',
    async (seed) => {
      const { account, begin } = run;
      restore(account, begin);
      const met: string[] = [];
      let count = 0;
      const cloud = openCloud(account, (name) => {
        count += 1;
        return mishap(run, { seed, count, name, outside: account.outside, met });
      });
      await cloud.schedule(monday);
      for (let tries = 0; tries < 3 && (await isWaitedFor()); tries += 1) {
        await account.clock.sleep(25 * 60_000);
        await cloud.invoke(missing).catch(() => {});
      }
      expect(readers.every((reader) => mailsTo(account, reader) <= 1)).toBe(true);
      await mend(account);
      expectTheEnd(met);
    },
    120_000,
  );
});

const isWaitedFor = async () =>
  (await receiptsOf(run.account)).filter(({ status }) => status === 'sent').length < readers.length;
