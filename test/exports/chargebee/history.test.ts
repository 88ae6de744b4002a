import { beforeEach, describe, expect, it } from 'vitest';
import { unix } from '../vendors/chargebee_face.ts';
import { type ChargebeeRecords, openRecords } from './chargebee_records.ts';

let world: ChargebeeRecords;
beforeEach(() => {
  world = openRecords();
  world.price('pro-usd', { price: 1_000 });
  world.price('pro-usd-yearly', { price: 9_600, period_unit: 'year' });
  world.price('max-usd', { price: 3_000 });
  world.price('add-usd', { price: 500, item_type: 'addon' });
});

const day = (date: string) => `2026-${date}T00:00:00Z`;
const pro = (quantity = 1) => [world.item('pro-usd', { quantity })];
const addon = () => world.item('add-usd', { item_type: 'addon' });
/** Monthly invoices of `pro-usd`, one for each month that is named. */
function billed(months: readonly string[], amount = 1_000, more: object = {}) {
  for (const month of months) {
    const next = String(Number(month) + 1).padStart(2, '0');
    const line = world.line('pro-usd', day(`${month}-01`), day(`${next}-01`), amount, more);
    world.invoice(`i${month}`, day(`${month}-01`), [line]);
  }
}

describe('what ran before the first export', () => {
  it('is told by invoices, with the seats of their time and not of today', async () => {
    billed(['03', '04'], 1_000);
    billed(['05', '06'], 3_000, { quantity: 3 });
    world.subscribe('s1', day('06-01'), pro(3), {
      started_at: unix(day('03-01')),
      activated_at: unix(day('03-01')),
    });
    await world.look();
    expect(world.spans()).toEqual([
      ['plan', '2026-03-01', '2026-05-01', 'active', 1_000, 'changed', null],
      ['plan', '2026-05-01', null, 'active', 3_000, null, 'seats'],
    ]);
  });

  it('F30: a seat change in the middle of a year is dated by its prorated line', async () => {
    const year = {
      ...{ current_term_start: unix(day('01-01')), current_term_end: unix('2027-01-01T00:00:00Z') },
    };
    const first = world.line('pro-usd-yearly', day('01-01'), '2027-01-01T00:00:00Z', 48_000, {
      quantity: 5,
    });
    world.invoice('i1', day('01-01'), [first]);
    // 8 seats for the 184 of 365 days that are left.
    const rest = { quantity: 8, proration_mode: 'reset' };
    const second = world.line('pro-usd-yearly', day('07-01'), '2027-01-01T00:00:00Z', 38_716, rest);
    world.invoice('i2', day('07-01'), [second]);
    world.subscribe('s1', day('07-01'), [world.item('pro-usd-yearly', { quantity: 8 })], year);
    await world.look();
    expect(world.spans()).toEqual([
      ['plan', '2026-01-01', '2026-07-01', 'active', 4_000, 'changed', null],
      ['plan', '2026-07-01', null, 'active', 6_400, null, 'seats'],
    ]);
  });

  it('case 42: what is billed as a difference comes on top, exactly', async () => {
    const to = day('11-01');
    world.invoice('i1', day('10-01'), [
      world.line('pro-usd', day('10-01'), to, 2_000, { quantity: 2 }),
    ]);
    const more = { quantity: 1, proration_mode: 'delta' };
    world.invoice('i2', day('10-11'), [world.line('pro-usd', day('10-11'), to, 677, more)]);
    world.invoice('i3', day('11-01'), [
      world.line('pro-usd', to, day('12-01'), 3_000, { quantity: 3 }),
    ]);
    world.subscribe('s1', day('11-01'), pro(3));
    await world.look();
    expect(world.spans()).toEqual([
      ['plan', '2026-10-01', '2026-10-11', 'active', 2_000, 'changed', null],
      ['plan', '2026-10-11', null, 'active', 3_000, null, 'seats'],
    ]);
  });

  it('is cut where a plan gave way to another one in the middle of a term', async () => {
    billed(['10']);
    const rest = { proration_mode: 'reset' };
    const line = world.line('max-usd', day('10-16'), day('11-01'), 1_548, rest);
    world.invoice('i2', day('10-16'), [line]);
    world.subscribe('s1', day('10-16'), [world.item('max-usd')]);
    await world.look();
    expect(world.spans()).toEqual([
      ['plan', '2026-10-01', '2026-10-16', 'active', 1_000, 'changed', null],
      ['plan', '2026-10-16', null, 'active', 3_000, null, 'plan'],
    ]);
  });

  it('case 38: has a gap where nothing was billed, and comes back after it', async () => {
    billed(['03', '04', '07', '08']);
    world.subscribe('s1', day('08-01'), pro(), { activated_at: unix(day('07-01')) });
    await world.look();
    expect(world.spans()).toEqual([
      ['plan', '2026-03-01', '2026-05-01', 'active', 1_000, null, null],
      ['plan', '2026-07-01', null, 'active', 1_000, null, null],
    ]);
  });

  it('is what was paid after coupons that recur; once-only ones take nothing off', async () => {
    world.coupon('half', {
      discount_type: 'percentage',
      discount_percentage: 50,
      duration_type: 'limited_period',
    });
    world.coupon('once', {
      discount_type: 'fixed_amount',
      discount_amount: 300,
      duration_type: 'one_time',
    });
    billed(['03', '04', '05', '06']);
    const off = (coupon_id: string, month: string, discount_amount: number) => ({
      line_item_discounts: [
        {
          line_item_id: `li_pro-usd_${day(`${month}-01`)}`,
          discount_type: 'document_level_coupon',
          coupon_id,
          discount_amount,
        },
      ],
    });
    world.face.write('invoice', 'i03', day('03-01'), off('once', '03', 300));
    world.face.write('invoice', 'i04', day('04-01'), off('half', '04', 500));
    world.face.write('invoice', 'i05', day('05-01'), off('half', '05', 500));
    world.subscribe('s1', day('06-01'), pro());
    await world.look();
    expect(world.spans()).toEqual([
      ['plan', '2026-03-01', '2026-04-01', 'active', 1_000, 'changed', null],
      ['plan', '2026-04-01', '2026-06-01', 'active', 500, 'changed', 'discount_start'],
      ['plan', '2026-06-01', null, 'active', 1_000, null, 'discount_end'],
    ]);
  });

  it('leaves out what was voided, deleted or is only pending', async () => {
    billed(['03', '04', '05']);
    world.face.write('invoice', 'i03', day('03-01'), { status: 'voided' });
    world.face.write('invoice', 'i04', day('04-01'), { deleted: true });
    world.subscribe('s1', day('05-01'), pro());
    await world.look();
    expect(world.spans()).toEqual([['plan', '2026-05-01', null, 'active', 1_000, null, null]]);
  });

  it('ends on the day of an immediate cancellation, whatever was paid for', async () => {
    billed(['09', '10']);
    world.subscribe('s1', day('10-12'), pro(), {
      ...{
        status: 'cancelled',
        cancelled_at: unix(day('10-12')),
        cancel_reason_code: 'Too expensive',
      },
      activated_at: unix(day('09-01')),
    });
    await world.look();
    expect(world.rows('subscription_periods')).toMatchObject([
      {
        starts_on: '2026-09-01',
        ends_on: '2026-10-12',
        end_reason: 'cancelled',
        end_comment: 'Too expensive',
      },
    ]);
  });

  it('is today, where there are no invoices; and that is counted', async () => {
    world.subscribe('s1', day('10-01'), pro(), {
      started_at: unix(day('02-01')),
      activated_at: unix(day('02-01')),
    });
    await world.look();
    expect(world.spans()).toEqual([['plan', '2026-02-01', null, 'active', 1_000, null, null]]);
    expect(Object.keys(world.notes())).toEqual([
      'subscription without invoices: its present price is taken for all of its history',
    ]);
  });
});

