import { describe, expect, it } from 'vitest';
import { readerScopes } from '../../lambdas/reports/scopes.ts';
import { batchesOf, groupsOf } from '../../lambdas/runs/batches.ts';
import type { Job } from '../../lambdas/runs/job.ts';
import type { Reader } from '../../lambdas/settings/schema.ts';

const reader = (n: number, csm: string | null, language = 'en'): Reader => ({
  email: `reader.${n}@example.com`,
  name: `Reader ${n}`,
  editions: ['weekly'],
  ...(csm === null ? {} : { scope: { csm: [csm] } }),
  ...{ language, locale: 'en-GB' },
});
const jobOf = (readers: readonly Reader[]) => ({ readers, scopes: readerScopes(readers) }) as Job;

describe('batches of readers', () => {
  const readers = Array.from({ length: 240 }, (_, n) =>
    reader(n, n % 3 === 0 ? null : `CSM ${n % 2}`, n % 5 === 0 ? 'de' : 'en'),
  );
  const job = jobOf(readers);

  it('hold every reader once', () => {
    const held = batchesOf(job).flatMap((batch) => batch.readers);
    expect(new Set(held)).toEqual(new Set(readers));
    expect(held).toHaveLength(readers.length);
  });

  it('never mix readers of two books, languages or locales', () => {
    for (const { group, readers: together } of batchesOf(job)) {
      for (const one of together) {
        expect([one.scope, one.language, one.locale]).toEqual([
          group.first.scope,
          group.first.language,
          group.first.locale,
        ]);
        expect(group.scope?.scope).toEqual(one.scope);
      }
    }
  });

  it('are small enough that little is done again, and few enough to be noted', () => {
    const many = jobOf(Array.from({ length: 10_000 }, (_, n) => reader(n, null)));
    expect(batchesOf(many)).toHaveLength(200);
    expect(groupsOf(many)).toHaveLength(1);
  });
});
