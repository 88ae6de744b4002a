import { beforeAll, describe, expect, it } from 'vitest';
import { callOnce, openCloud, type Process, sound } from '../cloud.ts';
import { monday, readers } from './company.ts';
import { differences, exactly, inTheEnd } from './differences.ts';
import { restore } from './kept.ts';
import { mailsTo, mend, missing } from './people.ts';
import { mishap, type Step, stepOf, type Undisturbed, undisturbed } from './steps.ts';
import { turnsOf } from './turns.ts';

let run: Undisturbed;

beforeAll(async () => {
  run = await undisturbed();
});

const expectTheEnd = (after: unknown) =>
  expect({ after, differs: differences(inTheEnd(run.account), run.end) }).toEqual({
    after,
    differs: [],
  });

describe('who asks at the same moment', () => {
  it('starts one run, 20 times over, and each reader gets one mail, however late it is asked once more', async () => {
    const { account, begin } = run;
    restore(account, begin);
    const cloud = inTurns(1);
    await Promise.all(Array.from({ length: 20 }, () => cloud.schedule(monday)));
    expect(Object.values(cloud.states())).toEqual(['SUCCEEDED']);
    for (const hours of [0, 6]) {
      await account.clock.sleep(hours * 3_600_000);
      await openCloud(account, account.outside).schedule(monday);
    }
    expect(account.mails).toHaveLength(readers.length);
    expectTheEnd('20 at once');
  }, 120_000);

  it.runIf(process.env.DEEP).each([1, 2, 3, 4])(
    'as a schedule, for one reader and for a preview gets one report, once to each reader (seed %i)',
    async (seed) => {
      restore(run.account, run.begin);
      const cloud = inTurns(seed);
      await Promise.all(three.map((ask) => cloud.invoke(ask)));
      expect(Object.values(cloud.states())).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
      expectTheEnd(seed);
    },
    120_000,
  );

  it.runIf(process.env.DEEP).each([5, 6, 7, 8])(
    'gets the same where some of it crashes and fails, once it is mended (seed %i)',
    async (seed) => {
      restore(run.account, run.begin);
      const met: string[] = [];
      const cloud = inTurns(seed, met);
      await Promise.all(three.map((ask) => cloud.invoke(ask).catch(() => {})));
      expect(readers.every((reader) => mailsTo(run.account, reader) <= 1)).toBe(true);
      await mend(run.account);
      expectTheEnd(met);
    },
    120_000,
  );
});

/** Executions of one run, each with a name of its own. */
const three = [
  monday,
  { ...missing, readers: readers.slice(1, 2) },
  { ...missing, deliver: 'none' },
];

/** Everybody takes turns, call by call; where faults are noted, they are met too. */
function inTurns(seed: number, met?: string[]) {
  const turns = turnsOf(seed);
  let count = 0;
  return openCloud(
    run.account,
    (name, execution) => {
      count += 1;
      const who = execution || `start ${count}`;
      const outside = turns.join(who, run.account.outside);
      const process = met ? mishap(run, { seed, count, name, outside, met }) : sound(outside);
      return name === 'start' ? leaving(process, () => turns.leave(who)) : process;
    },
    turns.leave,
  );
}

const leaving = (process: Process, leave: () => void): Process => ({
  ...process,
  end: async () => {
    await process.end();
    leave();
  },
});

describe.runIf(process.env.DEEP)('a function that is called twice at the same moment', () => {
  const seeds = [1, 2, 3];

  it.each(['start', 'stage', 'measure', 'compose', 'render'] as const)(
    'leaves what it leaves when it is called once: %s',
    async (name) => {
      const step = stepOf(run, name);
      for (const seed of seeds) {
        await twice(step, seed);
        const differs = differences(exactly(run.account), step.end);
        expect({ seed, differs }).toEqual({ seed, differs: [] });
      }
    },
    120_000,
  );

  it('sends each reader one mail and says so, whatever doubt there was meanwhile: deliver', async () => {
    for (const seed of seeds) {
      await twice(stepOf(run, 'deliver'), seed);
      expectTheEnd(seed);
    }
  });
});

/** Both take turns, call by call, and answer. */
async function twice({ name, payload, begin }: Step, seed: number): Promise<void> {
  restore(run.account, begin);
  const turns = turnsOf(seed);
  const call = (who: string) => {
    const process = sound(turns.join(who, run.account.outside));
    const left = leaving(process, () => turns.leave(who));
    return callOnce(name, left, run.account.clock, payload);
  };
  const outcomes = await Promise.all([call('one'), call('other')]);
  expect(outcomes.filter((outcome) => 'failure' in outcome)).toEqual([]);
}