describe('what changes between two exports', () => {
  beforeEach(async () => {
    billed(['10']);
    world.subscribe('s1', day('10-01'), pro());
    await world.look(day('10-05'));
  });

  it('is nothing, where only other things of it changed', async () => {
    world.change('s1', day('10-09'), { mrr: 1_000, has_scheduled_changes: true });
    await world.look(day('10-12'));
    expect(world.spans()).toEqual([['plan', '2026-10-01', null, 'active', 1_000, null, null]]);
  });

  it('is nothing, where a later invoice has other amounts than the subscription', async () => {
    const once = { quantity: 2, amount: 1_800 };
    world.invoice('i11', day('11-01'), [
      world.line('pro-usd', day('11-01'), day('12-01'), 1_800, once),
    ]);
    await world.look(day('11-03'));
    expect(world.spans()).toEqual([['plan', '2026-10-01', null, 'active', 1_000, null, null]]);
  });

  it('seats: from the day of the change', async () => {
    world.change('s1', day('10-09'), { subscription_items: pro(4) });
    await world.look(day('10-12'));
    expect(world.spans()).toEqual([
      ['plan', '2026-10-01', '2026-10-09', 'active', 1_000, 'changed', null],
      ['plan', '2026-10-09', null, 'active', 4_000, null, 'seats'],
    ]);
  });

  it('seats: from the day of their invoice, where something else changed later', async () => {
    world.change('s1', day('10-07'), { subscription_items: pro(4) });
    const rest = { quantity: 4, proration_mode: 'reset' };
    world.invoice('i2', day('10-07'), [
      world.line('pro-usd', day('10-07'), day('11-01'), 3_226, rest),
    ]);
    world.change('s1', day('10-11'), { po_number: '17' });
    await world.look(day('10-12'));
    expect(world.spans()[1]?.slice(1, 3)).toEqual(['2026-10-07', null]);
  });

  it('a change at the end of the term: from the renewal on', async () => {
    const renewed = {
      current_term_start: unix(day('11-01')),
      current_term_end: unix(day('12-01')),
    };
    world.change('s1', day('11-03'), { subscription_items: pro(2), ...renewed });
    await world.look(day('11-04'));
    expect(world.spans()[1]?.slice(1, 3)).toEqual(['2026-11-01', null]);
  });

  it('case 10: a month for a cheaper year is another term', async () => {
    const items = [world.item('pro-usd-yearly')];
    world.change('s1', day('10-09'), { subscription_items: items, billing_period_unit: 'year' });
    await world.look(day('10-12'));
    expect(world.spans()).toEqual([
      ['plan', '2026-10-01', '2026-10-09', 'active', 1_000, 'changed', null],
      ['plan', '2026-10-09', null, 'active', 800, null, 'term'],
    ]);
  });

  it('case 37: another plan in its place is one change, and the same item', async () => {
    world.change('s1', day('10-09'), { subscription_items: [world.item('max-usd')] });
    await world.look(day('10-12'));
    expect(world.spans()).toEqual([
      ['plan', '2026-10-01', '2026-10-09', 'active', 1_000, 'changed', null],
      ['plan', '2026-10-09', null, 'active', 3_000, null, 'plan'],
    ]);
  });

  it('an agreed price: the price', async () => {
    world.change('s1', day('10-09'), {
      subscription_items: [world.item('pro-usd', { unit_price: 900 })],
    });
    await world.look(day('10-12'));
    expect(world.spans()[1]).toEqual(['plan', '2026-10-09', null, 'active', 900, null, 'price']);
  });

  it('an addon that comes and goes', async () => {
    world.change('s1', day('10-09'), { subscription_items: [...pro(), addon()] });
    await world.look(day('10-12'));
    world.change('s1', day('10-20'), { subscription_items: pro() });
    await world.look(day('10-22'));
    expect(world.spans()).toEqual([
      ['add-usd', '2026-10-09', '2026-10-20', 'active', 500, 'changed', null],
      ['plan', '2026-10-01', null, 'active', 1_000, null, null],
    ]);
  });

  it('case 29: a cancellation at the end of the term ends it then', async () => {
    const end = { status: 'non_renewing', cancelled_at: unix(day('11-01')) };
    world.change('s1', day('10-09'), end);
    await world.look(day('10-12'));
    expect(world.spans()).toEqual([
      ['plan', '2026-10-01', '2026-11-01', 'active', 1_000, 'cancelled', null],
    ]);
    world.change('s1', day('11-01'), { status: 'cancelled' });
    await world.look(day('11-05'));
    expect(world.spans()).toEqual([
      ['plan', '2026-10-01', '2026-11-01', 'active', 1_000, 'cancelled', null],
    ]);
  });

  it('case 30: a cancellation that is taken back leaves nothing behind', async () => {
    world.change('s1', day('10-09'), { status: 'non_renewing', cancelled_at: unix(day('11-01')) });
    await world.look(day('10-12'));
    world.change('s1', day('10-15'), { status: 'active', cancelled_at: undefined });
    await world.look(day('10-19'));
    expect(world.spans()).toEqual([['plan', '2026-10-01', null, 'active', 1_000, null, null]]);
  });

  it('case 28: a pause keeps what it would pay, and a resumption ends it', async () => {
    world.change('s1', day('10-10'), { status: 'paused', pause_date: unix(day('10-10')) });
    await world.look(day('10-12'));
    world.change('s1', day('10-20'), {
      status: 'active',
      activated_at: unix(day('10-20')),
      pause_date: undefined,
    });
    await world.look(day('10-26'));
    expect(world.spans()).toEqual([
      ['plan', '2026-10-01', '2026-10-10', 'active', 1_000, 'changed', null],
      ['plan', '2026-10-10', '2026-10-20', 'paused', 1_000, 'changed', 'pause'],
      ['plan', '2026-10-20', null, 'active', 1_000, null, 'resume'],
    ]);
  });

  it('cases 27 and 38: ended for want of payment and begun again, it has a gap', async () => {
    world.change('s1', day('10-10'), {
      status: 'cancelled',
      cancelled_at: unix(day('10-10')),
      cancel_reason: 'not_paid',
    });
    await world.look(day('10-12'));
    world.change('s1', day('11-20'), {
      status: 'active',
      activated_at: unix(day('11-20')),
      cancelled_at: undefined,
      cancel_reason: undefined,
    });
    await world.look(day('11-23'));
    expect(world.spans()).toEqual([
      ['plan', '2026-10-01', '2026-10-10', 'active', 1_000, 'payment_failed', null],
      ['plan', '2026-11-20', null, 'active', 1_000, null, null],
    ]);
  });

  it('ended and begun again unseen, it has a gap from the end of its term on', async () => {
    world.change('s1', day('12-01'), {
      activated_at: unix(day('12-01')),
      current_term_start: unix(day('12-01')),
    });
    await world.look(day('12-02'));
    expect(world.spans()).toEqual([
      ['plan', '2026-10-01', '2026-10-31', 'active', 1_000, null, null],
      ['plan', '2026-12-01', null, 'active', 1_000, null, null],
    ]);
  });

  it('case 34: deleted, it ends then and stays in history', async () => {
    world.change('s1', day('10-10'), { deleted: true });
    await world.look(day('10-12'));
    expect(world.spans()).toEqual([
      ['plan', '2026-10-01', '2026-10-10', 'active', 1_000, 'deleted', null],
    ]);
  });

  it('deleted after it ended, it ended when it did', async () => {
    world.change('s1', day('10-10'), { status: 'cancelled', cancelled_at: unix(day('10-10')) });
    await world.look(day('10-12'));
    world.change('s1', day('10-30'), { deleted: true });
    await world.look(day('10-31'));
    expect(world.spans()).toEqual([
      ['plan', '2026-10-01', '2026-10-10', 'active', 1_000, 'cancelled', null],
    ]);
  });

  it('a reason of their own means what the settings say', async () => {
    world = openRecords({ end_reasons: { 'Went under': 'business_closed' } });
    world.price('pro-usd');
    const end = {
      status: 'cancelled',
      cancelled_at: unix(day('10-10')),
      cancel_reason_code: 'Went under',
    };
    world.subscribe('s1', day('10-01'), pro(), end);
    await world.look();
    expect(world.spans()).toMatchObject([
      ['plan', '2026-10-01', '2026-10-10', 'active', 1_000, 'business_closed', null],
    ]);
  });

  it('cases 32, 35 and 36: every subscription counts for itself', async () => {
    world.subscribe('s2', day('10-10'), [world.item('max-usd')]);
    await world.look(day('10-12'));
    world.change('s2', day('10-20'), { status: 'cancelled', cancelled_at: unix(day('10-20')) });
    await world.look(day('10-22'));
    expect(world.spans()).toEqual([
      ['plan', '2026-10-01', null, 'active', 1_000, null, null],
      ['s2:plan', '2026-10-10', '2026-10-20', 'active', 3_000, 'cancelled', null],
    ]);
  });

  it('a status that nobody has told us of ends nothing and stops nothing', async () => {
    world.change('s1', day('10-10'), { status: 'frozen' });
    await world.look(day('10-12'));
    expect(world.spans()).toEqual([['plan', '2026-10-01', null, 'active', 1_000, null, null]]);
  });

  it('one that is to begin later is nothing yet', async () => {
    world = openRecords();
    world.price('pro-usd');
    world.subscribe('s1', day('10-01'), pro(), {
      status: 'future',
      activated_at: undefined,
      started_at: undefined,
      start_date: unix(day('12-01')),
    });
    await world.look();
    expect(world.spans()).toEqual([]);
  });
});
