import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/kpis/catalogue/catalogue.ts';
import { patternKpis } from '../../lambdas/kpis/patterns/catalogue.ts';
import { scoreIds } from '../../lambdas/kpis/scores/scorecard.ts';
import { tables } from '../../lambdas/tables/catalogue.ts';
import { someWorld } from '../naive/arbitrary.ts';
import { naiveKpis } from '../naive/kpis.ts';
import { periodOf } from '../naive/periods.ts';
import { known } from '../naive/world.ts';
import { differences, expectNone, withMeasuredWorld } from './compare.ts';

const period = periodOf('2026-10');
const world = known(fc.sample(someWorld(period, { minAccounts: 8 }), { numRuns: 1, seed: 7 })[0]);
const needed = tables
  .map(({ name }) => name)
  .filter((table) => catalogue.some((kpi) => kpi.tables.includes(table)));
/** All of them in CI; a twelfth in the short test run, the tables that most KPIs need among them. */
const removed = process.env.DEEP
  ? needed
  : needed.filter((table, n) => n % 12 === 0 || ['events', 'users'].includes(table));

/** To the other calculation only known accounts are customers; to us, whoever billing knows. */
const overCustomers = new Set<string>([...scoreIds, ...patternKpis.map(({ id }) => id)]);
const isCompared = (table: string, kpi: string) => table !== 'accounts' || !overCustomers.has(kpi);

describe('an export without one of its tables', () => {
  it.each(removed)(
    'has no data source for what needs %s, and the same for the rest',
    async (table) => {
      const { [table]: _, ...rest } = world;
      await withMeasuredWorld(rest, period, (measured) => {
        const kpis = catalogue.filter((kpi) => kpi.tables.includes(table)).map(({ id }) => id);
        const records = measured.records.filter(({ kpi }) => kpis.includes(kpi));
        const wrong = records.filter(
          ({ status, value }) => status !== 'no_data_source' || value !== null,
        );
        expectNone(wrong.map(({ kpi, status, value }) => `${kpi} is ${status} (${value})`));
        expect(new Set(records.map(({ kpi }) => kpi)).size).toBe(kpis.length);
        const naive = naiveKpis(rest, period).filter(({ kpi }) => isCompared(table, kpi));
        expectNone(differences(measured, naive));
      });
    },
    60_000,
  );
});
