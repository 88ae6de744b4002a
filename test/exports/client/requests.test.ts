import { afterEach, describe, expect, it } from 'vitest';
import { OurBug } from '../../../lambdas/errors.ts';
import { type Line, openLine } from './line.ts';

let line: Line;
afterEach(() => line.close());

describe('a request', () => {
  it('carries its query, each of several values under the same name', async () => {
    line = await openLine();
    const query = { limit: 100, deleted: true, 'expand[]': ['data.items', 'data.customer'] };
    const { received } = await line.api.get('/v1/things?a=1', { query });
    expect([...(line.vendor.requests[0]?.query ?? [])]).toEqual([
      ['a', '1'],
      ['limit', '100'],
      ['deleted', 'true'],
      ['expand[]', 'data.items'],
      ['expand[]', 'data.customer'],
    ]);
    expect(received.path).toMatch(/^\/v1\/things\?a=1&limit=100&deleted=true&expand/);
  });

  it('sends an object as JSON and parameters as a form', async () => {
    line = await openLine();
    await line.api.post('/search', { filters: [] });
    await line.api.post('/oauth2/token', new URLSearchParams({ grant_type: 'x' }));
    const sent = line.vendor.requests.map(({ headers, body }) => [headers['content-type'], body]);
    expect(sent).toEqual([
      ['application/json', '{"filters":[]}'],
      ['application/x-www-form-urlencoded', 'grant_type=x'],
    ]);
  });

  it('says who asks and what it takes', async () => {
    line = await openLine();
    await line.api.get('/things', { headers: { 'stripe-version': '2026-10-28.endive' } });
    expect(line.vendor.requests[0]?.headers).toMatchObject({
      'user-agent': 'cs-pulse',
      accept: 'application/json',
      'stripe-version': '2026-10-28.endive',
    });
  });

  it('F22: goes on at a path or a whole address that the vendor gave, without a second slash', async () => {
    line = await openLine();
    const { address } = line.vendor;
    const behindProxy = await openLine({ address: `${address}/proxy/` });
    await behindProxy.api.get('/jobs/1/results');
    await behindProxy.api.get(`${address}/jobs/1/results?locator=x`);
    await behindProxy.close();
    const paths = line.vendor.requests.map(({ path }) => path);
    expect(paths).toEqual(['/proxy/jobs/1/results', '/jobs/1/results']);
  });

  it('never carries credentials to another host', async () => {
    line = await openLine();
    const other = await openLine();
    await expect(line.api.get(`${other.vendor.address}/things`)).rejects.toThrow(OurBug);
    expect(other.vendor.requests).toEqual([]);
    await other.close();
  });
});

describe('an answer', () => {
  const csv = { 'content-type': 'text/csv; charset=UTF-8' };

  it('is kept as it came, and JSON is read', async () => {
    line = await openLine({}, { handle: () => ({ body: { name: 'Grüße 🎉', big: '1' } }) });
    const { status, json, received } = await line.api.get('/things');
    expect({ status, json, received }).toEqual({
      status: 200,
      json: { name: 'Grüße 🎉', big: '1' },
      received: { path: '/things', body: '{"name":"Grüße 🎉","big":"1"}' },
    });
  });

  it('is JSON by any name that ends in +json', async () => {
    const headers = { 'content-type': 'application/vnd.api+json' };
    line = await openLine({}, { handle: () => ({ headers, body: '[]' }) });
    expect((await line.api.get('/things')).json).toEqual([]);
  });

  it('is a CSV file where one is asked for, in as many parts as it comes', async () => {
    const body = '"Id"\n"1"\n"ü"\n';
    async function* parts() {
      for (const byte of Buffer.from(body).toString('latin1')) yield Buffer.from(byte, 'latin1');
    }
    line = await openLine({}, { handle: () => ({ headers: csv, body: parts() }) });
    const { json, received } = await line.api.get('/results', { type: 'csv' });
    expect({ json, body: received.body }).toEqual({ json: null, body });
  });

  it('is never JSON where a CSV file is asked for, unless it is an accepted error', async () => {
    line = await openLine({ attempts: 2 });
    const asking = { type: 'csv', accepted: [412] } as const;
    await expect(line.api.get('/results', asking)).rejects.toThrow(
      'it answered 200 with application/json',
    );
    const notReady = { status: 412, body: [{ errorCode: 'JOB_NOT_COMPLETE' }] };
    line.vendor.faults.push({ when: () => true, what: notReady });
    expect((await line.api.get('/results', asking)).json).toEqual(notReady.body);
  });

  it('is null where it is empty by its status', async () => {
    line = await openLine({}, { handle: () => ({ status: 204, body: '' }) });
    const { json, received } = await line.api.get('/results', { type: 'csv' });
    expect({ json, body: received.body }).toEqual({ json: null, body: '' });
  });
});

describe('a redirect', () => {
  const moved = (status: number, location?: string) => ({
    when: ({ path }: { path: string }) => path === '/old',
    what: { status, headers: location === undefined ? {} : { location }, body: '' },
  });

  it('is followed on the same host, with the same credentials and body', async () => {
    line = await openLine();
    line.vendor.faults.push(moved(308, '/new?page=2'));
    await line.api.post('/old', { a: 1 });
    const [first, second] = line.vendor.requests;
    expect(second).toMatchObject({ path: '/new', body: '{"a":1}' });
    expect(second?.headers.authorization).toBe(first?.headers.authorization);
  });

  it('to another host gets no credentials', async () => {
    line = await openLine();
    const other = await openLine();
    line.vendor.faults.push(moved(302, `${other.vendor.address}/login?next=x`));
    await expect(line.api.get('/old')).rejects.toThrow(
      `points to ${other.vendor.address}, which gets no credentials`,
    );
    expect(other.vendor.requests).toEqual([]);
    expect(line.vendor.requests).toHaveLength(1);
    await other.close();
  });

  it.each([
    ['without a place', moved(302)],
    ['to no address', moved(302, 'http://[')],
    ['for ever', moved(301, '/old')],
  ])('%s is an error of the address', async (_, fault) => {
    line = await openLine();
    line.vendor.faults.push(fault);
    await expect(line.api.get('/old')).rejects.toThrow('is the address right?');
    expect(line.vendor.requests.length).toBeLessThan(8);
  });

  it('drops no body on its way', async () => {
    line = await openLine();
    line.vendor.faults.push(moved(303, '/new'));
    await expect(line.api.post('/old', {})).rejects.toThrow('where nothing can be sent on to');
  });
});
