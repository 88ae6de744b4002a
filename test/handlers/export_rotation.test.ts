import { describe, expect, it } from 'vitest';
import { BadSettings } from '../../lambdas/errors.ts';
import type { Source } from '../../lambdas/exports/source.ts';
import { type MadeUp, madeUp, madeUpSource } from '../exports/made_up_source.ts';
import { openExporting } from './exporting.ts';

/** A vendor that refuses, from its third page on, every secret but the newest. */
function strict(vendor: MadeUp, valid: () => string): Source {
  const source = madeUpSource(vendor);
  let [pages, given] = [0, ''];
  vendor.beforePage = () => {
    pages += 1;
    if (pages > 2 && given !== valid()) throw new BadSettings('the secret is refused');
  };
  return {
    ...source,
    name: 'stripe',
    connect: (secret, world) => {
      given = String(secret);
      return source.connect(secret, world);
    },
  };
}

async function exporting(secrets: readonly string[], valid: string) {
  const vendor = madeUp();
  for (let n = 0; n < 9; n += 1) {
    const id = `t${n}`;
    vendor.things.set(id, { id, at: '2026-11-01T00:00:00.000Z', gone: false, is: n });
  }
  let reads = 0;
  const source = strict(vendor, () => valid);
  const world = await openExporting({
    source: () => source,
    secretNow: () => secrets[Math.min(reads++, secrets.length - 1)],
  });
  return { world, call: () => world.call({ source: 'stripe' }), reads: () => reads };
}

describe('a secret that is rotated while an export runs', () => {
  it('is read again once it is refused, and the export goes on', async () => {
    const { world, call } = await exporting(['old', 'new'], 'new');
    expect(await call()).toEqual({ done: true });
    expect(world.ids('stripe')).toHaveLength(9);
  });

  it('stops the export where no other one has taken its place', async () => {
    const { call, reads } = await exporting(['old'], 'new');
    await expect(call()).rejects.toThrow('the secret is refused');
    expect(reads()).toBe(2);
  });
});
