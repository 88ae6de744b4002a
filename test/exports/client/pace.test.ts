import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openPace } from '../../../lambdas/exports/client/pace.ts';
import { openLine } from './line.ts';

/** Time in which many wait at once: it moves on to the next who wakes whenever all of them wait. */
function manyClocks() {
  let now = 0;
  const sleepers: { readonly at: number; wake(): void }[] = [];
  const pause = (milliseconds: number) =>
    new Promise<void>((wake) => sleepers.push({ at: now + milliseconds, wake }));
  const runAll = async () => {
    for (;;) {
      await setImmediate();
      sleepers.sort((a, b) => a.at - b.at);
      const next = sleepers.shift();
      if (!next) return;
      now = Math.max(now, next.at);
      next.wake();
    }
  };
  return { now: () => now, pause, runAll };
}

const request = fc.record({ arrives: fc.nat(3000), takes: fc.nat(2000) });

describe('the pace of requests', () => {
  it('never starts more than perSecond in any second nor has more than atOnce under way', async () => {
    const asked = fc.asyncProperty(
      fc.array(request, { minLength: 1, maxLength: 40 }),
      fc.double({ min: 0.5, max: 50, noNaN: true }),
      fc.integer({ min: 1, max: 6 }),
      async (requests, perSecond, atOnce) => {
        const time = manyClocks();
        const pace = openPace(perSecond, atOnce, time);
        const starts: number[] = [];
        let under = 0;
        let most = 0;
        const all = requests.map(async ({ arrives, takes }) => {
          await time.pause(arrives);
          await pace.run(async () => {
            starts.push(time.now());
            under += 1;
            most = Math.max(most, under);
            await time.pause(takes);
            under -= 1;
          });
        });
        await time.runAll();
        await Promise.all(all);
        expect(most).toBeLessThanOrEqual(atOnce);
        expect(starts).toHaveLength(requests.length);
        for (const from of starts) {
          const within = starts.filter((start) => start >= from && start < from + 1000);
          expect(within.length).toBeLessThanOrEqual(Math.ceil(perSecond));
        }
      },
    );
    await fc.assert(asked, { numRuns: 60 });
  });

  it('starts nothing while all are held', async () => {
    const time = manyClocks();
    const pace = openPace(10, 3, time);
    const starts: number[] = [];
    const start = async () => {
      starts.push(time.now());
      if (starts.length === 2) pace.hold(5000);
    };
    for (let request = 0; request < 4; request += 1) void pace.run(start);
    await time.runAll();
    expect(starts).toEqual([0, 100, 5100, 5200]);
  });

  it('goes on after a request that fails, and after a wait that ends the process', async () => {
    const time = manyClocks();
    let isEnding = false;
    const pause = (milliseconds: number) =>
      isEnding ? Promise.reject(new Error('ends')) : time.pause(milliseconds);
    const pace = openPace(10, 1, { ...time, pause });
    await expect(pace.run(() => Promise.reject(new Error('fails')))).rejects.toThrow('fails');
    isEnding = true;
    await expect(pace.run(async () => 1)).rejects.toThrow('ends');
    isEnding = false;
    const last = pace.run(async () => 2);
    await time.runAll();
    expect(await last).toBe(2);
  });

  it('holds on the wire', async () => {
    let under = 0;
    let most = 0;
    const handle = async () => {
      under += 1;
      most = Math.max(most, under);
      await setImmediate();
      under -= 1;
      return { body: {} };
    };
    const line = await openLine({ perSecond: 5, atOnce: 3 }, { handle });
    await Promise.all(Array.from({ length: 30 }, () => line.api.get('/things')));
    expect(line.slept).toEqual(Array(29).fill(200));
    expect(most).toBeLessThanOrEqual(3);
    await line.close();
  });

  it('takes the wait for a turn off no budget', async () => {
    const line = await openLine({ perSecond: 1, atOnce: 50, budget: 10_000 });
    const answers = Array.from({ length: 40 }, () => line.api.get('/things'));
    expect(await Promise.all(answers)).toHaveLength(40);
    await line.close();
  });
});
