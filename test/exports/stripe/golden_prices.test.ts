import { describe, expect, it } from 'vitest';
import {
  at,
  coupon,
  discount,
  invoice,
  item,
  line,
  mapped,
  price,
  spans,
  subscription,
} from './made.ts';

type Json = Record<string, unknown>;

/** MRR of one item of a price and quantity, in minor units; what was refused where there is none. */
function mrr(of: Json, quantity: number | undefined = 1, more: Json = {}): unknown {
  const own = item('si_1', of, quantity, '2026-01-01');
  const result = mapped({
    subscriptions: [subscription('2026-01-01', [own], more)],
    prices: [of],
  });
  const [row] = result.rows('subscription_periods');
  return row?.mrr_minor ?? result.refused[0]?.refused;
}

/** MRR after discounts that began with the subscription. */
function discountedMrr(of: Json, coupons: Json[], quantity = 1): unknown {
  const discounts = coupons.map((one, n) => discount(`di_${n}`, one, '2026-01-01'));
  return mrr(of, quantity, { discounts });
}

const percent = (percent_off: number, more: Json = {}) =>
  coupon(`off_${percent_off}`, { percent_off, ...more });
const amount = (amount_off: number, more: Json = {}) =>
  coupon(`minus_${amount_off}`, { amount_off, currency: 'usd', ...more });

