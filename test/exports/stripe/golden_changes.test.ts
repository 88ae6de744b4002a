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
const seats = (id: string, unit = 1000, more: Json = {}) => price(id, unit, more);
const year = price('y', 12_000, { interval: 'year' });

/** Lines for a change of quantity: what was is taken back, what is now is charged. */
const change = (
  of: string,
  priceIds: readonly [string, string],
  counts: readonly [number, number],
  days: readonly [string, string],
  more: Json = {},
) => [
  line(of, priceIds[0], counts[0], days, -1, { proration: true, credit: true, ...more }),
  line(of, priceIds[1], counts[1], days, 2, { proration: true, ...more }),
];

describe('changes', () => {
  it('#10: from 20 a month to 120 a year is a contraction, for another term', () => {
    const [month, annual] = [seats('m', 2000), price('y', 12_000, { interval: 'year' })];
    const bills = [
      invoice('2026-01-01', [line('si_1', 'm', 1, ['2026-01-01', '2026-02-01'], 2000)]),
      invoice('2026-01-20', [
        line('si_1', 'm', 1, ['2026-01-20', '2026-02-01'], -700, { proration: true, credit: true }),
        line('si_1', 'y', 1, ['2026-01-20', '2027-01-20'], 12_000),
      ]),
    ];
    const sub = subscription('2026-01-01', [item('si_1', annual, 1, '2026-01-01')]);
    expect(
      spans(mapped({ subscriptions: [sub], prices: [month, annual], invoices: bills })),
    ).toEqual([
      'si_1 2026-01-01..2026-01-20 active 2000 changed',
      'si_1 2026-01-20.. active 1000 <term',
    ]);
  });

  it('#37: a swap of plans on one item is one change, and of items one ends as the other begins', () => {
    const [a, b] = [seats('a', 5000), seats('b', 9000, { product: 'prod_pro' })];
    const bills = [
      invoice('2026-01-01', [line('si_1', 'a', 1, ['2026-01-01', '2026-02-01'], 5000)]),
      invoice('2026-02-01', [
        ...change('si_1', ['a', 'b'], [1, 1], ['2026-01-16', '2026-02-01']),
        line('si_1', 'b', 1, ['2026-02-01', '2026-03-01'], 9000),
      ]),
    ];
    const one = subscription('2026-01-01', [item('si_1', b, 1, '2026-01-01')]);
    expect(spans(mapped({ subscriptions: [one], prices: [a, b], invoices: bills }))).toEqual([
      'si_1 2026-01-01..2026-01-16 active 5000 changed',
      'si_1 2026-01-16.. active 9000 <plan',
    ]);
    const swapped = [
      bills[0] ?? {},
      invoice('2026-02-01', [
        line('si_1', 'a', 1, ['2026-01-16', '2026-02-01'], -1, { proration: true, credit: true }),
        line('si_2', 'b', 1, ['2026-01-16', '2026-02-01'], 2, { proration: true }),
        line('si_2', 'b', 1, ['2026-02-01', '2026-03-01'], 9000),
      ]),
    ];
    const two = subscription('2026-01-01', [item('si_2', b, 1, '2026-01-16')]);
    expect(spans(mapped({ subscriptions: [two], prices: [a, b], invoices: swapped }))).toEqual([
      'si_1 2026-01-01..2026-01-16 active 5000 changed',
      'si_2 2026-01-16.. active 9000',
    ]);
  });

  it('#41: an upgrade and a downgrade of one day net, the last counts', () => {
    const of = seats('p');
    const bills = [
      invoice('2026-01-01', [line('si_1', 'p', 1, ['2026-01-01', '2026-02-01'], 1000)]),
      invoice('2026-02-01', [
        ...change('si_1', ['p', 'p'], [1, 9], ['2026-01-10T08:00:00Z', '2026-02-01']),
        ...change('si_1', ['p', 'p'], [9, 2], ['2026-01-10T15:00:00Z', '2026-02-01']),
      ]),
    ];
    const sub = subscription('2026-01-01', [item('si_1', of, 2, '2026-01-01')]);
    expect(spans(mapped({ subscriptions: [sub], prices: [of], invoices: bills }))).toEqual([
      'si_1 2026-01-01..2026-01-10 active 1000 changed',
      'si_1 2026-01-10.. active 2000 <seats',
    ]);
  });

  it('#42: the amount of a proration is no revenue, its day is the day of the change', () => {
    const of = seats('p');
    const bills = [
      invoice('2026-01-01', [line('si_1', 'p', 10, ['2026-01-01', '2026-02-01'], 10_000)]),
      invoice('2026-02-01', [
        ...change('si_1', ['p', 'p'], [10, 12], ['2026-01-16', '2026-02-01']),
        line('si_1', 'p', 12, ['2026-02-01', '2026-03-01'], 12_000),
      ]),
    ];
    const sub = subscription('2026-01-01', [item('si_1', of, 12, '2026-01-01')]);
    expect(spans(mapped({ subscriptions: [sub], prices: [of], invoices: bills }))).toEqual([
      'si_1 2026-01-01..2026-01-16 active 10000 changed',
      'si_1 2026-01-16.. active 12000 <seats',
    ]);
  });
});

