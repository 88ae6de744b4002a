import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BadSettings, VendorDown } from '../../../lambdas/errors.ts';
import { stripeWorld } from '../vendors/stripe_face.ts';
import { opened, sentinel } from './exported_stripe.ts';
import {
  at,
  coupon,
  customer,
  discount,
  invoice,
  item,
  line,
  price,
  subscription,
} from './made.ts';

type Json = Record<string, unknown>;
const plan = price('p', 10_000);
const sub = (n: number, start = '2026-01-01', more: Json = {}) =>
  subscription(start, [item(`si_${n}`, plan, 1, start)], {
    id: `sub_${n}`,
    customer: `cus_${n}`,
    ...more,
  });

/** So many customers with a subscription each. */
function populated(count: number) {
  const world = stripeWorld();
  world.put('prices', plan);
  for (let n = 0; n < count; n += 1) {
    world.put('customers', customer({ id: `cus_${n}` }));
    world.put('subscriptions', sub(n));
  }
  return world;
}

describe('what Stripe is asked', () => {
  it('F29: subscriptions of every status, on the wire, so that those that ended are there', async () => {
    const world = populated(1);
    world.put(
      'subscriptions',
      sub(7, '2026-01-01', { status: 'canceled', ended_at: at('2026-04-01') }),
    );
    const one = await opened(undefined, { world });
    await one.export();
    const asked = one.vendor.requests.filter(({ path }) => path === '/v1/subscriptions');
    expect(asked.length).toBeGreaterThan(1);
    for (const { query } of asked) expect(query.get('status')).toBe('all');
    expect(one.spans()).toContain('si_7 2026-01-01..2026-04-01 active 10000');
  });

  it('says its version, lists by the hundred and expands no more than four levels', async () => {
    const one = await opened(undefined, { world: populated(1) });
    await one.export();
    for (const { headers, query, path } of one.vendor.requests) {
      expect(headers['stripe-version']).toBe('2026-10-28.endive');
      for (const field of query.getAll('expand[]')) expect(field.split('.').length).toBeLessThan(5);
      if (query.get('limit') !== '1') expect([path, query.get('limit')]).toEqual([path, '100']);
    }
  });

  it('keeps to 20 requests a second, of the 25 that one endpoint allows', async () => {
    const world = populated(12);
    world.pageSize = 1;
    const one = await opened(undefined, { world });
    const begun = Date.parse(one.vendor.now);
    await one.export();
    const took = (Date.parse(one.vendor.now) - begun) / 1000;
    expect((one.vendor.requests.length - 1) / took).toBeLessThanOrEqual(20);
  });

  it('F4: what has no time of change is read whole every time', async () => {
    const one = await opened(undefined, { world: populated(2) });
    await one.export();
    one.world.put(
      'subscriptions',
      sub(1, '2026-01-01', { status: 'canceled', ended_at: at('2026-11-03') }),
    );
    one.later(2);
    one.vendor.requests.length = 0;
    await one.export();
    const paths = new Set(
      one.vendor.requests.filter(({ query }) => !query.has('created[gte]')).map(({ path }) => path),
    );
    expect([...paths].sort()).toEqual([
      ...[
        '/v1/coupons',
        '/v1/customers',
        '/v1/invoiceitems',
        '/v1/prices',
        '/v1/products',
        '/v1/subscriptions',
      ],
    ]);
    expect(one.spans()).toEqual([
      'si_0 2026-01-01.. active 10000',
      'si_1 2026-01-01..2026-11-03 active 10000',
    ]);
  });

  it('reads lists inside of records to their end, and merges what each page of them says', async () => {
    const world = populated(0);
    const items = Array.from({ length: 23 }, (_, n) => item(`si_${n}`, plan, 1, '2026-01-01'));
    world.put('subscriptions', subscription('2026-01-01', items));
    const lines = Array.from({ length: 35 }, (_, n) =>
      line(`si_${n}`, 'p', 2, ['2026-01-01', '2026-02-01'], 20_000),
    );
    world.put('invoices', { ...invoice('2026-01-01', lines), id: 'in_many' });
    world.pageSize = 7;
    const one = await opened(undefined, { world });
    await one.export();
    const ids = new Set(one.spans().map((span) => span.split(' ')[0]));
    expect(ids.size).toBe(35);
  });

  it('stops where a list inside of a record repeats a page for ever', async () => {
    const world = populated(0);
    const items = Array.from({ length: 23 }, (_, n) => item(`si_${n}`, plan, 1, '2026-01-01'));
    world.put('subscriptions', subscription('2026-01-01', items));
    const one = await opened(undefined, { world });
    const again = { object: 'list', has_more: true, data: items.slice(10, 20) };
    one.vendor.faults.push({
      when: ({ path }) => path === '/v1/subscription_items',
      what: { body: again },
    });
    await expect(one.export()).rejects.toThrow(/the list items repeats a page/);
  });

  it('F26: what is gone between its page and its own lists does not fail the export', async () => {
    const world = populated(0);
    const lines = Array.from({ length: 12 }, (_, n) =>
      line(`si_${n}`, 'p', 1, ['2026-01-01', '2026-02-01'], 10_000),
    );
    world.put('invoices', { ...invoice('2026-01-01', lines), id: 'in_gone' });
    const one = await opened(undefined, { world });
    const gone = { status: 404, body: { error: { code: 'resource_missing' } } };
    one.vendor.faults.push({ when: ({ path }) => path.endsWith('/lines'), what: gone });
    expect(await one.export()).toMatchObject({ done: true });
    expect(one.exported.rows('invoices')).toHaveLength(1);
  });

  it('stops where a list says that there is more and gives nothing', async () => {
    const one = await opened(undefined, { world: populated(1) });
    const empty = { object: 'list', has_more: true, data: [] };
    one.vendor.faults.push({ when: ({ path }) => path === '/v1/customers', what: { body: empty } });
    await expect(one.export()).rejects.toThrow(VendorDown);
  });
});