describe('normalisation', () => {
  it('#1: 1,200 a year is 100 a month', () => {
    expect(mrr(price('p', 120_000, { interval: 'year' }))).toBe('10000');
  });

  it('#2: 1,500 for six months is 250 a month', () => {
    expect(mrr(price('p', 150_000, { interval_count: 6 }))).toBe('25000');
  });

  it('#3: 10 a week is 43.333333 a month, every second week half of that', () => {
    expect(mrr(price('p', 1000, { interval: 'week' }))).toBe('4333.333333');
    expect(mrr(price('p', 1000, { interval: 'week', interval_count: 2 }))).toBe('2166.666667');
  });

  it('#4: 1 a day is 30.416667 a month, never 0', () => {
    expect(mrr(price('p', 100, { interval: 'day' }))).toBe('3041.666667');
    expect(mrr(price('p', 100, { interval: 'day', interval_count: 10 }))).toBe('304.166667');
  });

  it('#5: 2,400 for two years is 100 a month', () => {
    expect(mrr(price('p', 240_000, { interval: 'year', interval_count: 2 }))).toBe('10000');
  });

  it('#6: quantity counts', () => {
    expect(mrr(price('p', 1500), 7)).toBe('10500');
    expect(mrr(price('p', null, { unit_amount_decimal: '0.05' }), 1000)).toBe('50');
  });

  const tiers = [
    { up_to: 10, unit_amount: 1000, flat_amount: null },
    { up_to: null, unit_amount: 800, flat_amount: 500 },
    { up_to: 20, unit_amount: null, unit_amount_decimal: '900.5', flat_amount: 100 },
  ];
  const tiered = (tiers_mode: string, more: Json = {}) =>
    price('p', null, { billing_scheme: 'tiered', tiers_mode, tiers, ...more });

  it('#6: graduated tiers fill one after another', () => {
    expect(mrr(tiered('graduated'), 10)).toBe('10000');
    expect(mrr(tiered('graduated'), 11)).toBe('11000.5');
    // 10 × 10 + 10 × 9.005 + 1 + 5 × 8 + 5
    expect(mrr(tiered('graduated'), 25)).toBe('23605');
  });

  it('#6: with volume tiers the last unit decides what all of them cost', () => {
    expect(mrr(tiered('volume'), 10)).toBe('10000');
    expect(mrr(tiered('volume'), 11)).toBe('10005.5');
    expect(mrr(tiered('volume'), 25)).toBe('20500');
  });

  it('#6: a flat fee alone is a price, for no unit too', () => {
    const flat = [
      { up_to: 5, flat_amount: 4900 },
      { up_to: null, flat_amount: 9900 },
    ];
    expect(mrr(tiered('volume', { tiers: flat }), 0)).toBe('4900');
    expect(mrr(tiered('graduated', { tiers: flat }), 0)).toBe('4900');
    expect(mrr(tiered('graduated', { tiers: flat }), 6)).toBe('14800');
  });

  it('#6: packages are rounded up or down', () => {
    const packed = (round: string) =>
      price('p', 5000, { transform_quantity: { divide_by: 10, round } });
    expect(mrr(packed('up'), 21)).toBe('15000');
    expect(mrr(packed('down'), 21)).toBe('10000');
  });

  it('#6: what cannot be computed is refused with its reason, never guessed', () => {
    expect(mrr(price('p', null))).toBe('its price p has no amount that a unit costs');
    expect(mrr(tiered('volume', { tiers: undefined }))).toBe(
      'the tiers of its price p are not known',
    );
    expect(mrr(tiered('stepped'))).toMatch(/do not say what it costs/);
    expect(mrr(tiered('volume', { tiers: tiers.slice(0, 1) }), 11)).toMatch(
      /do not say what it costs/,
    );
    expect(mrr(price('p', 100, { interval: 'fortnight' }))).toMatch(
      /recurs in a way that is not known/,
    );
    expect(mrr(price('p', 100, { currency: 'eur' }))).toBe('its price p has no amount in USD');
    expect(mrr(price('p', 100), 1, { currency: 'zzz' })).toBe('its currency is no ISO 4217 code');
  });

  it('#6: a price in several currencies costs what it costs in the one of the subscription', () => {
    const both = price('p', 1000, {
      currency: 'eur',
      currency_options: { usd: { unit_amount: 1100 } },
    });
    expect(mrr(both)).toBe('1100');
  });

  it('#7: 2,000 a year is 166.666667 a month: it is rounded where it is printed', () => {
    expect(mrr(price('p', 200_000, { interval: 'year' }))).toBe('16666.666667');
  });

  it('#8: 1,000 yen are 1,000; of dinars a thousandth is counted; Stripe counts ISK in hundredths', () => {
    expect(mrr(price('p', 1000, { currency: 'jpy' }), 1, { currency: 'jpy' })).toBe('1000');
    expect(mrr(price('p', 1500, { currency: 'kwd' }), 1, { currency: 'kwd' })).toBe('1500');
    expect(mrr(price('p', 150_000, { currency: 'isk' }), 1, { currency: 'isk' })).toBe('1500');
    expect(mrr(price('p', 150_000, { currency: 'huf' }), 1, { currency: 'huf' })).toBe('1500');
  });

  it('#9: 120 a year and 10 a month of one customer are 20', () => {
    const [year, month] = [price('y', 12_000, { interval: 'year' }), price('m', 1000)];
    const items = [item('si_1', year, 1, '2026-01-01'), item('si_2', month, 1, '2026-01-01')];
    const result = mapped({
      subscriptions: [subscription('2026-01-01', items)],
      prices: [year, month],
    });
    expect(spans(result)).toEqual([
      'si_1 2026-01-01.. active 1000',
      'si_2 2026-01-01.. active 1000',
    ]);
  });
});

