import { beforeAll, describe, expect, it } from 'vitest';
import { callOnce } from '../cloud.ts';
import { owner, readers } from './company.ts';
import { exactly, inTheEnd } from './differences.ts';
import { atEach, expectSame } from './each_fault.ts';
import { type Fault, isEffect } from './faults.ts';
import { markOf, restore } from './kept.ts';
import { mailsTo, mend, receiptsOf } from './people.ts';
import { again, recorded, type Step, stepOf, type Undisturbed, undisturbed } from './steps.ts';
import { tapped } from './tap.ts';

let run: Undisturbed;

beforeAll(async () => {
  run = await undisturbed();
});

describe('a crash or a failure at any call', () => {
  it.each([
    ['start', 30],
    ['land', 6],
    ['stage', 2],
    ['measure', 1],
    ['compose', 2],
  ] as const)(
    'of %s leaves the account as if nothing had happened once it is called again',
    async (name, count) => {
      const step = stepOf(run, name);
      await atEach(run.account, step, count, async (fault) => {
        expectSame(fault, exactly(run.account), step.end);
      });
    },
    300_000,
  );

  it('of deliver leaves at most one mail in doubt, which is told, and doubles none', async () => {
    const step = stepOf(run, 'deliver');
    await atEach(run.account, step, 5, async (fault) => {
      const inDoubt = isOpenAt(step, fault) ? 1 : 0;
      const told = await receiptsOf(run.account);
      const unknown = told.filter(({ status }) => status === 'unknown');
      expect({ fault, unknown: unknown.length }).toEqual({ fault, unknown: inDoubt });
      for (const { reader, status } of told) {
        expect(status === 'unknown' ? [0, 1] : [1]).toContain(mailsTo(run.account, reader));
      }
      expect({ fault, notices: mailsTo(run.account, owner) }).toEqual({ fault, notices: inDoubt });
      await mend(run.account);
      expect(readers.map((reader) => mailsTo(run.account, reader))).toEqual([1, 1, 1]);
      expectSame(fault, inTheEnd(run.account), run.end);
    });
  }, 300_000);

  it('of failed tells the owner once, or leaves word that it may not have', async () => {
    const { execution, payload, begin } = stepOf(run, 'deliver');
    restore(run.account, begin);
    const error = { Error: 'VendorDown', Cause: '{"errorMessage":"the service is down"}' };
    const [step] = await recorded(run.account, (spawn) => {
      const given = { ...(payload as object), error };
      return callOnce('failed', spawn('failed', execution, given), run.account.clock, given);
    });
    if (!step) throw new Error('nothing was called');
    await atEach(run.account, step, 4, async (fault) => {
      const isInDoubt = isOpenAt(step, fault);
      if (!isInDoubt) expectSame(fault, exactly(run.account), step.end);
      expect(mailsTo(run.account, owner)).toBeLessThanOrEqual(1);
      const notice = [...exactly(run.account).objects].find(([path]) => path.includes('/notices/'));
      expect(JSON.parse(notice?.[1] ?? '{}').status).toBe(isInDoubt ? 'unknown' : 'sent');
    });
  }, 300_000);
});

describe.runIf(process.env.DEEP)('a call that is held to read', () => {
  it('changes nothing, so that no crash is left out', async () => {
    const { account, steps } = run;
    for (const step of steps) {
      restore(account, step.begin);
      const reading = step.calls.filter((call) => !isEffect(call)).map(({ label }) => label);
      const outside = tapped(account.outside, async ({ label }, carryOut) => {
        const before = reading.includes(label) && markOf(account);
        const answer = await carryOut(() => {});
        if (before) expect({ label, mark: markOf(account) }).toEqual({ label, mark: before });
        return answer;
      });
      await again({ ...account, outside }, step);
    }
  }, 300_000);
});

/** Whether a message had been claimed and its receipt was not written: the doubt that no protocol takes away. */
function isOpenAt({ calls }: Step, { at, how }: Fault): boolean {
  const place = calls.findIndex(({ label }) => label === at);
  const done = calls.slice(0, how.endsWith('after') ? place + 1 : place);
  const count = (method: string) => done.filter((call) => call.method === method).length;
  return count('archiveRecords.create') > count('archiveRecords.replace');
}