describe('time', () => {
  it('F1: an invoice that shows up 90 seconds late is in the next export', async () => {
    const one = await opened(undefined, { world: populated(1) });
    const bill = { ...invoice('2026-11-02', [], { customer: 'cus_0' }), id: 'in_late' };
    const created = at('2026-11-02T02:59:00Z');
    one.world.put('invoices', { ...bill, created, revealed: created + 90 });
    await one.export();
    expect(one.exported.rows('invoices')).toEqual([]);
    one.later(1);
    await one.export();
    expect(one.exported.rows('invoices')).toHaveLength(1);
  });

  it('F2: an invoice that is paid 20 days after it was made is paid in the next export', async () => {
    const one = await opened('2026-10-05T03:00:00.000Z', { world: populated(1) });
    const made = (paid_at: string | null) => ({
      ...invoice('2026-10-01', [], {
        customer: 'cus_0',
        paid_at,
        status: paid_at ? 'paid' : 'open',
      }),
      id: 'in_1',
    });
    one.world.put('invoices', made(null));
    await one.export();
    one.later(1);
    await one.export();
    expect(one.exported.rows('invoices')).toMatchObject([{ status: 'open', paid_at: null }]);
    one.world.put('invoices', made('2026-10-21'));
    one.later(19);
    one.vendor.requests.length = 0;
    await one.export();
    expect(one.exported.rows('invoices')).toMatchObject([
      { status: 'paid', paid_at: '2026-10-21T00:00:00.000Z' },
    ]);
  });

  it('F2: between two full reads windows reach back by the months of the settings', async () => {
    const one = await opened('2026-10-05T03:00:00.000Z', {
      world: populated(1),
      options: { months_back: 2 },
    });
    await one.export();
    one.later(1);
    one.vendor.requests.length = 0;
    await one.export();
    for (const path of ['/v1/invoices', '/v1/refunds', '/v1/credit_notes']) {
      const [asked] = one.vendor.requests.filter((request) => request.path === path);
      expect(Number(asked?.query.get('created[gte]'))).toBe(at('2026-08-05T02:40:00Z'));
    }
  });

  it('F3: 45 days after the last export everything is listed anew', async () => {
    const one = await opened(undefined, { world: populated(1) });
    await one.export();
    one.later(45);
    one.vendor.requests.length = 0;
    await one.export();
    expect(one.vendor.requests.filter(({ query }) => query.has('created[gte]'))).toEqual([]);
  });

  it('F5: what is younger than ten minutes never counts as read', async () => {
    const one = await opened('2026-11-02T03:00:00.000Z', { world: populated(1) });
    await one.export();
    expect(Date.parse('2026-11-02T03:00:00Z') - Date.parse(one.exported.record.until)).toBe(
      600_000,
    );
  });

  it('F16: the first export reads all of history', async () => {
    const world = populated(1);
    const old = invoice(
      '2019-05-01',
      [line('si_0', 'p', 3, ['2019-05-01', '2019-06-01'], 30_000, { sub: 'sub_0' })],
      { customer: 'cus_0' },
    );
    world.put('invoices', old);
    world.put('subscriptions', sub(0, '2019-05-01'));
    const one = await opened(undefined, { world });
    await one.export();
    expect(one.spans()[0]).toMatch(/^si_0 2019-05-01\.\..* active 30000$/);
  });

  it("F32: windows are cut by Stripe's time, ours may be ten minutes ahead", async () => {
    for (const ours of ['2026-11-02T02:50:00.000Z', '2026-11-02T03:10:00.000Z']) {
      const one = await opened('2026-11-02T03:00:00.000Z', { world: populated(1), ours });
      await one.export();
      expect(one.exported.record.until).toBe('2026-11-02T02:50:00.000Z');
    }
  });
});

