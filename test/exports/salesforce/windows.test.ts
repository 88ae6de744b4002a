import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { salesforceFace } from '../vendors/salesforce_face.ts';
import { directApi, pagesOf } from './direct.ts';
import { idOf, later } from './opened.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const start = '2026-10-01T00:00:00.000Z';
const at = (minutes: number) => later(start, minutes);
const minute = fc.nat(500);
const ids = z.array(z.object({ Id: z.string() }));

it('F15: any partition of time into windows gives every record exactly once, by any pages and halves', async () => {
  const told = fc.record({
    changes: fc.array(minute, { maxLength: 40 }),
    edges: fc.uniqueArray(minute, { maxLength: 6 }),
    pageSize: fc.integer({ min: 1, max: 9 }),
    tooMany: fc.integer({ min: 8, max: 60 }),
  });
  await fc.assert(
    fc.asyncProperty(told, async ({ changes, edges, pageSize, tooMany }) => {
      // More than `tooMany` records of one minute cannot be parted.
      const most = Math.max(0, ...changes.map((one) => changes.filter((n) => n === one).length));
      fc.pre(most <= tooMany);
      const face = salesforceFace({ pageSize, tooMany, pollsPerJob: 1 });
      for (const [n, minutes] of changes.entries())
        face.put('Account', { Id: idOf('001', n), SystemModstamp: at(minutes), Name: `${n}` });
      const cuts = [0, ...edges.sort((a, b) => a - b), 501];
      const found: string[] = [];
      for (const [n, from] of cuts.slice(0, -1).entries()) {
        const slice = { mode: 'changes', from: at(from), to: at(cuts[n + 1] ?? 501) } as const;
        let total: number | undefined;
        let rows = 0;
        for await (const { page, records } of pagesOf(directApi(face), 'Account', slice)) {
          found.push(...ids.parse(records).map(({ Id }) => Id));
          rows += records.length;
          total = page.total;
        }
        expect(rows).toBe(total);
      }
      expect(found.sort()).toEqual(changes.map((_, n) => idOf('001', n)).sort());
    }),
    { numRuns: 60 },
  );
});

it('F21: three pages of 50,000 rows are read one at a time', async () => {
  const face = salesforceFace({ pollsPerJob: 0 });
  for (let n = 0; n < 150_000; n += 1)
    face.put('User', {
      Id: idOf('005', n),
      SystemModstamp: start,
      Name: `User ${n}`,
      Department: 'x',
    });
  const slice = { mode: 'all', from: null, to: start } as const;
  const heap: number[] = [];
  const sizes: number[] = [];
  for await (const { page, records } of pagesOf(directApi(face), 'User', slice, {
    page_size: 50_000,
  })) {
    if (page.isWaiting) continue;
    sizes.push(records.length);
    collectGarbage();
    heap.push(process.memoryUsage().heapUsed);
  }
  expect(sizes).toEqual([50_000, 50_000, 50_000]);
  // A page as records is above 12 MB: nothing of one is left once the next is there.
  const [first = 0, second = 0, third = 0] = heap;
  expect((Math.max(second, third) - first) / 1e6).toBeLessThan(6);
});
