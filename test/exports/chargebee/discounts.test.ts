import { beforeEach, describe, expect, it } from 'vitest';
import { unix } from '../vendors/chargebee_face.ts';
import { type ChargebeeRecords, openRecords } from './chargebee_records.ts';

let world: ChargebeeRecords;
beforeEach(() => {
  world = openRecords();
  world.price('pro-usd', { price: 1_000 });
  world.price('week-usd', { price: 2_000, period_unit: 'week' });
  world.price('year-usd', { price: 12_000, period_unit: 'year' });
  world.price('add-usd', { price: 1_000, item_type: 'addon' });
});

const start = '2026-10-01T00:00:00Z';
const both = () => [world.item('pro-usd'), world.item('add-usd', { item_type: 'addon' })];
const percent = (discount_percentage: number) => ({
  discount_type: 'percentage',
  discount_percentage,
});
const amount = (discount_amount: number) => ({
  discount_type: 'fixed_amount',
  discount_amount,
  currency_code: 'USD',
});
const till = (at: string) => ({ coupon_id: 'c', apply_till: unix(at) });

async function mrr(id: string, coupons: readonly object[], more: object = {}) {
  world.subscribe('s1', start, [world.item(id)], { coupons, ...more });
  await world.look();
  return world.spans().map((span) => span[4]);
}
const using = (...ids: string[]) => ids.map((coupon_id) => ({ coupon_id, applied_count: 1 }));

