import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type HubspotWorld, inHubspot } from './world.ts';

const day = 24 * 60;
const only = ['companies'];
const ids = ({ exported }: HubspotWorld) =>
  exported.rows('accounts').map(({ account_id }) => account_id);
const companies = ({ put }: HubspotWorld, count: number) => {
  for (let id = 1; id <= count; id += 1) put('companies', String(id), { name: `Company ${id}` });
};

describe('records that leave HubSpot, come back or become one', () => {
  it('F11: an archived company is gone at the next export, and the one after changes nothing', () =>
    inHubspot(
      async (world) => {
        const { face, vendor, exported, pass } = world;
        companies(world, 3);
        await exported.export();
        pass(60);
        face.archive('companies', '2', vendor.now);
        expect(face.get('companies', '2')?.updatedAt).toBe('2026-11-02T03:00:00.000Z');
        pass(60);
        await exported.export();
        expect(ids(world)).toEqual(['1', '3']);
        const before = kept(world);
        pass(60);
        await exported.export();
        expect(kept(world)).toEqual(before);
      },
      { only },
    ));

  it('brings back a company that is restored', () =>
    inHubspot(
      async (world) => {
        const { face, vendor, exported, pass } = world;
        companies(world, 2);
        face.archive('companies', '2', vendor.now);
        await exported.export();
        expect(ids(world)).toEqual(['1']);
        pass(60);
        face.restore('companies', '2', vendor.now);
        pass(60);
        await exported.export();
        expect(ids(world)).toEqual(['1', '2']);
      },
      { only },
    ));

  it('brings it back at the next full read where HubSpot takes restoring for no change', () =>
    inHubspot(
      async (world) => {
        const { face, vendor, exported, pass } = world;
        companies(world, 2);
        face.archive('companies', '2', vendor.now);
        await exported.export();
        face.restore('companies', '2', vendor.now, false);
        pass(8 * day);
        await exported.export();
        expect(ids(world)).toEqual(['1', '2']);
      },
      { only },
    ));

  it('F10: what vanishes without a trace is found by the next full read', () =>
    inHubspot(
      async (world) => {
        const { face, exported, pass } = world;
        companies(world, 10);
        await exported.export();
        face.purge('companies', '7');
        pass(60);
        await exported.export();
        expect(ids(world)).toContain('7');
        pass(8 * day);
        await exported.export();
        expect(ids(world)).not.toContain('7');
        expect(exported.record.objects.companies).toMatchObject({ records: 10, deleted: 1 });
      },
      { only },
    ));

  it('F10: a list that leaves records out is held against what a search counts', () =>
    inHubspot(
      async (world) => {
        companies(world, 120);
        world.pass(10);
        for (let id = 50; id < 90; id += 1) world.face.lost.add(String(id));
        await expect(world.exported.export()).rejects.toThrow(/it has 120 records and gave 80/);
      },
      { only },
    ));

  it('F12: the loser of a merge is followed to its survivor', () =>
    inHubspot(
      async (world) => {
        const { face, vendor, exported, pass } = world;
        companies(world, 3);
        await exported.export();
        pass(60);
        face.merge('companies', ['2'], '1', vendor.now);
        pass(60);
        await exported.export();
        expect(merged(world)).toEqual({ 1: null, 2: '1', 3: null });
      },
      { only },
    ));

  it('F12: a merge that mints a new id takes both with it, and so does a merge of merges', () =>
    inHubspot(
      async (world) => {
        const { face, vendor, exported, pass, put } = world;
        companies(world, 3);
        await exported.export();
        pass(60);
        put('companies', '9', { name: 'Survivor' });
        face.merge('companies', ['1', '2'], '9', vendor.now);
        pass(60);
        await exported.export();
        expect(merged(world)).toEqual({ 1: '9', 2: '9', 3: null, 9: null });
        face.merge('companies', ['9'], '3', vendor.now);
        for (const minutes of [60, 8 * day]) {
          pass(minutes);
          await exported.export();
          expect(merged(world)).toEqual({ 1: '3', 2: '3', 3: null, 9: '3' });
          expect(exported.rows('accounts')[0]).toMatchObject({ name: 'Company 1' });
        }
      },
      { only },
    ));

  it('F12: deals, tickets and contacts that were merged count once', () =>
    inHubspot(
      async ({ face, vendor, exported, pass, put }) => {
        for (const id of ['1', '2']) {
          put('deals', id, { amount: '100' });
          put('tickets', id, { hs_pipeline_stage: '1' });
          put('contacts', id, { associatedcompanyid: '5', lifecyclestage: 'lead' });
        }
        await exported.export();
        pass(60);
        for (const object of ['deals', 'tickets', 'contacts']) {
          face.merge(object, ['2'], '1', vendor.now);
        }
        pass(60);
        await exported.export();
        for (const table of [
          'opportunities',
          'opportunity_history',
          'tickets',
          'contacts',
          'leads',
        ]) {
          expect(exported.rows(table), table).toHaveLength(1);
        }
      },
      { only: ['account_info', 'deals', 'tickets', 'contacts'] },
    ));

  it('takes what was merged along when its survivor is deleted', () =>
    inHubspot(
      async (world) => {
        const { face, vendor, exported, pass } = world;
        companies(world, 2);
        face.merge('companies', ['2'], '1', vendor.now);
        await exported.export();
        pass(60);
        face.archive('companies', '1', vendor.now);
        pass(60);
        await exported.export();
        expect(ids(world)).toEqual([]);
      },
      { only },
    ));
});

