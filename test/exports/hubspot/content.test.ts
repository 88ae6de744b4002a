import { describe, expect, it } from 'vitest';
import { inHubspot } from './world.ts';

const only = ['account_info', 'properties', 'companies', 'deals'];
const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{constructor}}',
  '=HYPERLINK("http://evil")',
  '+cmd|calc',
  '@SUM(A1)',
  '\tTab first',
  'Acme\r\nBcc: x@y.example',
  '\u202Egnp.exe',
  '👩‍👩‍👧‍👦 Ω',
  'x'.repeat(10_000),
  "Robert'); DROP TABLE accounts;--",
];

describe('what stands in HubSpot’s records', () => {
  it('F18: a property that is removed while it is read costs its column, is told, and no row', () =>
    inHubspot(
      async ({ face, vendor, put, pass, exported }) => {
        for (let id = 1; id <= 150; id += 1) {
          put('companies', String(id), { name: `Company ${id}`, industry: 'SOFTWARE' });
        }
        vendor.faults.push({
          when: ({ path, query }) => {
            const isSecond = path.endsWith('/objects/companies') && query.has('after');
            if (isSecond) face.defined.companies?.delete('industry');
            return false;
          },
          what: 'reset',
        });
        await exported.export();
        const filled = () => exported.rows('accounts').filter(({ industry }) => industry !== null);
        expect(exported.rows('accounts')).toHaveLength(150);
        expect(filled()).toHaveLength(100);
        pass(8 * 24 * 60);
        await exported.export();
        expect(exported.rows('accounts')).toHaveLength(150);
        expect(exported.record.objects.companies?.lost_fields).toEqual(['properties.industry']);
        expect(exported.record.tables.accounts?.notes).toMatchObject({
          "HubSpot's companies have no property industry": 1,
        });
      },
      { only },
    ));

  it('F18: a property that is added or renamed is told, and rows are kept', () =>
    inHubspot(
      async ({ face, put, pass, exported }) => {
        put('companies', '1', { name: 'Acme', tier: 'gold' });
        await exported.export();
        expect(exported.record.tables.accounts?.notes).toMatchObject({
          "HubSpot's companies have no property tier": 1,
        });
        face.defined.companies?.add('tier');
        pass(8 * 24 * 60);
        await exported.export();
        expect(exported.record.tables.accounts?.notes).toEqual({});
        expect(exported.record.objects.companies?.new_fields).toEqual(['properties.tier']);
        expect(exported.rows('accounts')).toMatchObject([{ name: 'Acme', segment: 'gold' }]);
      },
      { only, options: { company: { segment: 'tier' } } },
    ));

  it('F19: an amount that is no number costs its deal alone, with its id and the reason', () =>
    inHubspot(
      async ({ put, exported }) => {
        put('deals', '1', { amount: 'n/a', dealtype: 'newbusiness' });
        put('deals', '2', { amount: '1e308', dealtype: 'newbusiness' });
        put('deals', '3', { amount: '99999999999999999999', dealtype: 'newbusiness' });
        put('deals', '4', { amount: '-12.345', dealtype: 'newbusiness' });
        put('deals', '5', { amount: '5', deal_currency_code: 'XYZ', dealtype: 'newbusiness' });
        put('deals', '6', { amount: '-0', dealtype: 'newbusiness' });
        await exported.export();
        const amounts = exported
          .rows('opportunities')
          .map(({ opportunity_id, amount_minor }) => [opportunity_id, amount_minor]);
        expect(amounts).toEqual([
          ['4', '-1235'],
          ['6', '0'],
        ]);
        expect(exported.record.tables.opportunities?.refused).toEqual({
          'deals: amount is no plain number': 2,
          'deals: amount is too large': 1,
          'deals: the currency is no ISO 4217 code': 1,
        });
        const refused = await exported.world.lake.readText(
          'rejected/exports/source=hubspot/opportunities.jsonl',
        );
        expect(refused).toContain('{"id":"1","reason":"deals: amount is no plain number"}');
      },
      { only },
    ));

  it('refuses a record of another shape, with its id and the field, and reads the others', () =>
    inHubspot(
      async ({ vendor, put, exported }) => {
        put('companies', '1', { name: 'Acme' });
        const results = [
          { id: '2', properties: { name: { nested: 'Zdenka' } } },
          { id: '3' },
          'no record',
          { id: '4', properties: { name: 'Fine' }, createdAt: '2026-01-01T00:00:00Z', extra: 1 },
        ];
        vendor.faults.push({
          when: ({ path, query }) =>
            path.endsWith('/objects/companies') && query.get('archived') === 'false',
          what: { body: { results } },
        });
        await exported.export();
        expect(exported.rows('accounts')).toMatchObject([{ account_id: '4', name: 'Fine' }]);
        expect(exported.record.objects.companies?.refused).toBe(3);
      },
      { only: ['companies'] },
    ));

  it('stops at an answer that is no page of records', () =>
    inHubspot(
      async ({ vendor, exported }) => {
        vendor.faults.push({
          when: ({ path }) => path.endsWith('/objects/companies'),
          what: { body: { message: 'Zdenka' } },
        });
        await expect(exported.export()).rejects.toThrow(
          /the answer of \/crm\/v3\/objects\/companies is no page of records \(at results\)/,
        );
      },
      { only: ['companies'] },
    ));

  it('tells times and numbers that are none, and leaves them unknown', () =>
    inHubspot(
      async ({ put, exported }) => {
        put('companies', '1', { name: 'A', closedate: 'soon' });
        put('companies', '2', { name: 'B', closedate: '0000-01-01T00:00:00Z' });
        put('companies', '3', { name: 'C', closedate: '1572480000000' });
        put('companies', '4', { name: 'D', closedate: '9999-12-31T23:59:59Z' });
        await exported.export();
        const closed = exported.rows('accounts').map(({ closed_won_at }) => closed_won_at);
        expect(closed).toEqual([
          null,
          null,
          '2019-10-31T00:00:00.000Z',
          '9999-12-31T23:59:59.000Z',
        ]);
        expect(exported.record.tables.accounts?.notes).toMatchObject({
          'companies: closedate holds what is no time': 2,
        });
      },
      { only },
    ));

  it('passes hostile text on as it is', () =>
    inHubspot(
      async ({ put, exported }) => {
        hostile.forEach((name, at) => {
          put('companies', String(at + 1), { name, domain: 'acme.com' });
        });
        await exported.export();
        const byId = new Map(
          exported.rows('accounts').map(({ account_id, name }) => [account_id, name]),
        );
        // The row schema trims what it lands; nothing else may change.
        expect(hostile.map((_, at) => byId.get(String(at + 1)))).toEqual(
          hostile.map((name) => name.trim()),
        );
      },
      { only: ['companies'] },
    ));
});