describe('F30: MRR that others get wrong', () => {
  const sub = (n: number, more: Json = {}) =>
    subscription('2025-03-01', [item('si_1', year, n, '2025-03-01')], more);
  const paid = (n: number) =>
    invoice('2025-03-01', [line('si_1', 'y', n, ['2025-03-01', '2026-03-01'], 12_000 * n)]);

  it('F30: a seat change in the middle of a prepaid year is not projected back, and counts before it is billed', () => {
    const waiting = (id: string, n: number, amount: number) => ({
      ...{ id, object: 'invoiceitem', customer: 'cus_1', amount, proration: true, livemode: true },
      ...{ quantity: n, quantity_decimal: String(n), invoice: null },
      period: { start: at('2025-09-15'), end: at('2026-03-01') },
      proration_details: { credited_items: amount < 0 ? { type: 'invoice_line_items' } : null },
      pricing: {
        type: 'price_details',
        unit_amount_decimal: '12000',
        price_details: { price: 'y' },
      },
      parent: {
        type: 'subscription_details',
        subscription_details: { subscription: 'sub_1', subscription_item: 'si_1' },
      },
    });
    const invoice_items = [waiting('ii_1', 10, -55_000), waiting('ii_2', 15, 82_500)];
    const records = {
      prices: [year],
      subscriptions: [sub(15)],
      invoices: [paid(10)],
      invoice_items,
    };
    const wanted = [
      'si_1 2025-03-01..2025-09-15 active 10000 changed',
      'si_1 2025-09-15.. active 15000 <seats',
    ];
    expect(spans(mapped(records, { until: '2025-11-01' }))).toEqual(wanted);
    // Billed at last, the lines say the same and the items are gone from the list.
    const renewed = invoice('2026-03-01', [
      ...change('si_1', ['y', 'y'], [10, 15], ['2025-09-15', '2026-03-01'], {
        invoice_item: 'ii_2',
      }),
      line('si_1', 'y', 15, ['2026-03-01', '2027-03-01'], 180_000),
    ]);
    const later = { ...records, invoices: [paid(10), renewed] };
    expect(
      spans(
        mapped(later, { until: '2026-03-02', deleted: { ii_1: '2026-02-23', ii_2: '2026-02-23' } }),
      ),
    ).toEqual(wanted);
  });

  it('F30: a charge that waited and was taken back before it was billed is forgotten', () => {
    const waiting = {
      ...{
        id: 'ii_1',
        customer: 'cus_1',
        amount: 82_500,
        proration: true,
        livemode: true,
        quantity: 15,
      },
      period: { start: at('2025-09-15'), end: at('2026-03-01') },
      pricing: { price_details: { price: 'y' } },
      parent: { subscription_details: { subscription: 'sub_1', subscription_item: 'si_1' } },
    };
    const records = {
      prices: [year],
      subscriptions: [sub(10)],
      invoices: [paid(10)],
      invoice_items: [waiting],
    };
    expect(spans(mapped(records, { deleted: { ii_1: '2025-10-01' } }))).toEqual([
      'si_1 2025-03-01.. active 10000',
    ]);
  });

  it('F30: without any bill of a change it is dated by the export that saw it', () => {
    const states = {
      sub_1: [
        ['2025-10-06', sub(10)],
        ['2025-10-13', sub(12)],
      ] as const,
    };
    const records = { prices: [year], subscriptions: [sub(12)], invoices: [paid(10)] };
    expect(spans(mapped(records, { states, until: '2025-11-01' }))).toEqual([
      'si_1 2025-03-01..2025-10-13 active 10000 changed',
      'si_1 2025-10-13.. active 12000 <seats',
    ]);
    // Known too late: not projected back to the beginning of the year.
    expect(spans(mapped(records, { until: '2025-11-01' }))[0]).toBe(
      'si_1 2025-03-01..2025-11-01 active 10000 changed',
    );
  });

  it('F30: a change without proration counts from the bill that has it', () => {
    const of = seats('p');
    const bills = [
      invoice('2026-01-01', [line('si_1', 'p', 10, ['2026-01-01', '2026-02-01'], 10_000)]),
      invoice('2026-02-01', [line('si_1', 'p', 8, ['2026-02-01', '2026-03-01'], 8000)]),
    ];
    const own = subscription('2026-01-01', [item('si_1', of, 8, '2026-01-01')]);
    expect(spans(mapped({ subscriptions: [own], prices: [of], invoices: bills }))).toEqual([
      'si_1 2026-01-01..2026-02-01 active 10000 changed',
      'si_1 2026-02-01.. active 8000 <seats',
    ]);
  });

  it('F30: coupons of the past count while they ran, those for once never', () => {
    const of = seats('p');
    const launch = coupon('launch', { percent_off: 20 });
    const first = coupon('first', { percent_off: 100, duration: 'once' });
    const gone = discount('di_1', launch, '2026-01-01');
    const once = discount('di_2', first, '2026-01-01');
    const bill = (from: string, to: string, off: Json[]) =>
      invoice(
        from,
        [
          line('si_1', 'p', 1, [from, to], 1000, {
            discount_amounts: off.map(({ id }) => ({ amount: 200, discount: id })),
          }),
        ],
        { discounts: off },
      );
    const bills = [
      bill('2026-01-01', '2026-02-01', [gone, once]),
      bill('2026-02-01', '2026-03-01', [gone]),
      bill('2026-03-01', '2026-04-01', []),
    ];
    const own = subscription('2026-01-01', [item('si_1', of, 1, '2026-01-01')]);
    expect(spans(mapped({ subscriptions: [own], prices: [of], invoices: bills }))).toEqual([
      'si_1 2026-01-01..2026-03-01 active 800 changed',
      'si_1 2026-03-01.. active 1000 <discount_end',
    ]);
  });

  it('F30: a coupon whose name on the invoice is another is not subtracted twice', () => {
    const of = seats('p');
    const ten = coupon('ten', { percent_off: 10 });
    const [own, copy] = [
      discount('di_sub', ten, '2026-01-01'),
      discount('di_copy', ten, '2026-01-01'),
    ];
    const bills = [
      invoice(
        '2026-01-01',
        [
          line('si_1', 'p', 1, ['2026-01-01', '2026-02-01'], 1000, {
            discount_amounts: [{ amount: 100, discount: 'di_copy' }],
          }),
        ],
        { discounts: [copy] },
      ),
    ];
    const sub_1 = subscription('2026-01-01', [item('si_1', of, 1, '2026-01-01')], {
      discounts: [own],
    });
    expect(spans(mapped({ subscriptions: [sub_1], prices: [of], invoices: bills }))).toEqual([
      'si_1 2026-01-01.. active 900',
    ]);
  });

  it('F30: a coupon that is known by nothing any more is refused with its reason', () => {
    const of = seats('p');
    const sub_1 = subscription('2026-01-01', [item('si_1', of, 1, '2026-01-01')], {
      discounts: [discount('di_1', { id: 'x' }, '2026-01-01', { source: { coupon: 'lost' } })],
    });
    const result = mapped({ subscriptions: [sub_1], prices: [of] });
    expect(result.refused).toEqual([
      { id: 'si_1', refused: 'its discount lost is of a coupon that is no longer there' },
    ]);
    expect(spans(result)).toEqual([]);
  });

  it('F30: a cancellation at the end of a prepaid year is subtracted once, then', () => {
    const asked = sub(10, {
      cancel_at_period_end: true,
      cancel_at: at('2026-03-01'),
      canceled_at: at('2025-12-01'),
    });
    const ended = { ...asked, status: 'canceled', ended_at: at('2026-03-01') };
    const states = {
      sub_1: [
        ['2025-12-08', asked],
        ['2026-03-02', ended],
      ] as const,
    };
    const wanted = ['si_1 2025-03-01..2026-03-01 active 10000 cancelled'];
    expect(spans(mapped({ prices: [year], subscriptions: [asked], invoices: [paid(10)] }))).toEqual(
      wanted,
    );
    expect(
      spans(mapped({ prices: [year], subscriptions: [ended], invoices: [paid(10)] }, { states })),
    ).toEqual(wanted);
  });

  it('F30: an item that was taken off ends then, one that was put on begins then', () => {
    const [base, extra] = [seats('p'), seats('x', 300)];
    const bills = [
      invoice('2026-01-01', [
        line('si_1', 'p', 1, ['2026-01-01', '2026-02-01'], 1000),
        line('si_2', 'x', 1, ['2026-01-01', '2026-02-01'], 300),
      ]),
      invoice('2026-02-01', [line('si_1', 'p', 1, ['2026-02-01', '2026-03-01'], 1000)]),
    ];
    const own = subscription('2026-01-01', [
      item('si_1', base, 1, '2026-01-01'),
      item('si_3', extra, 2, '2026-02-10'),
    ]);
    expect(spans(mapped({ subscriptions: [own], prices: [base, extra], invoices: bills }))).toEqual(
      [
        'si_1 2026-01-01.. active 1000',
        'si_2 2026-01-01..2026-02-01 active 300 changed',
        'si_3 2026-02-10.. active 600',
      ],
    );
  });

  it('F30: a price that was made for one subscription is computed from its lines', () => {
    const now = seats('p', 1500);
    const unlisted = {
      pricing: {
        type: 'price_details',
        unit_amount_decimal: '999',
        price_details: { price: 'inline', product: 'prod_app' },
      },
    };
    const bills = [
      invoice('2026-01-31', [
        line('si_1', 'inline', 3, ['2026-01-31', '2026-02-28'], 2997, unlisted),
      ]),
      invoice('2026-02-28', [
        line('si_1', 'inline', 3, ['2026-02-28', '2026-03-31'], 2997, unlisted),
      ]),
      invoice('2026-03-31', [line('si_1', 'p', 3, ['2026-03-31', '2026-04-30'], 4500)]),
    ];
    const own = subscription('2026-01-31', [item('si_1', now, 3, '2026-01-31')]);
    expect(spans(mapped({ subscriptions: [own], prices: [now], invoices: bills }))[0]).toBe(
      'si_1 2026-01-31..2026-03-31 active 2997 changed',
    );
    const odd = [
      invoice('2026-01-31', [
        line('si_1', 'inline', 3, ['2026-01-31', '2026-02-17'], 2997, unlisted),
      ]),
      bills[2] ?? {},
    ];
    expect(mapped({ subscriptions: [own], prices: [now], invoices: odd }).refused[0]?.refused).toBe(
      'its price inline is in no list, and its invoices do not say what it is',
    );
  });
});
