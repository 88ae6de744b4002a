import { afterEach, describe, expect, it } from 'vitest';
import { BadExport, VendorDown } from '../../../lambdas/errors.ts';
import type { VendorRequest } from '../vendors/server.ts';
import { idOf, later, type Opened, type OpenedOptions, openSalesforce } from './opened.ts';

const open: Opened[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function opened(options: OpenedOptions = {}): Promise<Opened> {
  const one = await openSalesforce({ only: ['Account'], ...options });
  open.push(one);
  return one;
}

const account = (n: number) => idOf('001', n);
const put = ({ put }: Opened, n: number, name = `Account ${n}`, more: object = {}) =>
  put('Account', { Id: account(n), Name: name, ...more });
const fill = (org: Opened, count: number, more: object = {}) => {
  for (let n = 0; n < count; n += 1) put(org, n, `Account ${n}`, more);
};
const names = ({ one }: Opened) => one.rows('accounts').map(({ name }) => name);
/** Results of the second object, after the users. */
const isResults = ({ path }: VendorRequest) =>
  path.endsWith('/results') && !path.includes('0001IAA');
const queries = ({ face }: Opened) =>
  face.queries
    .map((text) => text.replace(/^.* FROM /, ''))
    .filter((text) => !text.startsWith('User'));

describe('F1–F32 at Salesforce', () => {
  it('F4: an object whose time of change is hidden is left out and named, not cut by another time', async () => {
    const org = await opened({
      only: ['Account', 'Contact'],
      without: { Contact: ['SystemModstamp'] },
    });
    fill(org, 2);
    org.put('Contact', { Id: idOf('003', 1), AccountId: account(1), Name: 'Jane Roe' });
    await org.one.export();
    expect(names(org)).toHaveLength(2);
    expect(org.one.rows('contacts')).toEqual([]);
    expect(org.one.record.objects.Contact?.status).toBe('not_permitted');
    expect(org.one.told.join('\n')).toMatch(/Contact: not permitted.*Contact\.SystemModstamp/);
  });

  it('F5: the next window begins before this one ended, by lag and overlap', async () => {
    const org = await opened();
    fill(org, 1);
    const start = org.vendor.now;
    await org.one.export();
    expect(Date.parse(org.one.record.until)).toBeLessThanOrEqual(Date.parse(start) - 60_000);
    org.pass(600);
    await org.one.export();
    const [first, second = ''] = queries(org);
    const since = /SystemModstamp >= (\S+)/.exec(second)?.[1] ?? '';
    expect(first).toBe('Account');
    expect(since).toBe(later(start, -32));
  });

  it('F9: fewer rows than the job has are no export, and the last one stands', async () => {
    const org = await opened({ pageSize: 5 });
    fill(org, 20);
    await org.one.export();
    put(org, 21);
    org.pass(8 * 24 * 60);
    const headers = { 'content-type': 'text/csv', 'sforce-locator': 'null' };
    const csv = `"Id"\n`;
    org.vendor.faults.push({
      when: isResults,
      what: { headers: { ...headers, 'sforce-numberofrecords': '0' }, body: csv },
    });
    await expect(org.one.export()).rejects.toThrow(/line 1: has 1 columns/);
    org.vendor.faults.pop();
    const whole = await org.one.export();
    expect(whole.done).toBe(true);
    expect(names(org)).toHaveLength(21);
  });

  it('F9: a page that says it is the last before the job is through fails closed', async () => {
    const org = await opened({ pageSize: 5 });
    fill(org, 20);
    const { handle } = org.face;
    org.face.handle = async (request) => {
      const answer = await handle(request);
      if (!isResults(request)) return answer;
      return { ...answer, headers: { ...answer.headers, 'sforce-locator': 'null' } };
    };
    await expect(org.one.export()).rejects.toThrow(
      /Account, job 750R\w+, page 1: 5 rows came of 20; nothing of them is used/,
    );
    expect(org.one.rows('accounts')).toEqual([]);
  });

  it('F10: a full read finds what no window saw, and what was purged from the recycle bin', async () => {
    const org = await opened({ exports: { full_read_days: 7 } });
    fill(org, 30);
    await org.one.export();
    // Restored by an administrator, with all its times as they were.
    put(org, 31, 'Restored', { SystemModstamp: '2020-01-01T00:00:00.000Z' });
    for (const n of [3, 4]) org.face.purge('Account', account(n));
    org.pass(24 * 60);
    await org.one.export();
    expect(names(org)).toHaveLength(30);
    org.pass(7 * 24 * 60);
    await org.one.export();
    expect(names(org)).toHaveLength(29);
    expect(names(org)).toContain('Restored');
    expect(org.one.record.objects.Account).toMatchObject({ records: 31, deleted: 2 });
  });

  it('F10: most of an object gone at once is not believed unless someone says so', async () => {
    const org = await opened();
    fill(org, 100);
    await org.one.export();
    for (let n = 0; n < 80; n += 1) org.face.purge('Account', account(n));
    org.pass(8 * 24 * 60);
    await expect(org.one.export()).rejects.toThrow(BadExport);
    org.pass(1);
    await org.one.export({ acceptsDeletes: true });
    expect(names(org)).toHaveLength(20);
  });

  it('F12: the loser of a merge points to the survivor, for ever', async () => {
    const org = await opened();
    fill(org, 3);
    await org.one.export();
    org.pass(60);
    org.put('Account', { Id: account(1), IsDeleted: 'true', MasterRecordId: account(2) });
    org.pass(60);
    await org.one.export();
    const merged = () =>
      org.one.rows('accounts').map((row) => [row.account_id, row.merged_into_account_id]);
    const expected = [
      [account(0), null],
      [account(1), account(2)],
      [account(2), null],
    ];
    expect(merged()).toEqual(expected);
    org.face.purge('Account', account(1));
    org.pass(8 * 24 * 60);
    await org.one.export();
    expect(merged()).toEqual(expected);
  });

  it('F13: a record that was committed late with an earlier time of change is read by the next export', async () => {
    const org = await opened();
    fill(org, 2, { SystemModstamp: '2026-10-01T00:00:00.000Z' });
    await org.one.export();
    put(org, 7, 'Late', { SystemModstamp: later(org.vendor.now, -9) });
    put(org, 1, 'Changed late', { SystemModstamp: later(org.vendor.now, -5) });
    org.pass(60);
    await org.one.export();
    expect(names(org)).toEqual(['Account 0', 'Changed late', 'Late']);
  });

  it('F14: rows that share one second at a page and at a window edge are all read', async () => {
    const org = await opened({ pageSize: 99 });
    put(org, 1000, 'Before', { SystemModstamp: later(org.vendor.now, -60) });
    await org.one.export();
    const edge = org.one.record.until;
    for (const [at, from] of [
      [later(edge, 60), 0],
      [edge, 500],
    ] as const)
      for (let n = from; n < from + 500; n += 1)
        put(org, n, `Account ${n}`, { SystemModstamp: at });
    org.vendor.now = later(edge, 62);
    await org.one.export();
    // The last instant of this window is the first one of the next.
    expect(org.one.record.until).toBe(later(edge, 60));
    expect(names(org)).toHaveLength(501);
    org.pass(1);
    await org.one.export();
    expect(names(org)).toHaveLength(1001);
  });

  it('F16: the first export asks for everything there is', async () => {
    const org = await opened();
    put(org, 1, 'Old', { SystemModstamp: '2004-01-01T00:00:00.000Z' });
    await org.one.export();
    expect(queries(org)).toEqual(['Account']);
    expect(names(org)).toEqual(['Old']);
  });

  it('F16: history may begin later, but not what it happened to', async () => {
    const org = await opened({ only: ['Account', 'Case'] });
    for (const [n, at] of ['2020-01-01T00:00:00.000Z', '2026-10-01T00:00:00.000Z'].entries()) {
      put(org, n, `Account ${n}`, { SystemModstamp: at });
      org.put('Case', { Id: idOf('500', n), CreatedDate: at, SystemModstamp: at });
    }
    await org.one.export({ since: '2026-01-01T00:00:00.000Z' });
    expect(names(org)).toHaveLength(2);
    expect(org.one.rows('tickets')).toHaveLength(1);
    expect(queries(org)).toEqual([
      'Account',
      'Case WHERE SystemModstamp >= 2026-01-01T00:00:00.000Z',
    ]);
  });

  it('F17: an export that failed before its end and ran again has every record once', async () => {
    const org = await opened({ pageSize: 4 });
    fill(org, 20);
    const cut = {
      when: ({ query }: VendorRequest) => query.get('locator') !== null,
      what: 'reset',
    } as const;
    org.vendor.faults.push(cut);
    await expect(org.one.export()).rejects.toThrow(VendorDown);
    org.vendor.faults.pop();
    await org.one.export();
    await org.one.export();
    expect(names(org)).toHaveLength(20);
    expect(org.one.record.objects.Account).toMatchObject({ records: 20 });
  });

  it('F18: a field that is added, taken away or renamed leaves the rows and is reported', async () => {
    const org = await opened({ settings: { account: { segment: 'Segment__c' } } });
    fill(org, 3, { Segment__c: 'smb' });
    await org.one.export();
    expect(org.one.rows('accounts').map(({ segment }) => segment)).toEqual(['smb', 'smb', 'smb']);
    org.face.options = { without: { Account: ['Segment__c', 'Industry'] } };
    org.pass(8 * 24 * 60);
    await org.one.export();
    expect(org.one.rows('accounts').map(({ segment }) => segment)).toEqual([null, null, null]);
    expect(org.one.record.objects.Account?.lost_fields).toEqual(['Industry', 'Segment__c']);
    expect(org.one.told.join('\n')).toMatch(/Account\.Segment__c, which exports\.salesforce takes/);
    expect(org.one.record.tables.accounts?.notes).toEqual({
      'Account: no field Segment__c; its column stays empty': 3,
    });
  });

  it('F18: a field that goes between its description and the query is asked for no more', async () => {
    const org = await opened();
    fill(org, 3);
    const { handle } = org.face;
    org.face.handle = (request) => {
      // Taken away just before the job is made.
      if (request.method === 'POST' && request.body.includes('FROM Account'))
        org.face.options = { without: { Account: ['Industry'] } };
      return handle(request);
    };
    await org.one.export();
    expect(queries(org)).toHaveLength(2);
    expect(org.face.queries.at(-1)).not.toContain('Industry');
    expect(names(org)).toHaveLength(3);
  });

  it('F19: a number field that holds a word costs its record alone, and is counted', async () => {
    const org = await opened({ only: ['Opportunity'] });
    for (const [n, Amount] of ['100.50', 'n/a', 'NaN', '1e308', '-0'].entries())
      org.put('Opportunity', {
        Id: idOf('006', n),
        Amount,
        CurrencyIsoCode: 'EUR',
        Type: 'Renewal',
      });
    await org.one.export();
    expect(org.one.rows('opportunities').map((row) => row.amount_minor)).toEqual(['10050', '0']);
    expect(org.one.record.objects.Opportunity).toMatchObject({ records: 2, refused: 3 });
  });

  it('F20: line breaks, quotes and NUL bytes come through, and a broken page costs the whole export', async () => {
    const org = await opened();
    put(org, 1, 'A\nB "C", D');
    put(org, 2, 'N\0UL');
    await org.one.export();
    expect(names(org)).toEqual(['A\nB "C", D', 'NUL']);
    const headers = { 'sforce-locator': 'null', 'sforce-numberofrecords': '2' };
    org.vendor.faults.push({
      when: isResults,
      what: {
        headers: { ...headers, 'content-type': 'text/csv' },
        body: '"Id"\n"1"\n"Jane "Roe"\n',
      },
    });
    org.pass(60);
    await expect(org.one.export()).rejects.toThrow(/page 1, line 3: a quote stands inside a cell/);
    expect(names(org)).toHaveLength(2);
  });

  it('F22: a later call goes on at the locator that was kept, and no path has an empty part', async () => {
    const org = await opened({ pageSize: 3 });
    fill(org, 10);
    let pages = 0;
    const left = () => (pages >= 2 ? 0 : Number.POSITIVE_INFINITY);
    const { handle } = org.face;
    org.face.handle = (request) => {
      if (isResults(request)) pages += 1;
      return handle(request);
    };
    expect(await org.one.export({ left })).toEqual({ done: false });
    expect(await org.one.export()).toMatchObject({ done: true });
    expect(queries(org)).toHaveLength(1);
    expect(pages).toBe(4);
    expect(org.vendor.requests.filter(({ path }) => path.includes('//'))).toEqual([]);
    expect(names(org)).toHaveLength(10);
  });

  it('F23: a page that names itself as the next one ends the export with a clear error', async () => {
    const org = await opened({ pageSize: 3 });
    fill(org, 10);
    const { handle } = org.face;
    org.face.handle = async (request) => {
      const answer = await handle(request);
      const locator = request.query.get('locator');
      if (!isResults(request) || !locator) return answer;
      return { ...answer, headers: { ...answer.headers, 'sforce-locator': locator } };
    };
    await expect(org.one.export()).rejects.toThrow(/page 2: names itself as the next page/);
  });

  it('F25: an empty window advances, and what changes while it is read is caught the next time', async () => {
    const org = await opened({ pageSize: 2 });
    fill(org, 5, { SystemModstamp: '2026-10-01T00:00:00.000Z' });
    const { handle } = org.face;
    org.face.handle = (request) => {
      if (isResults(request)) put(org, 1, 'Changed meanwhile');
      return handle(request);
    };
    await org.one.export();
    expect(names(org)).toContain('Account 1');
    org.face.handle = handle;
    const first = org.one.record.until;
    org.pass(60);
    await org.one.export();
    expect(names(org)).toContain('Changed meanwhile');
    org.pass(60);
    await org.one.export();
    expect(Date.parse(org.one.record.until)).toBeGreaterThan(Date.parse(first) + 110 * 60_000);
    expect(names(org)).toHaveLength(5);
  });

  it('F26: a job that is gone (404) is made anew and fails nothing', async () => {
    const org = await opened({ pageSize: 3 });
    fill(org, 10);
    const left = () => (org.vendor.requests.some(isResults) ? 0 : Number.POSITIVE_INFINITY);
    expect(await org.one.export({ left })).toEqual({ done: false });
    // Results live for seven days.
    org.face.expireResults();
    org.face.purge('Account', account(2));
    await org.one.export();
    expect(queries(org)).toHaveLength(2);
    expect(names(org).length).toBeGreaterThanOrEqual(9);
  });

  it('F27: a token that expires at page 7 is got anew once, and page 7 is asked for again', async () => {
    const org = await opened({ pageSize: 2 });
    fill(org, 20);
    const { handle } = org.face;
    let pages = 0;
    org.face.handle = (request) => {
      if (isResults(request)) pages += 1;
      if (pages === 7 && isResults(request)) org.face.expireTokens();
      return handle(request);
    };
    await org.one.export();
    expect(names(org)).toHaveLength(20);
    expect(org.vendor.requests.filter(({ path }) => path.endsWith('/token'))).toHaveLength(2);
    expect(queries(org)).toHaveLength(1);
    expect(pages).toBe(11);
  });

  it.each([
    ['with Retry-After', { 'retry-after': '3' }],
    ['without Retry-After', {}],
  ])('F28: a storm of 20 times 429 %s is waited out', async (_, headers) => {
    const org = await opened();
    fill(org, 3);
    const what = { status: 429, headers, body: [{ errorCode: 'TOO_MANY', message: '' }] };
    org.vendor.faults.push({ when: isResults, what, times: 20 });
    await org.one.export();
    expect(names(org)).toHaveLength(3);
  });

  it('F28: requests that are used up for the day end the export at once, to go on tomorrow', async () => {
    const org = await opened({ pageSize: 2 });
    fill(org, 6);
    const body = [
      { errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' },
    ];
    const isSecond = ({ query }: VendorRequest) => query.get('locator') !== null;
    org.vendor.faults.push({ when: isSecond, what: { status: 403, body }, times: 1 });
    await expect(org.one.export()).rejects.toThrow(/used up\. Start again tomorrow/);
    expect(org.vendor.requests.filter(isResults)).toHaveLength(2);
    org.pass(24 * 60);
    await org.one.export();
    expect(queries(org)).toHaveLength(1);
    expect(names(org)).toHaveLength(6);
  });

  it.each([-10, 10])(
    'F32: windows are cut by the vendor’s clock, ours being %i min off',
    async (skew) => {
      const org = await opened({ ours: later('2026-11-02T03:00:00.000Z', skew) });
      fill(org, 1);
      const before = org.vendor.now;
      await org.one.export();
      const off = Date.parse(org.one.record.until) - Date.parse(before);
      expect(Math.abs(off + 2 * 60_000)).toBeLessThan(30_000);
      put(org, 2, 'Just now');
      org.pass(5);
      await org.one.export();
      expect(names(org)).toContain('Just now');
    },
  );
});
