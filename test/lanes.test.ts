import { describe, expect, it } from 'vitest';
import { inLanes } from '../lambdas/lanes.ts';

describe('work in lanes', () => {
  it('is at so many items at a time, each begun in order', async () => {
    const begun: number[] = [];
    let [at, most] = [0, 0];
    await inLanes([5, 1, 4, 2, 3], 2, async (item) => {
      begun.push(item);
      at += 1;
      most = Math.max(most, at);
      await new Promise((done) => setTimeout(done, item));
      at -= 1;
    });
    expect(begun).toEqual([5, 1, 4, 2, 3]);
    expect(most).toBe(2);
  });

  it('begins nothing after a failure, and throws it once the others have ended', async () => {
    const ended: number[] = [];
    const work = async (item: number) => {
      await new Promise((done) => setTimeout(done, item === 2 ? 1 : 20));
      if (item === 2) throw new Error('the second');
      ended.push(item);
    };
    await expect(inLanes([1, 2, 3, 4, 5], 3, work)).rejects.toThrow('the second');
    expect(ended).toEqual([1, 3]);
  });
});