describe('discounts of Chargebee', () => {
  it('case 11: ten less 50 % for ever is five', async () => {
    world.coupon('c', percent(50));
    expect(await mrr('pro-usd', using('c'))).toEqual([500]);
  });

  it('120 a year less 10 % is nine', async () => {
    world.coupon('c', percent(10));
    expect(await mrr('year-usd', using('c'))).toEqual([900]);
  });

  it('case 12: once-only takes nothing off', async () => {
    world.coupon('c', { ...percent(50), duration_type: 'one_time' });
    expect(await mrr('pro-usd', using('c'))).toEqual([1_000]);
  });

  it('case 12: for a time takes off until its end, and the rise is the end of a discount', async () => {
    world.coupon('c', { ...percent(25), duration_type: 'limited_period' });
    world.subscribe('s1', start, [world.item('pro-usd')], {
      coupons: [till('2027-01-01T00:00:00Z')],
    });
    await world.look();
    expect(world.spans()).toEqual([
      ['plan', '2026-10-01', '2027-01-01', 'active', 750, 'changed', null],
      ['plan', '2027-01-01', null, 'active', 1_000, null, 'discount_end'],
    ]);
  });

  it('case 12: for three months of a year that is paid takes off until the year ends', async () => {
    world.coupon('c', { ...percent(50), duration_type: 'limited_period' });
    const year = {
      current_term_start: unix(start),
      current_term_end: unix('2027-10-01T00:00:00Z'),
    };
    world.subscribe('s1', start, [world.item('year-usd')], {
      coupons: [till('2027-01-01T00:00:00Z')],
      ...year,
    });
    await world.look();
    expect(world.spans()).toEqual([
      ['plan', '2026-10-01', '2027-10-01', 'active', 500, 'changed', null],
      ['plan', '2027-10-01', null, 'active', 1_000, null, 'discount_end'],
    ]);
  });

  it('case 12: that ended before the present term began takes nothing off', async () => {
    world.coupon('c', { ...percent(50), duration_type: 'limited_period' });
    expect(await mrr('pro-usd', [till(start)])).toEqual([1_000]);
  });

  it('case 13: above the price leaves nothing, which is free', async () => {
    world.coupon('c', amount(1_500));
    await mrr('pro-usd', using('c'));
    expect(world.spans()).toEqual([['plan', '2026-10-01', null, 'free', 0, null, null]]);
  });

  it('case 14: of 100 % leaves a customer who pays nothing, or an active one, as the settings say', async () => {
    world = openRecords({ nothing_to_pay_is: 'active' });
    world.price('pro-usd');
    world.coupon('c', percent(100));
    await mrr('pro-usd', using('c'));
    expect(world.spans()).toEqual([['plan', '2026-10-01', null, 'active', 0, null, null]]);
  });

  it('case 15: ten off a week are 43.33 off a month', async () => {
    world.coupon('c', amount(1_000));
    expect(await mrr('week-usd', using('c'))).toEqual([4_333.333333]);
  });

  it('case 16: stacked percentages compound', async () => {
    world.coupon('c', percent(50));
    world.coupon('d', percent(20));
    expect(await mrr('pro-usd', using('c', 'd'))).toEqual([400]);
  });

  it('of a half percent is exact', async () => {
    world.coupon('c', percent(12.5));
    expect(await mrr('pro-usd', using('c'))).toEqual([875]);
  });

  it('of the invoice is spread over its items by their share', async () => {
    world.coupon('c', amount(300));
    world.price('add-usd', { price: 2_000 });
    world.subscribe('s1', start, both(), { coupons: using('c') });
    await world.look();
    expect(world.spans().map((span) => [span[0], span[4]])).toEqual([
      ['add-usd', 1_800],
      ['plan', 900],
    ]);
  });

  it.each([
    [
      'the plan alone',
      [
        { item_type: 'plan', constraint: 'all' },
        { item_type: 'addon', constraint: 'none' },
      ],
      [1_000, 500],
    ],
    [
      'named prices alone',
      [{ item_type: 'addon', constraint: 'specific', item_price_ids: ['add-usd'] }],
      [500, 1_000],
    ],
    [
      'what criteria say, taken as all of the kind',
      [{ item_type: 'addon', constraint: 'criteria' }],
      [500, 1_000],
    ],
  ])('of single items takes off %s', async (_, item_constraints, expected) => {
    world.coupon('c', { ...percent(50), apply_on: 'each_specified_item', item_constraints });
    world.subscribe('s1', start, both(), { coupons: using('c') });
    await world.look();
    expect(world.spans().map((span) => span[4])).toEqual(expected);
  });

  it('of an amount for each item takes it off each', async () => {
    const all = ['plan', 'addon'].map((item_type) => ({ item_type, constraint: 'all' }));
    world.coupon('c', { ...amount(200), apply_on: 'each_specified_item', item_constraints: all });
    world.subscribe('s1', start, both(), { coupons: using('c') });
    await world.look();
    expect(world.spans().map((span) => span[4])).toEqual([800, 800]);
  });

  it('that were given by hand count like coupons', async () => {
    const own = { id: 'd1', included_in_mrr: true, created_at: unix(start), index: 0 };
    const discounts = [
      {
        ...own,
        type: 'percentage',
        percentage: 10,
        duration_type: 'forever',
        apply_on: 'specific_item_price',
        item_price_id: 'add-usd',
      },
      {
        ...own,
        id: 'd2',
        type: 'fixed_amount',
        amount: 190,
        duration_type: 'forever',
        apply_on: 'invoice_amount',
      },
      {
        ...own,
        id: 'd3',
        type: 'percentage',
        percentage: 99,
        duration_type: 'one_time',
        apply_on: 'invoice_amount',
      },
    ];
    world.subscribe('s1', start, both(), { discounts });
    await world.look();
    expect(world.spans().map((span) => span[4])).toEqual([810, 900]);
  });

  it.each([
    ['of free units', { discount_type: 'offer_quantity', discount_quantity: 1 }],
    ['in another currency', { ...amount(500), currency_code: 'EUR' }],
    ['of a kind that is not known', { discount_type: 'cashback' }],
  ])('%s are not taken off, and counted', async (_, coupon) => {
    world.coupon('c', coupon);
    expect(await mrr('pro-usd', using('c'))).toEqual([1_000]);
    expect(Object.keys(world.notes()).join()).toMatch(/is not taken off/);
  });

  it('of a coupon that is gone are not taken off, and counted', async () => {
    expect(await mrr('pro-usd', using('gone'))).toEqual([1_000]);
    expect(Object.keys(world.notes()).join()).toMatch(/coupon that is not known/);
  });

  it('that begin between two exports are a change', async () => {
    world.coupon('c', percent(50));
    world.subscribe('s1', start, [world.item('pro-usd')]);
    await world.look('2026-10-02T00:00:00Z');
    world.change('s1', '2026-10-10T00:00:00Z', { coupons: using('c') });
    await world.look('2026-10-12T00:00:00Z');
    expect(world.spans()[1]).toEqual([
      'plan',
      '2026-10-10',
      null,
      'active',
      500,
      null,
      'discount_start',
    ]);
  });

  it('case 20: credit of an account takes nothing off', async () => {
    world.customer('c1', start, { promotional_credits: 50_000 });
    expect(await mrr('pro-usd', [])).toEqual([1_000]);
  });
});
