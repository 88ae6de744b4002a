import { afterEach, describe, expect, it } from 'vitest';
import { BadSettings, OurBug, VendorDown } from '../../../lambdas/errors.ts';
import { checkSource } from '../../../lambdas/exports/check_source.ts';
import { jobFault, verdictOf } from '../../../lambdas/exports/salesforce/error_codes.ts';
import { instanceOf } from '../../../lambdas/exports/salesforce/session.ts';
import { halves, soql } from '../../../lambdas/exports/salesforce/soql.ts';
import { salesforceOptions } from '../../../lambdas/settings/exports/salesforce.ts';
import { openExport } from '../exported.ts';
import type { VendorRequest } from '../vendors/server.ts';
import { idOf, type Opened, type OpenedOptions, openSalesforce, secretOf } from './opened.ts';

const open: Opened[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function opened(options: OpenedOptions = {}): Promise<Opened> {
  const one = await openSalesforce({ only: ['Account'], ...options });
  open.push(one);
  return one;
}

function fill({ put }: Opened, count: number, at?: string) {
  const changed = at ? { SystemModstamp: at } : {};
  for (let n = 0; n < count; n += 1)
    put('Account', { Id: idOf('001', n), Name: `Account ${n}`, ...changed });
}
const of = (object: string) => (request: VendorRequest) =>
  request.method === 'POST' && request.body.includes(`FROM ${object}`);
const isResults = ({ path }: VendorRequest) =>
  path.endsWith('/results') && !path.includes('0001IAA');
const isState = ({ path }: VendorRequest) => /jobs\/query\/\w+0002IAA$/.test(path);
const says = (status: number, errorCode: string, message = '') => ({
  ...{ status, body: [{ errorCode, message }] },
});

describe('a query job', () => {
  it('is waited for with growing pauses', async () => {
    const org = await opened({ pollsPerJob: 9 });
    fill(org, 1);
    await org.one.export();
    const pauses = org.clock.slept.filter((pause) => pause >= 1000);
    expect(pauses.slice(0, 7)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(org.one.rows('accounts')).toHaveLength(1);
  });

  it('is not waited for beyond the time of the process, and is found again by the next call', async () => {
    const org = await opened({ pollsPerJob: 8 });
    fill(org, 1);
    const end = Date.parse(org.clock.now()) + 55_000;
    const left = () => end - Date.parse(org.clock.now());
    const calls = [await org.one.export({ left }), await org.one.export()];
    expect(calls.map(({ done }) => done)).toEqual([false, true]);
    expect(org.face.queries).toHaveLength(2);
  });

  it.each([
    ['412 JOB_NOT_COMPLETE', says(412, 'JOB_NOT_COMPLETE')],
    ['204', { status: 204, body: '' }],
  ])('whose results are not ready (%s) is waited for', async (_, what) => {
    const org = await opened();
    fill(org, 2);
    org.vendor.faults.push({ when: isResults, what, times: 3 });
    await org.one.export();
    expect(org.one.rows('accounts')).toHaveLength(2);
    expect(org.face.queries).toHaveLength(2);
  });

  it.each(['Failed', 'Aborted'])(
    'that is %s ends the export with its codes and no values',
    async (state) => {
      const org = await opened();
      const errorMessage =
        "InvalidBatch : Failed to process query: INVALID_QUERY_FILTER_OPERATOR: where Name = 'Jane Roe'";
      org.vendor.faults.push({ when: isState, what: { body: { state, errorMessage } } });
      const error = await org.one.export().catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(VendorDown);
      expect(String(error)).toMatch(
        /Account, job 750R\w+ is (failed|aborted) \(InvalidBatch INVALID_/,
      );
      expect(String(error)).not.toMatch(/Jane|where/);
      // That job stays as it is: the next call makes another.
      fill(org, 2);
      await org.one.export();
      expect(org.one.rows('accounts')).toHaveLength(2);
    },
  );

  it('that took too long is done in halves of its window, with the sum of their rows', async () => {
    const org = await opened({ tooMany: 4, pageSize: 3 });
    for (let n = 0; n < 12; n += 1)
      org.put('Account', {
        ...{ Id: idOf('001', n), Name: `Account ${n}` },
        SystemModstamp: `20${String(10 + n)}-03-04T00:00:00.000Z`,
      });
    await org.one.export();
    expect(org.one.rows('accounts')).toHaveLength(12);
    expect(org.face.queries.length).toBeGreaterThan(6);
    // The last part stays open, for what changes meanwhile.
    expect(org.face.queries.at(-1)).toMatch(/>= \S+$/);
  });

  it('that took too long for a minute’s rows ends the export', async () => {
    const org = await opened({ tooMany: 4 });
    fill(org, 9, '2026-11-02T02:30:00.000Z');
    await expect(org.one.export()).rejects.toThrow(
      /is failed \(InternalServerError QUERY_TIMEOUT\)/,
    );
  });

  it('whose results vanish again and again ends the export', async () => {
    const org = await opened();
    fill(org, 2);
    org.vendor.faults.push({ when: isResults, what: says(404, 'NOT_FOUND') });
    await expect(org.one.export()).rejects.toThrow(/Account was begun anew 3 times/);
  });

  it('whose results went wrong for one call is made anew by the next', async () => {
    const org = await opened({ pageSize: 2 });
    fill(org, 6);
    const { handle } = org.face;
    org.face.handle = async (request) => {
      const answer = await handle(request);
      const isBad = isResults(request) && request.path.includes('0002IAA');
      return isBad && request.query.get('locator') ? { ...answer, body: '"Id"\n"1' } : answer;
    };
    await expect(org.one.export()).rejects.toThrow(/page 2, line 2: the page ends inside a row/);
    await org.one.export();
    expect(org.one.rows('accounts')).toHaveLength(6);
    expect(org.face.queries.filter((text) => text.endsWith('FROM Account'))).toHaveLength(2);
  });

  it.each([
    ['sforce-locator', /names nothing as the next page/],
    ['sforce-numberofrecords', /has 2 rows, and Salesforce says nothing of its number/],
  ])('whose page lacks %s ends the export', async (header, message) => {
    const org = await opened();
    fill(org, 2);
    const { handle } = org.face;
    org.face.handle = async (request) => {
      const { headers = {}, ...answer } = await handle(request);
      const { [header]: _, ...others } = headers;
      return isResults(request) ? { ...answer, headers: others } : { ...answer, headers };
    };
    await expect(org.one.export()).rejects.toThrow(message);
  });

  it('whose page comes as a proxy’s page or is cut is asked for again', async () => {
    const org = await opened();
    fill(org, 2);
    for (const what of ['html', 'cut', 'nothing', 'reset'] as const)
      org.vendor.faults.push({ when: isResults, what, times: 1 });
    await org.one.export();
    expect(org.one.rows('accounts')).toHaveLength(2);
  });
});

describe('what Salesforce refuses', () => {
  it.each([
    ['a described object that is not there', { closed: ['Contact'] }, undefined],
    ['INSUFFICIENT_ACCESS', {}, says(403, 'INSUFFICIENT_ACCESS')],
    ['an entity that bulk does not know', {}, says(400, 'INVALIDENTITY')],
    ['in words', {}, says(400, 'API_ERROR', "sObject type 'Contact' is not supported.")],
  ])('costs one object and no other: %s', async (_, options, what) => {
    const org = await opened({ only: ['Contact', 'Account'], ...options });
    fill(org, 2);
    if (what) org.vendor.faults.push({ when: of('Contact'), what });
    await org.one.export();
    expect(org.one.record.objects.Contact?.status).toBe('not_permitted');
    expect(org.one.rows('accounts')).toHaveLength(2);
  });

  it('a field that is several is not asked for, and its column stays empty', async () => {
    const org = await opened({ settings: { account: { region: 'BillingAddress' } } });
    fill(org, 1);
    const { handle } = org.face;
    org.face.handle = async (request) => {
      const answer = await handle(request);
      if (!request.path.endsWith('Account/describe')) return answer;
      const { fields } = answer.body as { fields: object[] };
      const all = [...fields, { name: 'BillingAddress', type: 'address' }];
      return { ...answer, body: { queryable: true, fields: all } };
    };
    await org.one.export();
    expect(org.one.rows('accounts')[0]?.region).toBeNull();
    expect(org.one.told.join('\n')).toMatch(
      /Account\.BillingAddress, which exports\.salesforce takes/,
    );
  });

  it('the API as a whole says which permission is missing', async () => {
    const org = await opened();
    const when = ({ path }: VendorRequest) => path === '/services/data/v64.0';
    org.vendor.faults.push({ when, what: says(403, 'API_DISABLED_FOR_ORG') });
    await expect(org.one.export()).rejects.toThrow(/permission API Enabled/);
  });

  it('is read from its codes', () => {
    const verdict = (errorCode: string, message = '') =>
      verdictOf({ text: JSON.stringify([{ errorCode, message }]) });
    expect(verdict('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.')).toBe('today_over');
    expect(verdict('REQUEST_LIMIT_EXCEEDED', 'ConcurrentRequests Limit exceeded.')).toBe('again');
    expect(
      verdict('LIMIT_EXCEEDED', 'Max bulk v2 query jobs (10000) per 24 hrs has been reached'),
    ).toBe('today_over');
    expect(verdict('SERVER_UNAVAILABLE')).toBe('again');
    expect(verdict('INVALID_SESSION_ID')).toBeUndefined();
    expect(verdictOf({ text: '<html>' })).toBeUndefined();
    expect(jobFault('something went wrong for Jane')).toBe('it does not say why');
  });

  it('the jobs of the day: says tomorrow', async () => {
    const org = await opened();
    const message = 'Max bulk v2 query jobs (10000) per 24 hrs has been reached';
    org.vendor.faults.push({ when: of('Account'), what: says(400, 'LIMIT_EXCEEDED', message) });
    await expect(org.one.export()).rejects.toThrow(
      /used up \(LIMIT_EXCEEDED\); start again tomorrow/,
    );
  });
});

describe('the way in', () => {
  const sentinel = 'sentinel-9f3a';

  it.each([
    ['no object', 'sentinel-9f3a'],
    ['http', { login: 'http://sentinel-9f3a', client_id: 'a', client_secret: 'b' }],
    ['no address', { login: 'sentinel-9f3a', client_id: 'a', client_secret: 'b' }],
    ['a field too many', { ...secretOf({ address: 'https://x.example' }), password: sentinel }],
  ])('asks for a secret of its shape (%s) and shows nothing of it', async (_, secret) => {
    const org = await opened();
    const one = openExport(org.source, { secret, clock: org.clock });
    const error = await one.export().catch((caught: unknown) => caught);
    one.close();
    expect(error).toBeInstanceOf(BadSettings);
    expect(`${error} ${JSON.stringify(error)}`).not.toContain(sentinel);
  });

  it('says what to check where it is shut', async () => {
    const org = await opened();
    const secret = { ...secretOf(org.vendor), client_secret: sentinel };
    const one = openExport(org.source, { secret, clock: org.clock });
    const error = await one.export().catch((caught: unknown) => caught);
    expect(String(error)).toMatch(/BadSettings.*invalid_client.*client credentials flow/);
    expect(`${error} ${one.told}`).not.toContain(sentinel);
    one.close();
  });

  it('sends the token to Salesforce and to no other address', () => {
    const secret = { login: 'https://acme.my.salesforce.com', client_id: 'a', client_secret: 'b' };
    const granted = (instance_url: string) => ({ access_token: 't', id: '', instance_url });
    const instance = (url: string) => instanceOf(secret, granted(url));
    expect(instance('https://acme--dev.sandbox.my.salesforce.com/')).toBe(
      'https://acme--dev.sandbox.my.salesforce.com',
    );
    for (const url of ['https://salesforce.com.example', 'http://acme.my.salesforce.com'])
      expect(() => instance(url)).toThrow(BadSettings);
  });

  it('never shows a token, a secret or a name of a record', async () => {
    const org = await opened();
    fill(org, 2);
    const told: string[] = [];
    for (const what of [
      says(400, 'MALFORMED_QUERY', 'Jane Roe'),
      says(500, 'UNKNOWN', 'Jane Roe'),
    ]) {
      org.vendor.faults.splice(0, 9, { when: of('Account'), what });
      told.push(String(await org.one.export().catch((caught: unknown) => caught)));
    }
    expect(told.join('\n')).toMatch(/MALFORMED_QUERY[\s\S]*UNKNOWN|MALFORMED_QUERY[\s\S]*500/);
    expect(`${told} ${org.one.told}`).not.toMatch(/Jane|sesame|token1|Account 0/);
  });
});

describe('a look at an organisation', () => {
  it.each([false, true])('makes no job; counts are hidden: %s', async (hidesCounts) => {
    const org = await opened({ only: ['Account', 'Contact'], closed: ['Contact'], hidesCounts });
    fill(org, 3);
    const { account, objects } = await checkSource(org.one.world, org.source, secretOf(org.vendor));
    expect(account).toBe('organisation 00Dxx0000001gPLEAY');
    expect(objects.map(({ object, status, records }) => [object, status, records])).toEqual([
      ['User', 'readable', 0],
      ['Account', 'readable', hidesCounts ? 0 : 3],
      ['Contact', 'not_permitted', 0],
    ]);
    expect(org.face.queries).toEqual([]);
  });
});

describe('a query', () => {
  const asked = { object: 'Account', columns: ['Id'], dated: 'SystemModstamp' } as const;

  it('is made of names and instants alone', () => {
    const range = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00.000Z'] as const;
    expect(soql({ ...asked, range })).toBe(
      'SELECT Id FROM Account WHERE SystemModstamp >= 2026-01-01T00:00:00.000Z AND SystemModstamp < 2026-02-01T00:00:00.000Z',
    );
    const bad = ['2026-01-01T00:00:00Z OR Name != null', null] as const;
    expect(() => soql({ ...asked, range: bad })).toThrow(OurBug);
    expect(() => soql({ ...asked, columns: ['Id, (SELECT Id FROM User)'], range })).toThrow(OurBug);
    const settings = { account: { segment: 'Segment__c FROM User --' } };
    expect(salesforceOptions.safeParse(settings).success).toBe(false);
  });

  it('is halved to a minute, without a gap and without an overlap', () => {
    const now = '2026-11-02T00:00:00.000Z';
    const [first, second] = halves([null, null], now);
    expect(first?.[0]).toBeNull();
    expect(first?.[1]).toBe(second?.[0]);
    expect(second?.[1]).toBeNull();
    expect(halves(['2026-11-01T23:59:00.000Z', null], now)).toEqual([]);
  });
});
