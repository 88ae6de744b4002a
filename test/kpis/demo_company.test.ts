import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { writeDemoCompany } from '../../lambdas/local/demo/write.ts';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { firstOrAll } from '../deep.ts';
import { landedWorld, type MeasuredWorld, withMeasuredDrop } from '../measured_world.ts';
import { naiveKpis, survivingAccounts } from '../naive/kpis.ts';
import { periodOf } from '../naive/periods.ts';
import type { World } from '../naive/world.ts';
import { brokenIdentities, brokenSums, brokenUse, differences, expectNone } from './compare.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-pulse-demo-'));
const zone = { timeZone: 'Europe/Berlin', reportingCurrency: 'USD' };
const settings = { reporting_currency: 'USD', time_zone: 'Europe/Berlin' };

beforeAll(async () => {
  const out = openFolder(folder);
  const engine = await openDuckDb(out);
  // Large enough that every edition has something of everything, small enough for a slow calculation.
  const options = { accounts: 40, months: 14, event_volume: 0.12, user_volume: 0.5 };
  await writeDemoCompany({ out, engine, options });
  engine.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const editions = [
  ['weekly', '2026-W44'],
  ['monthly', '2026-10'],
  ['quarterly', '2026-Q3'],
] as const;

describe('the demo company', () => {
  it.each(firstOrAll(editions))(
    'gives in its %s report of %s what the independent calculation gives',
    async (edition, label) => {
      await withMeasuredDrop({ folder, edition, period: label, settings }, async (measured) => {
        const world = await landedWorld(measured);
        const period = periodOf(label, zone);
        expectNone(differences(measured, naiveKpis(world, period)));
        expectNone(brokenIdentities(measured.records));
        expectNone(brokenSums(measured.records));
        expectNone(brokenUse(measured));
        if (edition === 'monthly') expectNone(segmentDifferences(measured, world));
      });
    },
  );
});

/** Two segments, each calculated naively over its own accounts. */
function segmentDifferences(measured: MeasuredWorld, world: World): readonly string[] {
  return ['segment'].flatMap((dimension) => {
    const accounts = survivingAccounts(world);
    const values = new Set(accounts.map((row) => String(row[dimension] ?? 'unknown')));
    return [...values]
      .sort()
      .slice(0, 2)
      .flatMap((value) => {
        const own = accounts.filter((row) => String(row[dimension] ?? 'unknown') === value);
        const accountIds = new Set(own.map((row) => String(row.account_id)));
        const naive = naiveKpis(world, { ...periodOf(measured.period.label, zone), accountIds });
        const numbers = naive.filter(({ segment }) => segment === null);
        return differences(measured, numbers, { dimension, value });
      });
  });
}