describe('discounts, tax and credits', () => {
  it('#11: a coupon for ever is subtracted: 120 a year less 10 % are 9, 10 less 50 % are 5', () => {
    expect(discountedMrr(price('p', 12_000, { interval: 'year' }), [percent(10)])).toBe('900');
    expect(discountedMrr(price('p', 1000), [percent(50)])).toBe('500');
    expect(discountedMrr(price('p', 1000), [percent(33.33)])).toBe('666.7');
    expect(discountedMrr(price('p', 12_000, { interval: 'year' }), [amount(1200)])).toBe('900');
  });

  it('#12: a coupon for once does not reduce MRR', () => {
    expect(discountedMrr(price('p', 1000), [percent(50, { duration: 'once' })])).toBe('1000');
  });

  it('#12: a repeating one reduces it while it runs, and its end is a discount_end', () => {
    const of = price('p', 1000);
    const three = coupon('three', {
      percent_off: 50,
      duration: 'repeating',
      duration_in_months: 3,
    });
    const own = discount('di_1', three, '2026-02-01', { end: at('2026-05-01') });
    const result = mapped({
      subscriptions: [
        subscription('2026-01-01', [item('si_1', of, 1, '2026-01-01')], { discounts: [own] }),
      ],
      prices: [of],
    });
    expect(spans(result)).toEqual([
      'si_1 2026-01-01..2026-02-01 active 1000 changed',
      'si_1 2026-02-01..2026-05-01 active 500 changed <discount_start',
      'si_1 2026-05-01.. active 1000 <discount_end',
    ]);
  });

  it('#13: a coupon above the price leaves nothing, and nothing below', () => {
    expect(discountedMrr(price('p', 1000), [amount(1500)])).toBe('0');
  });

  it('#14: with 100 % off a payer is free, or as the settings say', () => {
    const of = price('p', 1000);
    const all = discount('di_1', percent(100), '2026-03-01');
    const records = {
      subscriptions: [
        subscription('2026-01-01', [item('si_1', of, 1, '2026-01-01')], { discounts: [all] }),
      ],
      prices: [of],
    };
    expect(spans(mapped(records))).toEqual([
      'si_1 2026-01-01..2026-03-01 active 1000 changed',
      'si_1 2026-03-01.. free 0 <discount_start',
    ]);
    expect(spans(mapped(records, { options: { nothing_to_pay_is: 'active' } }))[1]).toMatch(
      /active 0/,
    );
  });

  it('#15: 10 off every week is 43.33 a month, not 2.31', () => {
    expect(discountedMrr(price('p', 10_000, { interval: 'week' }), [amount(1000)])).toBe('39000');
    // 100 × 52 ÷ 12 less 10 × 52 ÷ 12
    expect(mrr(price('p', 10_000, { interval: 'week' }))).toBe('43333.333333');
  });

  it('#16: 20 % and 10 % leave 72 %, not 80 % and not 70 %', () => {
    expect(discountedMrr(price('p', 10_000), [percent(20), percent(10)])).toBe('7200');
  });

  it('spreads an amount off over items by what they cost', () => {
    const [a, b] = [price('a', 3000), price('b', 1000)];
    const off = discount('di_1', amount(1000), '2026-01-01');
    const items = [item('si_1', a, 1, '2026-01-01'), item('si_2', b, 1, '2026-01-01')];
    const records = {
      subscriptions: [subscription('2026-01-01', items, { discounts: [off] })],
      prices: [a, b],
    };
    expect(spans(mapped(records))).toEqual([
      'si_1 2026-01-01.. active 2250',
      'si_2 2026-01-01.. active 750',
    ]);
  });

  it('takes a coupon for some products off those alone, and one of an item off that item', () => {
    const [a, b] = [
      price('a', 3000, { product: 'prod_a' }),
      price('b', 1000, { product: 'prod_b' }),
    ];
    const half = percent(50);
    const listed = { ...half, applies_to: { products: ['prod_b'] } };
    const items = (own: Json[] = []) => [
      item('si_1', a, 1, '2026-01-01', { discounts: own }),
      item('si_2', b, 1, '2026-01-01'),
    ];
    const some = subscription('2026-01-01', items(), {
      discounts: [discount('di_1', half, '2026-01-01')],
    });
    expect(spans(mapped({ subscriptions: [some], prices: [a, b], coupons: [listed] }))).toEqual([
      'si_1 2026-01-01.. active 3000',
      'si_2 2026-01-01.. active 500',
    ]);
    const one = subscription('2026-01-01', items([discount('di_1', half, '2026-01-01')]));
    expect(spans(mapped({ subscriptions: [one], prices: [a, b] }))).toEqual([
      'si_1 2026-01-01.. active 1500',
      'si_2 2026-01-01.. active 1000',
    ]);
  });

  it('takes the discount of a customer off a subscription that has none of its own', () => {
    const of = price('p', 1000);
    const own = discount('di_c', percent(10), '2026-01-01', { subscription: null });
    const customers = [{ ...{ id: 'cus_1', created: 0, livemode: true }, discount: own }];
    const records = { customers, prices: [of] };
    const plain = subscription('2026-01-01', [item('si_1', of, 1, '2026-01-01')]);
    expect(spans(mapped({ ...records, subscriptions: [plain] }))).toEqual([
      'si_1 2026-01-01.. active 900',
    ]);
    const other = { ...plain, discounts: [discount('di_1', percent(50), '2026-01-01')] };
    expect(spans(mapped({ ...records, subscriptions: [other] }))).toEqual([
      'si_1 2026-01-01.. active 500',
    ]);
  });

  it('#17: tax that the price includes is taken out as its invoice says, other tax never counts', () => {
    const of = price('p', 11_900, { tax_behavior: 'inclusive' });
    const taxed = (tax_behavior: string) =>
      line('si_1', 'p', 1, ['2026-01-01', '2026-02-01'], 11_900, {
        taxes: [{ amount: 1900, tax_behavior }],
      });
    const with_tax = (tax_behavior: string) =>
      mapped({
        subscriptions: [subscription('2026-01-01', [item('si_1', of, 1, '2026-01-01')])],
        prices: [of],
        invoices: [invoice('2026-01-01', [taxed(tax_behavior)], { total: 11_900 })],
      });
    expect(spans(with_tax('inclusive'))).toEqual(['si_1 2026-01-01.. active 10000']);
    expect(spans(with_tax('exclusive'))).toEqual(['si_1 2026-01-01.. active 11900']);
  });

  it('#17: another rate of tax changes it from its first bill on, the rounding of a small bill does not', () => {
    const of = price('p', 10_700, { tax_behavior: 'inclusive' });
    const bill = (from: string, to: string, amount: number, tax: number) =>
      invoice(from, [
        line('si_1', 'p', 1, [from, to], amount, {
          taxes: [{ amount: tax, tax_behavior: 'inclusive' }],
        }),
      ]);
    const result = mapped({
      subscriptions: [subscription('2026-01-01', [item('si_1', of, 1, '2026-01-01')])],
      prices: [of],
      invoices: [
        bill('2026-01-01', '2026-01-04', 1033, 68),
        bill('2026-01-04', '2026-02-04', 10_700, 700),
        bill('2026-02-04', '2026-03-04', 10_700, 856),
      ],
    });
    expect(spans(result)).toEqual([
      'si_1 2026-01-01..2026-02-04 active 10000 changed',
      'si_1 2026-02-04.. active 9844 <price',
    ]);
  });

  it('#18, #19: what is paid once or by use is no recurring revenue', () => {
    const fee = { ...price('fee', 50_000), recurring: null };
    const [used, of] = [price('used', 10, { usage_type: 'metered' }), price('p', 1000)];
    const items = [item('si_1', of, 1, '2026-01-01'), item('si_2', used, undefined, '2026-01-01')];
    const setup = line('si_3', 'fee', 1, ['2026-01-01', '2026-01-01'], 50_000);
    const result = mapped({
      subscriptions: [subscription('2026-01-01', items)],
      prices: [fee, used, of],
      invoices: [
        invoice('2026-01-01', [setup, line('si_1', 'p', 1, ['2026-01-01', '2026-02-01'], 1000)]),
      ],
    });
    expect(spans(result)).toEqual(['si_1 2026-01-01.. active 1000']);
    expect(result.notes).toEqual(['item of a metered price: what is used is no recurring revenue']);
    expect(result.refused).toEqual([]);
  });

  it('#20: a credit balance pays invoices and changes no MRR', () => {
    const of = price('p', 1000);
    const paid = invoice('2026-01-01', [line('si_1', 'p', 1, ['2026-01-01', '2026-02-01'], 1000)], {
      amount_due: 0,
      amount_paid: 0,
    });
    const records = {
      subscriptions: [subscription('2026-01-01', [item('si_1', of, 1, '2026-01-01')])],
      prices: [of],
    };
    expect(spans(mapped({ ...records, invoices: [paid] }))).toEqual([
      'si_1 2026-01-01.. active 1000',
    ]);
  });

  it('100 × 100 and 50 × 600 a year are 12,500', () => {
    const [month, year] = [price('m', 10_000), price('y', 60_000, { interval: 'year' })];
    const items = [item('si_1', month, 100, '2026-01-01'), item('si_2', year, 50, '2026-01-01')];
    const rows = mapped({
      subscriptions: [subscription('2026-01-01', items)],
      prices: [month, year],
    }).rows('subscription_periods');
    expect(rows.reduce((sum, row) => sum + Number(row.mrr_minor), 0)).toBe(1_250_000);
  });
});