describe('links of HubSpot records', () => {
  it('F6: a deal keeps its company however it was read, and one without is told', () =>
    inHubspot(
      async ({ face, exported, pass, put }) => {
        for (const id of ['1', '2', '3']) put('deals', id, { dealstage: 'open' });
        face.link('deals', '1', 'companies', '71');
        face.link('deals', '1', 'companies', '70', true);
        face.link('deals', '2', 'companies', '72');
        await exported.export();
        const accounts = () => exported.rows('opportunities').map(({ account_id }) => account_id);
        expect(accounts()).toEqual(['70', '72', null]);
        expect(exported.record.tables.opportunities?.notes['deals without a company']).toBe(1);
        pass(60);
        for (const id of ['1', '2', '3']) put('deals', id, { dealstage: 'won' });
        pass(60);
        await exported.export();
        expect(accounts()).toEqual(['70', '72', null]);
      },
      { only: ['deals'] },
    ));

  it('F6: links that HubSpot fails to give stop the export instead of being none', () =>
    inHubspot(
      async ({ vendor, exported, put }) => {
        put('deals', '1', { dealstage: 'open' });
        vendor.faults.push({
          when: ({ path }) => path.includes('/associations/'),
          what: {
            status: 207,
            body: { results: [], errors: [{ status: 'error', category: 'INTERNAL_ERROR' }] },
          },
        });
        await expect(exported.export()).rejects.toThrow(/not whole \(INTERNAL_ERROR\)/);
      },
      { only: ['deals'] },
    ));

  it('reads all links of a record that has more than fit into an answer', () =>
    inHubspot(
      async ({ face, exported, put }) => {
        face.linksAPage = 2;
        put('deals', '1', { dealstage: 'open' });
        for (const id of ['75', '74', '73', '72']) face.link('deals', '1', 'companies', id);
        face.link('deals', '1', 'companies', '99', true);
        await exported.export();
        expect(exported.rows('opportunities')).toMatchObject([{ account_id: '99' }]);
      },
      { only: ['deals'] },
    ));

  it('puts what is linked to a person alone under that person’s company', () =>
    inHubspot(
      async ({ face, exported, put }) => {
        put('contacts', '11', {});
        put('contacts', '12', {});
        for (const id of ['1', '2']) put('tickets', id, {});
        face.link('contacts', '11', 'companies', '70');
        face.link('tickets', '1', 'contacts', '11');
        face.link('tickets', '2', 'contacts', '12');
        await exported.export();
        const accounts = exported.rows('tickets').map(({ account_id }) => account_id);
        expect(accounts).toEqual(['70', null]);
      },
      { only: ['tickets'] },
    ));
});

const merged = ({ exported }: HubspotWorld) =>
  Object.fromEntries(
    exported
      .rows('accounts')
      .map(({ account_id, merged_into_account_id: into }) => [account_id, into]),
  );

const kept = ({ exported }: HubspotWorld) => [
  exported.record.objects,
  readFileSync(join(exported.folder, 'accounts', 'hubspot.jsonl.gz')).toString('base64'),
];
