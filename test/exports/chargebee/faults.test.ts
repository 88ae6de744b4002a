import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BadSettings, VendorDown } from '../../../lambdas/errors.ts';
import { chargebee } from '../../../lambdas/exports/chargebee/chargebee.ts';
import { chargebeeOptions } from '../../../lambdas/settings/exports/chargebee.ts';
import { type ChargebeeWorld, openChargebee, unix } from './chargebee_world.ts';

let world: ChargebeeWorld;
beforeEach(async () => {
  world = await openChargebee();
  world.price('pro-usd');
});
afterEach(() => world.close());

const day = (date: string) => `2026-${date}T03:00:00.000Z`;
const range = (count: number, from = 1) => Array.from({ length: count }, (_, at) => at + from);
const subscribe = (id: number, at = day('10-01')) =>
  world.subscribe(`s${id}`, at, [world.item('pro-usd')]);
const ids = () => world.exported.rows('subscription_periods').map((row) => row.subscription_id);

describe('an export of Chargebee', () => {
  it('F1: a subscription that appears 90 s late, with an older time, is in the next export', async () => {
    subscribe(1);
    await world.exported.export();
    subscribe(2, '2026-11-02T02:57:30.000Z');
    await world.exportAt(day('11-03'));
    expect(ids()).toEqual(['s1', 's2']);
  });

  it('F2: an invoice that is paid 20 days later is a paid one', async () => {
    world.invoice('i1', day('10-12'), [], { status: 'payment_due', paid_at: undefined });
    await world.exported.export();
    expect(world.exported.rows('invoices')).toMatchObject([{ status: 'open' }]);
    world.face.write('invoice', 'i1', day('11-02').replace('03:00', '12:00'), {
      status: 'paid',
      paid_at: unix(day('11-02')),
    });
    await world.exportAt(day('11-03'));
    expect(world.exported.rows('invoices')).toMatchObject([{ status: 'paid' }]);
  });

  it('F5, F31: its cut-off lies two minutes back, in milliseconds, and a window reaches back ten', async () => {
    const { lag, overlap } = chargebee(chargebeeOptions.parse({}));
    expect([lag, overlap]).toEqual([120_000, 600_000]);
    await world.exported.export();
    expect(world.exported.record.until).toBe('2026-11-02T02:58:00.000Z');
    await world.exportAt(day('11-03'));
    const after = Number(world.asked('subscriptions').at(-1)?.query.get('updated_at[after]'));
    // In seconds, less the one that `after` leaves out.
    expect(after).toBe(unix('2026-11-02T02:48:00Z') - 1);
  });

  it('F10, F11: a customer that is deleted is gone, and stays gone', async () => {
    world.customer('c1', day('10-01'));
    world.customer('c2', day('10-01'));
    await world.exported.export();
    world.customer('c2', '2026-11-02T12:00:00Z', { deleted: true });
    await world.exportAt(day('11-03'));
    const links = () => world.exported.rows('account_links').map((row) => row.source_id);
    expect(links()).toEqual(['c1']);
    const sha = world.exported.record.tables.account_links?.sha256;
    await world.exportAt(day('11-04'));
    expect(world.exported.record.tables.account_links?.sha256).toBe(sha);
  });

  it('F14: 500 subscriptions that share one second at the edge of a page and of a window are all read', async () => {
    world.face.pageSize = 60;
    const edge = '2026-11-02T02:58:00.000Z';
    for (const id of range(300)) subscribe(id, edge);
    await world.exported.export();
    for (const id of range(200, 301)) subscribe(id, edge);
    await world.exportAt(day('11-03'));
    expect(new Set(ids()).size).toBe(500);
  });

  it('F16: the first export asks for everything, by a time that never changes', async () => {
    await world.exported.export();
    const [asked] = world.asked('subscriptions');
    expect(asked?.query.get('updated_at[after]')).toBeNull();
    expect(asked?.query.get('sort_by[asc]')).toBe('created_at');
    expect(asked?.query.get('include_deleted')).toBe('true');
  });

  it('F17: ended after any page and begun again, it has every subscription once', async () => {
    world.face.pageSize = 2;
    for (const id of range(7)) subscribe(id);
    for (let calls = 0; calls < 60; calls += 1) {
      const before = world.vendor.requests.length;
      const pages = () => world.vendor.requests.length - before - 1;
      const { done } = await world.exported.export({ left: () => (pages() > 1 ? 0 : 1e9) });
      if (done) break;
    }
    expect(ids()).toEqual(range(7).map((id) => `s${id}`));
    expect(world.asked('subscriptions')).toHaveLength(4);
  });

  it('F18: a field that comes and one that goes are told, and cost no row', async () => {
    subscribe(1);
    await world.exported.export();
    world.change('s1', '2026-11-02T12:00:00Z', { brand_new: 1 });
    await world.exportAt(day('11-03'));
    expect(world.exported.record.objects.subscriptions?.new_fields).toEqual(['brand_new']);
    expect(ids()).toEqual(['s1']);
  });

  it('F19: an amount that is words keeps its invoice aside, and the others count', async () => {
    world.invoice('i1', day('10-01'), [], { total: 'n/a' });
    world.invoice('i2', day('10-01'), []);
    await world.exported.export();
    expect(world.exported.rows('invoices').map((row) => row.invoice_id)).toEqual(['i2']);
    expect(world.exported.record.objects.invoices?.refused).toBe(1);
  });

  it('F23: an offset that comes again ends it with an error that says so', async () => {
    subscribe(1);
    const entry = {
      subscription: { id: 's1', customer_id: 'c1', currency_code: 'USD', status: 'active' },
    };
    const what = { body: { list: [entry], next_offset: '["1","s1"]' } };
    world.vendor.faults.push({ when: ({ path }) => path.endsWith('/subscriptions'), what });
    const failed = world.exported.export();
    await expect(failed).rejects.toThrow(VendorDown);
    await expect(failed).rejects.toThrow(/subscriptions.*for the second time/s);
  });

  it('F24: pages that overlap give no subscription twice', async () => {
    for (const id of range(3)) subscribe(id);
    world.face.pageSize = 2;
    world.face.beforePage = ({ path, query }) => {
      // What was read moves behind the offset and is read again.
      if (path.endsWith('/subscriptions') && query.has('offset')) {
        world.face.write('subscription', 's1', day('10-02'), { created_at: unix(day('10-02')) });
      }
    };
    await world.exported.export();
    expect(ids()).toEqual(['s1', 's2', 's3']);
  });

  it('F25: what changes while it reads is in the next export', async () => {
    world.face.pageSize = 1;
    for (const id of range(2)) world.invoice(`i${id}`, day('10-01'), [], { status: 'posted' });
    world.face.beforePage = ({ path, query }) => {
      const isSecond = path.endsWith('/invoices') && query.has('offset');
      if (isSecond) world.face.write('invoice', 'i1', world.vendor.now, { status: 'paid' });
    };
    await world.exported.export();
    expect(world.exported.rows('invoices')[0]).toMatchObject({ status: 'open' });
    world.face.beforePage = undefined;
    await world.exportAt(day('11-03'));
    expect(world.exported.rows('invoices')[0]).toMatchObject({ status: 'paid' });
  });

  it('F26: an invoice of many lines that is deleted before they are all read is no failure', async () => {
    world.face.lines = 2;
    const lines = range(5).map((n) =>
      world.line('pro-usd', day('10-01'), day('11-01'), n, { id: `l${n}` }),
    );
    world.invoice('i1', day('10-01'), lines);
    world.invoice('i2', day('10-01'), lines);
    world.face.beforePage = ({ path }) => {
      if (path.endsWith('/invoices/i2')) world.face.remove('invoice', 'i2');
    };
    await world.exported.export();
    expect(world.asked('invoices/i1').map(({ query }) => query.get('line_items_offset'))).toEqual([
      '2',
      '4',
    ]);
    expect(world.exported.rows('invoices')).toHaveLength(2);
  });

  it('F27: a key that is refused in the middle is an error that does not show it', async () => {
    const what = { status: 401, body: { api_error_code: 'api_authentication_failed' } };
    world.vendor.faults.push({ when: ({ path }) => path.endsWith('/invoices'), what });
    const failed = world.exported.export();
    await expect(failed).rejects.toThrow(BadSettings);
    await expect(failed).rejects.not.toThrow(/sesame/);
  });

  it.each([{ 'retry-after': '7' }, {}])(
    'F28: 20 answers 429 with %o are outwaited',
    async (headers) => {
      subscribe(1);
      const when = ({ path }: { path: string }) => path.endsWith('/subscriptions');
      world.vendor.faults.push({ when, what: { status: 429, headers, body: {} }, times: 20 });
      await world.exported.export();
      expect(ids()).toEqual(['s1']);
    },
  );

  it('F28: it asks at most 75 times a minute, half of what the smallest plan allows', async () => {
    world.face.pageSize = 1;
    for (const id of range(90)) subscribe(id);
    await world.exported.export();
    const times = world.asked('subscriptions').map(({ now }) => Date.parse(now));
    const within = times.map((time) => times.filter((one) => one >= time && one < time + 60_000));
    expect(Math.max(...within.map((some) => some.length))).toBeLessThanOrEqual(75);
  });

  it.each([day('11-02').replace('03:00', '03:10'), day('11-02').replace('03:00', '02:50')])(
    'F32: our clock at %s changes no window: the time is theirs',
    async (ours) => {
      await world.close();
      world = await openChargebee({ ours });
      await world.exported.export();
      expect(world.exported.record.until).toBe('2026-11-02T02:58:00.000Z');
    },
  );

  it('begins a list anew where its offset has become too old', async () => {
    world.face.pageSize = 2;
    for (const id of range(5)) subscribe(id);
    const pages = () => world.asked('subscriptions').length;
    await world.exported.export({ left: () => (pages() > 0 ? 0 : 1e9) });
    world.face.offsetsAreOld = true;
    await world.exported.export();
    expect(ids()).toEqual(range(5).map((id) => `s${id}`));
  });

  it('asks a site for the lists of its own catalogue alone, and for both where it has both', async () => {
    await world.exported.export();
    expect([world.asked('item_prices').length, world.asked('plans').length]).toEqual([1, 0]);
    world.face.form = 'compat';
    await world.exportAt(day('11-03'));
    expect([world.asked('item_prices').length, world.asked('plans').length]).toEqual([2, 1]);
  });

  it('leaves out what the key may not read, and reads the rest', async () => {
    subscribe(1);
    world.face.forbidden.add('invoices');
    await world.exported.export();
    expect(ids()).toEqual(['s1']);
    expect(world.exported.record.objects.invoices?.status).toBe('not_permitted');
    expect(world.exported.record.tables.invoices).toBeUndefined();
  });

  it('tells nobody the key, nor who anybody is', async () => {
    world.customer('c1', day('10-01'));
    subscribe(1);
    await world.exported.export();
    expect(world.exported.told.join('\n')).not.toMatch(/sesame|Jo|example/);
    expect(world.exported.told).toContain('chargebee: site acme, catalogue 2');
  });
});
