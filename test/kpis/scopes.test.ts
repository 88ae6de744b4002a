import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tableKpis } from '../../lambdas/kpis/catalogue/catalogue.ts';
import type { KpiRecord } from '../../lambdas/kpis/record.ts';
import { readersRecords } from '../../lambdas/reports/scopes.ts';
import { someWorld } from '../naive/arbitrary.ts';
import { periodOf } from '../naive/periods.ts';
import { known } from '../naive/world.ts';
import { withMeasuredWorld } from './compare.ts';

const period = periodOf('2026-10');
const world = known(fc.sample(someWorld(period, { minAccounts: 8 }), { numRuns: 1, seed: 11 })[0]);
const ana = { id: 'scope-1', label: 'CSM: ana', scope: { csm: ['ana'] } };
const nobody = { id: 'scope-2', label: 'CSM: nobody', scope: { csm: ['nobody'] } };

/** Tables with a row for each CSM are of the whole company. */
const inTables = new Set(
  tableKpis.filter(({ dimension }) => dimension === 'csm').map(({ id }) => id),
);
const byPlace = (records: readonly KpiRecord[]) =>
  new Map(records.map((one) => [`${one.kpi} ${one.window} ${one.period}`, one]));

it('gives a reader of one segment what everybody may read of it, and no record to anybody else', async () => {
  await withMeasuredWorld(
    world,
    period,
    async ({ own, records, supporting, accounts, scopeAccounts, kpiValues }) => {
      const isAnas = ({ kpi, segment }: KpiRecord) =>
        segment?.dimension === 'csm' && segment.value === 'ana' && !inTables.has(kpi);
      const asTotals = (all: readonly KpiRecord[]) =>
        byPlace(all.filter(isAnas).map((record) => ({ ...record, segment: null })));
      const found = await own(ana.id);
      expect(byPlace(readersRecords(found, ana))).toEqual(asTotals(records));
      expect(byPlace(found.supporting.map((record) => ({ ...record, segment: null })))).toEqual(
        asTotals(supporting),
      );
      expect(found.records.filter(({ status }) => status === 'measured').length).toBeGreaterThan(
        50,
      );
      const hers = accounts.filter(({ csm }) => csm === 'ana').map(({ account_id }) => account_id);
      expect(scopeAccounts.get(ana.id)).toEqual(new Set(hers));
      expect(await own(nobody.id)).toEqual({ records: [], supporting: [] });
      expect(records.filter(({ segment }) => segment?.dimension === 'scope')).toEqual([]);
      expect(kpiValues).toBe(records.length + found.records.length);
    },
    { scopes: [ana, nobody], periods: 2 },
  );
});
