import { describe, expect, it } from 'vitest';
import { deep } from '../../deep.ts';
import type { Fault, VendorRequest } from '../vendors/server.ts';
import { type HubspotWorld, inHubspot } from './world.ts';

const only = ['companies'];

const companies = ({ put }: HubspotWorld, count: number) => {
  for (let id = 1; id <= count; id += 1) put('companies', String(id), { name: `Company ${id}` });
};
const asks = (part: string) => (request: VendorRequest) => request.path.includes(part);

describe('what HubSpot answers', () => {
  it.runIf(deep)('F8: 25,001 changes of which 12,000 share one instant are all read', () =>
    inHubspot(
      async (world) => {
        const { face, vendor, pass, exported } = world;
        await exported.export({ flushEvery: 200 });
        pass(60);
        const at = (id: number) =>
          id <= 12_000 ? vendor.now : new Date(Date.parse(vendor.now) + id).toISOString();
        for (let id = 1; id <= 25_001; id += 1) {
          face.put('companies', String(id), { name: `Company ${id}` }, at(id));
        }
        pass(60);
        const before = vendor.requests.length;
        await exported.export({ flushEvery: 200 });
        const searches = vendor.requests.slice(before).filter(asks('/companies/search'));
        expect(exported.record.objects.companies?.records).toBe(25_001);
        expect(exported.record.tables.accounts?.rows).toBe(25_001);
        expect(searches).toHaveLength(126);
        expect(searches.every(({ body }) => !body.includes('"after"'))).toBe(true);
      },
      { only },
    ),
  );

  it('F24: a record that stands on two pages is one account', () =>
    inHubspot(
      async (world) => {
        world.face.repeatsAtJoins = true;
        companies(world, 250);
        await world.exported.export({ flushEvery: 100 });
        expect(world.exported.rows('accounts')).toHaveLength(250);
      },
      { only },
    ));

  it('F26: a deal that is gone when its links or its history are asked for is no failure', () =>
    inHubspot(
      async ({ face, vendor, put, pass, exported }) => {
        await exported.export();
        for (const id of ['1', '2']) put('deals', id, { dealstage: 'open' });
        pass(30);
        vendor.faults.push({
          when: ({ path }) => {
            if (path.endsWith('/deals/search')) face.archive('deals', '2', vendor.now);
            return path.includes('/associations/deals/companies/');
          },
          what: { status: 404, body: { status: 'error', category: 'OBJECT_NOT_FOUND' } },
        });
        await exported.export();
        expect(exported.rows('opportunities')).toMatchObject([{ opportunity_id: '1' }]);
      },
      { only: ['deals'] },
    ));

  it('F27: a token that is refused at page 7 is asked for anew once, and page 7 comes next', () =>
    inHubspot(
      async (world) => {
        const { face, vendor, exported } = world;
        companies(world, 900);
        let pages = 0;
        vendor.faults.push({
          when: ({ path }) => {
            const isPage = path.endsWith('/objects/companies');
            if (isPage) pages += 1;
            if (isPage && pages === 7) face.token = 'token-2';
            return false;
          },
          what: 'reset',
        });
        await exported.export({ flushEvery: 100 });
        const lists = vendor.requests.filter(asks('/objects/companies'));
        const cursors = lists.map(({ query }) => query.get('after')).filter((after) => after);
        expect(exported.rows('accounts')).toHaveLength(900);
        expect(cursors.filter((after) => after === '600')).toHaveLength(2);
        expect(new Set(cursors).size).toBe(cursors.length - 1);
      },
      { only, secret: { client_id: 'id', client_secret: 'secret', refresh_token: 'refresh-1' } },
    ));

  it('F27: a private app’s token that was revoked stops the export, which names no token', () =>
    inHubspot(
      async ({ face, exported }) => {
        face.token = 'another';
        const failed = await exported.export().catch((error: Error) => error);
        expect(failed).toMatchObject({ name: 'BadSettings' });
        expect(String(failed)).not.toContain('token-1');
      },
      { only },
    ));

  it.each([{ 'retry-after': '3' }, { 'retry-after': '0' }, {}])(
    'F28: 20 answers of 429 in a row with %o are waited out',
    (headers) =>
      inHubspot(
        async (world) => {
          companies(world, 150);
          world.vendor.faults.push(throttled('TEN_SECONDLY_ROLLING', headers, 20));
          await world.exported.export({ flushEvery: 100 });
          expect(world.exported.rows('accounts')).toHaveLength(150);
        },
        { only },
      ),
  );

  it('F28: when the day’s requests are used up it stops, and goes on from there the next day', () =>
    inHubspot(
      async (world) => {
        const { vendor, exported, pass } = world;
        companies(world, 350);
        const spent = throttled('DAILY', {}, 1);
        vendor.faults.push({
          ...spent,
          when: (request, nth) => spent.when(request, nth) && nth === 2,
        });
        await expect(exported.export()).rejects.toThrow(/tomorrow/);
        const before = vendor.requests.length;
        pass(24 * 60);
        await exported.export();
        const [first] = vendor.requests.slice(before).filter(asks('/objects/companies'));
        expect(first?.query.get('after')).toBe('200');
        expect(exported.rows('accounts')).toHaveLength(350);
      },
      { only },
    ));

  it('reads the same at any page that a call ends at', () =>
    inHubspot(
      async (world) => {
        const { exported, face, vendor } = world;
        face.recordsAPage = 10;
        companies(world, 95);
        let calls = 0;
        for (let isDone = false; !isDone; calls += 1) {
          const before = vendor.requests.length;
          const left = () => (vendor.requests.length < before + 3 ? Number.POSITIVE_INFINITY : 0);
          isDone = (await exported.export({ left })).done;
        }
        expect(calls).toBeGreaterThan(5);
        expect(exported.rows('accounts')).toHaveLength(95);
      },
      { only },
    ));

  it('leaves out and names what the token may not read', () =>
    inHubspot(
      async ({ face, put, exported }) => {
        face.forbidden.add('feedback_submissions');
        put('companies', '1', { name: 'Acme' });
        await exported.export();
        expect(exported.record.objects.feedback_submissions?.status).toBe('not_permitted');
        expect(exported.record.tables).not.toHaveProperty('survey_responses');
        expect(exported.rows('accounts')).toHaveLength(1);
      },
      { only: ['companies', 'feedback_submissions'] },
    ));

  it('never says the token, a name or an address in what it tells or in its errors', () =>
    inHubspot(
      async ({ vendor, put, exported }) => {
        put('contacts', '1', { firstname: 'Zdenka', email: 'zdenka@acme.com' });
        const told: string[] = [];
        for (const path of ['account-info', 'owners', 'contacts', 'properties', 'deals']) {
          for (const status of [400, 401, 404, 500]) {
            const body = { message: 'token-1 zdenka@acme.com', category: 'token-1' };
            vendor.faults.length = 0;
            vendor.faults.push({ when: asks(path), what: { status, body } });
            told.push(await exported.export().then(String, (error: Error) => error.stack ?? ''));
          }
        }
        expect([...told, ...exported.told].join('\n')).not.toMatch(/token-1|zdenka/i);
      },
      { only: ['owners', 'properties', 'contacts', 'deals'] },
    ));
});

const throttled = (policyName: string, headers: Record<string, string>, times: number): Fault => ({
  when: asks('/objects/companies'),
  what: { status: 429, headers, body: { status: 'error', policyName, errorType: 'RATE_LIMIT' } },
  times,
});