describe('trouble', () => {
  it('F17: an export that fails before its end and is made again has nothing twice', async () => {
    const world = populated(9);
    world.pageSize = 2;
    const one = await opened(undefined, { world });
    one.vendor.faults.push({
      when: ({ path }) => path === '/v1/prices',
      what: { status: 400, body: { error: {} } },
      times: 1,
    });
    await expect(one.export()).rejects.toThrow(BadSettings);
    await one.export();
    expect(one.spans()).toHaveLength(9);
    expect(one.exported.rows('account_links')).toHaveLength(9);
  });

  it('F19: a record with a text for a number is kept aside with its id, the others go on', async () => {
    const world = populated(2);
    world.put(
      'invoices',
      { ...invoice('2026-10-01', []), id: 'in_bad', total: 'n/a' },
      { ...invoice('2026-10-01', []), id: 'in_good' },
    );
    world.put('subscriptions', { ...sub(1), start_date: 1_767_225_600_000 });
    const one = await opened(undefined, { world });
    await one.export();
    expect(one.exported.rows('invoices').map(({ invoice_id }) => invoice_id)).toEqual(['in_good']);
    expect(one.exported.record.objects).toMatchObject({
      invoices: { refused: 1 },
      subscriptions: { refused: 1 },
    });
    expect(one.spans()).toHaveLength(1);
  });

  it('F28: a storm of 20 throttled answers is sat out, with and without Retry-After', async () => {
    for (const headers of [{}, { 'retry-after': '2' }]) {
      const one = await opened(undefined, { world: populated(2) });
      const throttled = { status: 429, headers, body: { error: { code: 'rate_limit' } } };
      one.vendor.faults.push({
        when: ({ path }) => path === '/v1/customers',
        what: throttled,
        times: 20,
      });
      await one.export();
      expect(one.spans()).toHaveLength(2);
    }
  });

  it('asks again where Stripe says that it helps, and not where it says that it does not', async () => {
    const answer = (status: number, said: string) => ({
      ...{ status, headers: { 'stripe-should-retry': said } },
      body: { error: { code: 'lock_timeout' } },
    });
    const one = await opened(undefined, { world: populated(2) });
    one.vendor.faults.push({
      when: ({ path }) => path === '/v1/customers',
      what: answer(400, 'true'),
      times: 3,
    });
    await one.export();
    expect(one.spans()).toHaveLength(2);
    const other = await opened(undefined, { world: populated(2) });
    other.vendor.faults.push({
      when: ({ path }) => path === '/v1/customers',
      what: answer(500, 'false'),
      times: 1,
    });
    await expect(other.export()).rejects.toThrow(/asking again does not help now/);
    await other.export();
    expect(other.spans()).toHaveLength(2);
  });

  it('recovers from a cut line, half a body and the page of a proxy', async () => {
    const one = await opened(undefined, { world: populated(3) });
    for (const what of ['reset', 'cut', 'html', 'nothing'] as const) {
      one.vendor.faults.push({ when: ({ path }) => path === '/v1/subscriptions', what, times: 1 });
    }
    await one.export();
    expect(one.spans()).toHaveLength(3);
  });

  it('leaves out and names what the key may not read, but needs subscriptions', async () => {
    const refused = { status: 403, body: { error: { type: 'invalid_request_error' } } };
    const one = await opened(undefined, { world: populated(1) });
    one.vendor.faults.push({ when: ({ path }) => path === '/v1/refunds', what: refused });
    await one.export();
    expect(one.exported.record.objects.refunds).toMatchObject({ status: 'not_permitted' });
    const other = await opened(undefined, { world: populated(1) });
    other.vendor.faults.push({ when: () => true, what: refused });
    await expect(other.export()).rejects.toThrow(/may not read subscriptions/);
  });

  it('takes no key of test mode unless asked to, and no key that is none', async () => {
    const key = (api_key: string) => ({ secret: { api_key } });
    await expect((await opened(undefined, key('rk_test_1'))).export()).rejects.toThrow(
      /is of test mode/,
    );
    await expect((await opened(undefined, key('pk_live_1'))).export()).rejects.toThrow(
      /see api_key/,
    );
  });

  it('a discount of a coupon that was deleted since is still known', async () => {
    const world = populated(1);
    const ten = coupon('ten', { percent_off: 10 });
    world.put('coupons', ten);
    const own = discount('di_1', ten, '2026-01-01', {
      subscription: null,
      subscription_item: 'si_0',
    });
    world.put(
      'subscriptions',
      subscription('2026-01-01', [item('si_0', plan, 1, '2026-01-01', { discounts: [own] })], {
        id: 'sub_0',
        customer: 'cus_0',
      }),
    );
    const one = await opened(undefined, { world });
    await one.export();
    world.lists.coupons.clear();
    one.later(7);
    await one.export();
    expect(one.spans()).toEqual(['si_0 2026-01-01.. active 9000']);
  });

  it('shows the key nowhere: in no file, no error and nothing told', async () => {
    const one = await opened(undefined, { world: populated(2) });
    await one.export();
    one.vendor.faults.push({
      when: () => true,
      what: { status: 401, body: { error: { code: sentinel } } },
    });
    const error = await one.export().catch((caught: unknown) => caught);
    const files = readdirSync(one.exported.folder, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name)))
      .map((bytes) => (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString());
    const shown = [String(error), JSON.stringify(error), ...one.exported.told, ...files].join('\n');
    expect(error).toBeInstanceOf(BadSettings);
    expect(shown).not.toContain('SENTINEL');
  });
});
