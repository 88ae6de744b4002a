import { beforeEach, describe, expect, it } from 'vitest';
import { unix } from '../vendors/chargebee_face.ts';
import { type ChargebeeRecords, openRecords } from './chargebee_records.ts';

let world: ChargebeeRecords;
beforeEach(() => {
  world = openRecords();
});

const start = '2026-10-01T00:00:00Z';
/** What the one subscription is a month, in minor units. */
async function mrr(items: readonly object[], more: object = {}) {
  world.subscribe('s1', start, items, more);
  await world.look();
  return world.rows('subscription_periods').map(({ mrr_minor }) => mrr_minor);
}
const priced = (more: object) => {
  world.price('pro-usd', more);
  return [world.item('pro-usd')];
};

describe('what a subscription of Chargebee is a month', () => {
  it.each([
    ['1: 1,200.00 a year', { price: 120_000, period_unit: 'year' }, '10000'],
    ['2: 1,500.00 every 6 months', { price: 150_000, period: 6 }, '25000'],
    ['3: 10.00 a week', { price: 1_000, period_unit: 'week' }, '4333.333333'],
    ['4: 12.00 a day', { price: 1_200, period_unit: 'day' }, '36500'],
    ['5: 2,400.00 every 2 years', { price: 240_000, period: 2, period_unit: 'year' }, '10000'],
    ['7: 2,000.00 a year', { price: 200_000, period_unit: 'year' }, '16666.666667'],
  ])('case %s', async (_, price, expected) => {
    expect(await mrr(priced(price))).toEqual([expected]);
  });

  it('case 6: is the price of a unit times the units, less those that are free', async () => {
    world.price('pro-usd');
    const items = [world.item('pro-usd', { quantity: 7, free_quantity: 2 })];
    expect(await mrr(items)).toEqual(['5000']);
  });

  const tiers = [
    { starting_unit: 1, ending_unit: 10, price: 1_000 },
    { starting_unit: 11, ending_unit: 50, price: 800 },
    { starting_unit: 51, price: 500 },
  ];
  it.each([
    ['flat_fee', '1000'],
    ['per_unit', '60000'],
    ['tiered', '47000'],
    ['volume', '30000'],
    ['stairstep', '500'],
  ])('case 6: 60 units of %s are %s', async (pricing_model, expected) => {
    world.price('pro-usd', { pricing_model, tiers });
    expect(await mrr([world.item('pro-usd', { quantity: 60 })])).toEqual([expected]);
  });

  it('case 6: takes the tiers that were agreed with this customer before those of the price', async () => {
    world.price('pro-usd', { pricing_model: 'volume', tiers });
    const own = [{ item_price_id: 'pro-usd', starting_unit: 1, price: 100, index: 0 }];
    expect(await mrr([world.item('pro-usd', { quantity: 60 })], { item_tiers: own })).toEqual([
      '6000',
    ]);
  });

  it('case 6: that cannot be computed is refused with its item, never guessed', async () => {
    world.price('pro-usd', {
      pricing_model: 'tiered',
      tiers: [{ starting_unit: 1, price: 5, pricing_type: 'package' }],
    });
    world.price('add-usd');
    const items = [world.item('pro-usd'), world.item('add-usd', { item_type: 'addon' })];
    expect(await mrr(items)).toEqual(['1000']);
    expect(world.refused()).toMatchObject([{ id: 's1 pro-usd' }]);
  });

  it('case 6: is what Chargebee states where the price is no longer in the catalogue', async () => {
    const item = world.item('gone', {
      amount: 4_200,
      billing_period: 1,
      billing_period_unit: 'month',
    });
    expect(await mrr([item])).toEqual(['4200']);
  });

  it('case 8: of a currency without minor units is in whole units', async () => {
    world.price('pro-jpy', { price: 1_000, currency_code: 'JPY' });
    expect(await mrr([world.item('pro-jpy')], { currency_code: 'JPY' })).toEqual(['1000']);
  });

  it('reads prices and quantities with decimals exactly', async () => {
    world.price('pro-usd', { price: undefined, price_in_decimal: '0.105' });
    expect(await mrr([world.item('pro-usd', { quantity_in_decimal: '12.5' })])).toEqual(['131.25']);
  });

  it('case 9: is the sum of items with periods of their own', async () => {
    world.price('pro-usd', { price: 12_000, period_unit: 'year' });
    world.price('add-usd', { price: 1_000 });
    const items = [world.item('pro-usd'), world.item('add-usd', { item_type: 'addon' })];
    expect((await mrr(items)).map(Number).reduce((a, b) => a + b)).toBe(2_000);
  });

  it('case 17: holds no tax, where prices hold it', async () => {
    const tax = { tax_rate: 19, is_taxed: true };
    world.price('pro-usd', { price: 11_900 });
    const line = world.line('pro-usd', start, '2026-11-01T00:00:00Z', 11_900, tax);
    world.invoice('i1', start, [line], { price_type: 'tax_inclusive' });
    expect(await mrr([world.item('pro-usd')])).toEqual(['10000']);
  });

  it('cases 18 and 19: holds neither one-time charges nor what is billed by use', async () => {
    for (const id of ['pro-usd', 'setup-usd', 'calls-usd', 'api-usd']) world.price(id);
    world.face.write('item', 'api', start, { metered: true });
    const items = [
      world.item('pro-usd'),
      world.item('setup-usd', { item_type: 'charge' }),
      world.item('calls-usd', { item_type: 'addon', metered_quantity: '120' }),
      world.item('api-usd', { item_type: 'addon' }),
    ];
    expect(await mrr(items)).toEqual(['1000']);
  });

  it('names the product, the plan and the seats; a flat price has none', async () => {
    world.price('pro-usd');
    world.price('add-usd');
    world.subscribe('s1', start, [
      world.item('pro-usd', { quantity: 7 }),
      world.item('add-usd', { item_type: 'addon', quantity: 9 }),
    ]);
    await world.look();
    expect(world.rows('subscription_periods')).toMatchObject([
      { subscription_item_id: 's1:add-usd', product: 'add', seats: null, account_id: 'c1' },
      { subscription_item_id: 's1:plan', product: 'pro', plan: 'pro-usd', seats: '7' },
    ]);
  });

  it('is counted where it is not what Chargebee says it is', async () => {
    await mrr(priced({}), { mrr: 1_000, base_currency_code: 'USD' });
    expect(world.notes()).toEqual({});
    world.change('s1', '2026-11-02T12:00:00Z', { mrr: 990 });
    await world.look('2026-11-03T03:00:00.000Z');
    expect(Object.keys(world.notes())[0]).toMatch(/another one than Chargebee's own/);
  });

  it('case 52: stays in its currency', async () => {
    world.price('pro-usd');
    world.price('pro-eur', { currency_code: 'EUR' });
    world.subscribe('s2', start, [world.item('pro-eur')], { currency_code: 'EUR' });
    await mrr([world.item('pro-usd')]);
    const rows = world.rows('subscription_periods');
    expect(rows.map(({ currency }) => currency)).toEqual(['USD', 'EUR']);
  });
});

describe('a site with the older catalogue', () => {
  beforeEach(() => {
    world.face.catalogue = 'v1';
    const at = '2024-01-01T00:00:00Z';
    const price = { pricing_model: 'per_unit', price: 1_200, currency_code: 'USD' };
    world.face.write('plan', 'basic', at, { ...price, period: 1, period_unit: 'month' });
    const addon = { ...price, pricing_model: 'flat_fee', period_unit: 'year', period: 1 };
    world.face.write('addon', 'support', at, { ...addon, charge_type: 'recurring' });
    world.face.write('addon', 'setup', at, { ...addon, charge_type: 'non_recurring' });
  });

  it('has plans and addons in place of items', async () => {
    const addons = [
      { id: 'support', quantity: 1 },
      { id: 'setup', quantity: 1 },
    ];
    world.subscribe('s1', start, [], {
      ...{
        subscription_items: undefined,
        plan_id: 'basic',
        plan_quantity: 3,
        plan_unit_price: 1_100,
        addons,
      },
    });
    await world.look();
    expect(world.spans()).toEqual([
      ['plan', '2026-10-01', null, 'active', 3_300, null, null],
      ['support', '2026-10-01', null, 'active', 100, null, null],
    ]);
  });
});

it('takes the exact day of a site that is ahead of UTC', async () => {
  world = openRecords({ time_zone: 'Europe/Berlin' });
  world.price('pro-usd');
  world.subscribe('s1', '2026-09-30T22:00:00Z', [world.item('pro-usd')]);
  await world.look();
  expect(world.spans()).toEqual([['plan', '2026-10-01', null, 'active', 1_000, null, null]]);
  expect(unix('1970-01-01T00:00:10Z')).toBe(10);
});
