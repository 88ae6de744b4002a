import fc from 'fast-check';
import { describe, it } from 'vitest';
import { someWorld } from '../naive/arbitrary.ts';
import { naiveKpis } from '../naive/kpis.ts';
import { periodOf } from '../naive/periods.ts';
import {
  brokenIdentities,
  brokenSums,
  brokenUse,
  differences,
  expectNone,
  withMeasuredWorld,
} from './compare.ts';

describe('random small worlds', () => {
  it.each(['2026-10', '2026-W43', '2026-Q3'])(
    'give in %s what the independent calculation gives, and keep the identities',
    async (label) => {
      const period = periodOf(label);
      await fc.assert(
        fc.asyncProperty(someWorld(period), async (world) => {
          await withMeasuredWorld(world, period, (measured) => {
            expectNone(differences(measured, naiveKpis(world, period)));
            expectNone(brokenIdentities(measured.records));
            expectNone(brokenSums(measured.records));
            expectNone(brokenUse(measured));
          });
        }),
        { numRuns: Number(process.env.WORLDS ?? 1), seed: 20261121, endOnFailure: true },
      );
    },
    120_000,
  );
});
