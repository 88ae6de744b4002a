import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/kpis/catalogue/catalogue.ts';
import { writeDemoCompany } from '../../lambdas/local/demo/write.ts';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { changeBetween, stepOf } from '../../lambdas/reports/attribution/decomposition.ts';
import { addsUp } from '../../lambdas/reports/attribution/effects.ts';
import { decompositions } from '../../lambdas/reports/attribution/explain.ts';
import { type Context, contextOf } from '../../lambdas/reports/context.ts';
import { type Reference, resolve } from '../../lambdas/reports/references.ts';
import { attributionOf } from '../../lambdas/reports/sections/attributions.ts';
import { dimensions } from '../../lambdas/settings/dimensions.ts';
import { type EditionName, settings } from '../../lambdas/settings/schema.ts';
import { deep } from '../deep.ts';
import { withMeasuredDrop } from '../measured_world.ts';
import { cleanData } from './small_company.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-pulse-attribution-'));
const own = settings.parse({ reporting_currency: 'USD', time_zone: 'Europe/Berlin' });
const zone = { timeZone: 'Europe/Berlin', fiscalStartMonth: 1, namedFor: 'last_month' } as const;

beforeAll(async () => {
  const out = openFolder(folder);
  const engine = await openDuckDb(out);
  await writeDemoCompany({ out, engine, options: { accounts: 40, months: 14, event_volume: 0.1 } });
  engine.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What one value per period cannot be parted into: a correlation, and growth of the own period alone. */
const notSums = new Set(['check_in_impact_score', 'yoy_growth']);

const editions = [
  ['weekly', '2026-W44'],
  ['monthly', '2026-10'],
  ['quarterly', '2026-Q3'],
] as const;

describe.runIf(deep)('on the demo company', () => {
  it.each(editions)(
    'the effects of every headline of the %s report add up',
    async (edition, label) => {
      const wrong = await onContext(edition, label, (context) =>
        headlines(edition).flatMap((reference) => faultsOf(reference, context)),
      );
      expect(wrong).toEqual([]);
    },
  );
});

function headlines(edition: EditionName): Reference[] {
  return own.editions[edition].headlines
    .map((reference) => resolve(reference, catalogue, 'headlines'))
    .filter(({ kpi }) => !notSums.has(kpi.id));
}

/** Dimensions that do not add up, and explanations that are missing or do not add up as they are printed. */
function faultsOf(reference: Reference, context: Context): string[] {
  const { kpi, window } = reference;
  const at = (period: Context['period']) => context.record(kpi.id, window, period);
  const change = changeBetween(at(context.before), at(context.period));
  if (change === null || stepOf(change) === 0) return [];
  const scale = Math.max(Math.abs(change.before.value), Math.abs(change.now.value));
  const sound = decompositions(change, context).filter(({ effects }) =>
    addsUp(effects, stepOf(change), scale),
  );
  const missing = dimensions.filter((name) => sound.every(({ dimension }) => dimension !== name));
  const told = attributionOf(reference, context);
  const parts = [...(told?.rows ?? []), ...(told?.others ? [told.others] : [])];
  const printed = parts.reduce((sum, { effect }) => sum + effect.value, 0);
  return [
    ...missing.map((dimension) => `${kpi.id} by ${dimension} does not add up`),
    ...(told === null ? [`${kpi.id} is not explained`] : []),
    ...(told && Math.abs(printed - told.total.value) > 1e-9
      ? [`${kpi.id} prints another sum`]
      : []),
  ];
}

function onContext<T>(edition: EditionName, label: string, check: (context: Context) => T) {
  const drop = { folder, edition, period: label, periods: 3 };
  const named = { reporting_currency: 'USD', time_zone: 'Europe/Berlin' };
  return withMeasuredDrop({ ...drop, settings: named }, (measured) =>
    check(
      contextOf({
        ...{ edition, period: measured.period, calendar: zone, settings: own, kpis: catalogue },
        records: [...measured.records, ...measured.supporting],
        accounts: measured.accounts,
        ...{ timelines: new Map(), quality: cleanData, scope: null, restated: [] },
        ...{
          restatedBefore: [],
          snapshot: '2026-11-02',
          asOf: 'original',
          currency: measured.currency,
        },
      }),
    ),
  );
}
