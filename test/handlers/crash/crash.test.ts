import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../account.ts';
import { callOnce, type FunctionName } from '../cloud.ts';
import { readers, tinyAccount } from './company.ts';
import { type Comparable, differences, exactly, inTheEnd } from './differences.ts';
import { type Fault, faultsOf, isEffect } from './faults.ts';
import { markOf, restore } from './kept.ts';
import { mailsTo, mend, receiptsOf } from './people.ts';
import { again, meet, recorded, type Step, undisturbed } from './steps.ts';
import { tapped } from './tap.ts';

let account: Account;
let steps: readonly Step[];
let end: Comparable;

beforeAll(async () => {
  account = await tinyAccount();
  steps = await undisturbed(account);
  end = inTheEnd(account);
});
afterAll(() => rmSync(account.root, { recursive: true }));

const stepOf = (name: FunctionName) => {
  const step = steps.find((one) => one.name === name);
  if (!step) throw new Error(`${name} was not called`);
  return step;
};

describe('a crash or a failure at any call', () => {
  it.each([
    ['start', 30],
    ['land', 6],
    ['stage', 2],
    ['measure', 1],
    ['compose', 3],
    ['render', 4],
  ] as const)(
    'of %s leaves the account as if nothing had happened once it is called again',
    async (name, count) => {
      const step = stepOf(name);
      await atEach(step, count, async (fault) => {
        expectSame(fault, exactly(account), step.end);
      });
    },
    300_000,
  );

  it('of deliver leaves at most one mail in doubt, which is told, and doubles none', async () => {
    const step = stepOf('deliver');
    await atEach(step, 16, async (fault) => {
      const inDoubt = isOpenAt(step, fault) ? 1 : 0;
      const told = await receiptsOf(account);
      const unknown = told.filter(({ status }) => status === 'unknown');
      expect({ fault, unknown: unknown.length }).toEqual({ fault, unknown: inDoubt });
      for (const { reader, status } of told) {
        expect(status === 'unknown' ? [0, 1] : [1]).toContain(mailsTo(account, reader));
      }
      expect({ fault, notices: mailsTo(account, owner) }).toEqual({ fault, notices: inDoubt });
      await mend(account);
      expect(readers.map((reader) => mailsTo(account, reader))).toEqual([1, 1, 1]);
      expectSame(fault, inTheEnd(account), end);
    });
  }, 300_000);

  it('of failed tells the owner once, or leaves word that it may not have', async () => {
    const { name, execution, payload, begin } = stepOf('deliver');
    restore(account, begin);
    const error = { Error: 'VendorDown', Cause: '{"errorMessage":"the service is down"}' };
    const [step] = await recorded(account, (spawn) => {
      const given = { ...(payload as object), error };
      return callOnce('failed', spawn('failed', execution, given), account.clock, given);
    });
    if (!step) throw new Error(`${name} did not fail`);
    await atEach(step, 16, async (fault) => {
      const isInDoubt = isOpenAt(step, fault);
      if (!isInDoubt) expectSame(fault, exactly(account), step.end);
      expect(mailsTo(account, owner)).toBeLessThanOrEqual(1);
      const notice = [...exactly(account).objects].find(([path]) => path.includes('/notices/'));
      expect(JSON.parse(notice?.[1] ?? '{}').status).toBe(isInDoubt ? 'unknown' : 'sent');
    });
  }, 300_000);

  it.runIf(process.env.DEEP)(
    'that only reads changes nothing, so that no crash at it is left out',
    async () => {
      for (const { begin, calls, ...step } of steps) {
        restore(account, begin);
        const reading = new Set(calls.filter((call) => !isEffect(call)).map(({ label }) => label));
        const outside = tapped(account.outside, async ({ label }, carryOut) => {
          const before = reading.has(label) && markOf(account);
          const answer = await carryOut(() => {});
          if (before) expect({ label, mark: markOf(account) }).toEqual({ label, mark: before });
          return answer;
        });
        await again({ ...account, outside }, { begin, calls, ...step });
      }
    },
    300_000,
  );
});

const owner = 'owner@example.com';

/** Lets each fault meet a step, calls it again as AWS does, and checks what was left where it is news. */
async function atEach(step: Step, count: number, check: (fault: Fault) => Promise<void>) {
  const known = new Set<string>();
  const met = some(count, faultsOf(step.calls));
  for (const fault of met) {
    const { failure, isKnown } = await meet(account, step, fault, known);
    expect({ fault, isPassing: passing.includes(failure) }).toEqual({ fault, isPassing: true });
    if (isKnown) continue;
    if (failure !== undefined) await again(account, step);
    await check(fault);
  }
}

const expectSame = (fault: Fault, found: Comparable, wanted: Comparable) =>
  expect({ fault, differs: differences(found, wanted) }).toEqual({ fault, differs: [] });

/** Machine and Lambda call again after these; undefined: it lived with its fault. */
const passing = ['Runtime.ExitError', 'VendorDown', undefined];

/** With DEEP=1 all of them, otherwise so many, the last among them. */
function some(count: number, faults: readonly Fault[]): readonly Fault[] {
  if (process.env.DEEP) return faults;
  const every = Math.max(1, Math.floor(faults.length / count));
  return faults.filter((_, n) => (faults.length - 1 - n) % every === 0).slice(-count);
}

/** Whether a message had been claimed and its receipt was not written: the doubt that no protocol takes away. */
function isOpenAt({ calls }: Step, { at, how }: Fault): boolean {
  const place = calls.findIndex(({ label }) => label === at);
  const done = calls.slice(0, how.endsWith('after') ? place + 1 : place);
  const count = (method: string) => done.filter((call) => call.method === method).length;
  return count('archiveRecords.create') > count('archiveRecords.replace');
}
