import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketOf, inOrder } from '../../lambdas/exports/kept/scratch.ts';

/** Keys as a drop has them: bucket after bucket, each in its order. */
function throughBuckets(keys: readonly string[], buckets: number): readonly string[] {
  return Array.from({ length: buckets }, (_, bucket) =>
    inOrder(keys.filter((key) => bucketOf(key, buckets) === bucket)),
  ).flat();
}

test('rows stand in one order, however many buckets their export needed', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 60 }), (keys) => {
      for (const buckets of [1, 2, 4, 16])
        expect(throughBuckets(keys, buckets)).toEqual(inOrder(keys));
    }),
  );
});

test('a bucket holds its share', () => {
  const keys = Array.from({ length: 4_000 }, (_, at) => `cus_${at}`);
  const held = keys.filter((key) => bucketOf(key, 4) === 3).length;
  expect(held).toBeGreaterThan(900);
  expect(held).toBeLessThan(1_100);
});
