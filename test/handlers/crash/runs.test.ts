import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../account.ts';
import { callOnce, openCloud, type Process, sound } from '../cloud.ts';
import { monday, readers, tinyAccount } from './company.ts';
import { type Comparable, differences, inTheEnd } from './differences.ts';
import { type Fault, faultsOf, faulty } from './faults.ts';
import { restore, type Saved, save, type Unseen } from './kept.ts';
import { mailsTo, mend, missing, receiptsOf } from './people.ts';
import { meet, type Step, undisturbed } from './steps.ts';
import { chance, turnsOf } from './turns.ts';

const owner = 'owner@example.com';
let account: Account;
let begin: Saved;
let steps: readonly Step[];
let end: Comparable;

beforeAll(async () => {
  account = await tinyAccount();
  begin = save(account);
  steps = await undisturbed(account);
  end = inTheEnd(account);
});
afterAll(() => rmSync(account.root, { recursive: true }));

const expectTheEnd = (about: unknown) =>
  expect({ about, differs: differences(inTheEnd(account), end) }).toEqual({ about, differs: [] });

describe('an execution that is given up', () => {
  it.each(['start', 'land', 'stage', 'measure', 'compose', 'render', 'deliver'] as const)(
    'at %s is told to the owner once, and whoever runs it again gets the same report to the same readers',
    async (name) => {
      const step = steps.find((one) => one.name === name);
      if (!step) throw new Error(`${name} was not called`);
      const known = new Set<string>();
      for (const fault of lasting(faultsOf(step.calls))) {
        const { failure, isKnown } = await meet(account, step, fault, known, isUnread);
        if (failure === undefined || isKnown) continue;
        if (name !== 'start') await giveUp(step, failure);
        await mend(account);
        expectTheEnd(fault);
      }
    },
    300_000,
  );
});

/** What a fault that lasts leaves is what a kill leaves: the last of the kills ends where the others did. */
const lasting = (faults: readonly Fault[]) =>
  faults.filter(({ how }, n) => how === 'kill after' && (process.env.DEEP || n % 20 === 7));

/** Rows that no snapshot was made of, or which one was not finished of: the next execution has rows of its own. */
const isUnread: Unseen = (path, objects) =>
  /^lake\/(landed|rejected|staged\/(?!names))/.test(path) &&
  ![...objects.keys()].some((key) => key.startsWith('lake/staged/snapshots/'));

async function giveUp({ execution, payload }: Step, failure: string): Promise<void> {
  const { executions, outside, clock } = account;
  const before = mailsTo(account, owner);
  const input = executions.get(execution)?.input;
  if (input) executions.set(execution, { input, state: 'FAILED' });
  const error = { Error: failure, Cause: '{"errorMessage":"it lasted"}' };
  await callOnce('failed', sound(outside), clock, { ...(payload as object), error });
  expect(mailsTo(account, owner) - before).toBe(1);
}

describe.runIf(process.env.DEEP)('many faults in one run', () => {
  const seeds = Array.from({ length: 12 }, (_, n) => n + 1);
  it.each(seeds)(
    'end in the same report, once to each reader, when people run it again and say what is true (seed %i)',
    async (seed) => {
      restore(account, begin);
      const met: string[] = [];
      let count = 0;
      const cloud = openCloud(account, (name) => {
        count += 1;
        const own = steps.find((step) => step.name === name);
        return mishap(seed, count, faultsOf(own?.calls ?? []), met);
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

/** Four processes of ten meet a fault. */
function mishap(
  seed: number,
  count: number,
  faults: readonly Fault[],
  met: string[],
  outside = account.outside,
): Process {
  const fault = faults[chance(faults.length, seed, count, 'which')];
  if (!fault || chance(10, seed, count, 'whether') > 3) return sound(outside);
  met.push(`${count}: ${fault.how} ${fault.at}`);
  return faulty(outside, fault);
}

const isWaitedFor = async () =>
  (await receiptsOf(account)).filter(({ status }) => status === 'sent').length < readers.length;

describe('who starts at the same moment', () => {
  it('starts one run, 20 times over, and each reader gets one mail', async () => {
    restore(account, begin);
    const cloud = inTurns(1);
    await Promise.all(Array.from({ length: 20 }, () => cloud.schedule(monday)));
    expect(Object.values(cloud.states())).toEqual(['SUCCEEDED']);
    expectTheEnd('20 at once');
    expect(account.mails).toHaveLength(readers.length);
  }, 120_000);
  it.runIf(process.env.DEEP).each([1, 2, 3, 4, 5, 6])(
    'as a schedule, for one reader and for a preview makes one report, once to each reader (seed %i)',
    async (seed) => {
      restore(account, begin);
      const cloud = inTurns(seed);
      await Promise.all([
        cloud.schedule(monday),
        cloud.invoke({ ...missing, readers: readers.slice(1, 2) }),
        cloud.invoke({ ...missing, deliver: 'none' }),
      ]);
      expect(Object.values(cloud.states())).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
      expectTheEnd(seed);
    },
    120_000,
  );
});

/** Everybody takes turns, call by call. */
function inTurns(seed: number) {
  const turns = turnsOf(seed);
  let count = 0;
  return openCloud(
    account,
    (name, execution) => {
      count += 1;
      const who = execution || `start ${count}`;
      const process = sound(turns.join(who, account.outside));
      return name === 'start' ? { ...process, end: async () => turns.leave(who) } : process;
    },
    turns.leave,
  );
}
