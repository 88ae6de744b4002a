import { periodOf } from '../periods.ts';
import {
  type Example,
  expect,
  invoice,
  noMovement,
  rate,
  second,
  span,
  worldOf,
} from './builders.ts';

const october = periodOf('2026-10');
const dollars = { currency: 'USD' };
const oneAccount = [span('a', '2026-03-01', null, '10000', dollars)];

export const exchange: readonly Example[] = [
  {
    row: 50,
    sentence: '100 dollars at the rate of 31 October (0.80), whatever the other days say.',
    world: worldOf(oneAccount, {
      fx_rates: [
        rate('2026-09-30', 'USD', 0.95),
        rate('2026-10-01', 'USD', 0.9),
        rate('2026-10-30', 'USD', 0.85),
        rate('2026-10-31', 'USD', 0.8),
        rate('2026-11-01', 'USD', 0.7),
      ],
    }),
    period: october,
    expectations: expect({ mrr: 80, arr: 960 }),
  },
  {
    row: 50,
    sentence: 'Without a rate of 31 October the newest of the 7 days before it: 24 October.',
    world: worldOf(oneAccount, {
      fx_rates: [rate('2026-10-23', 'USD', 0.9), rate('2026-10-24', 'USD', 0.85)],
    }),
    period: october,
    expectations: expect({ mrr: 85 }),
  },
  {
    row: 51,
    sentence: 'From 0.80 to 0.90 nothing was sold: exchange is in no KPI.',
    world: worldOf(oneAccount, {
      fx_rates: [rate('2026-09-30', 'USD', 0.8), rate('2026-10-31', 'USD', 0.9)],
    }),
    period: october,
    expectations: [
      ...expect({ mrr: 90, mrr_growth_rate: 0, net_revenue_retention: 100 }),
      ...noMovement,
    ],
  },
  {
    row: 51,
    sentence:
      'The expansion of September (100 dollars at 0.50) stays as reported: 100 at 1.00 is 100 % more.',
    world: worldOf(
      [
        span('a', '2026-03-01', null, '10000', dollars),
        span('a', '2026-09-10', null, '10000', { ...dollars, ...second('a') }),
        span('a', '2026-10-10', null, '10000', {
          ...dollars,
          subscription_item_id: 'a-item-3',
          subscription_id: 'a-subscription-3',
        }),
      ],
      { fx_rates: [rate('2026-09-30', 'USD', 0.5), rate('2026-10-31', 'USD', 1)] },
    ),
    period: october,
    expectations: expect({ expansion_revenue: 100, expansion_revenue_growth_rate: 100, mrr: 300 }),
  },
  {
    row: 52,
    sentence: 'Without a rate there is no total; counts are there.',
    world: worldOf([...oneAccount, span('b', '2026-03-01', null, '10000')], {
      fx_rates: [rate('2026-10-23', 'USD', 0.9)],
    }),
    period: october,
    expectations: expect({
      mrr: 'not_measurable',
      arr: 'not_measurable',
      arpa: 'not_measurable',
      net_revenue_retention: 'not_measurable',
      customers: 2,
      customer_churn_rate: 0,
    }),
  },
  {
    row: 52,
    sentence:
      'Euro to dollars in one account: 100 euro of contraction, 110 dollars (99 euro) of expansion.',
    world: worldOf(
      [
        span('a', '2026-03-01', '2026-10-12', '10000', { end_reason: 'cancelled' }),
        span('a', '2026-10-12', null, '11000', { ...dollars, ...second('a') }),
      ],
      { fx_rates: [rate('2026-10-31', 'USD', 0.9)] },
    ),
    period: october,
    expectations: expect({
      mrr: 99,
      contraction_mrr: 100,
      expansion_revenue: 99,
      churned_mrr: 0,
      new_mrr: 0,
      net_revenue_retention: 99,
      gross_revenue_retention: 0,
      customer_churn_rate: 0,
    }),
  },
  {
    row: 53,
    sentence: 'A refund of a customer who stays is no movement of MRR.',
    world: worldOf([span('a', '2026-03-01', null, '10000')], {
      invoices: [invoice('a', { total_minor: 10000, paid_minor: 10000, refunded_minor: 10000 })],
    }),
    period: october,
    expectations: [...expect({ mrr: 100, customers: 1 }), ...noMovement],
  },
  {
    row: 54,
    sentence: 'A yearly plan refunded and cancelled on 12 October is churn on that day.',
    world: worldOf([span('a', '2026-03-01', '2026-10-12', '10000', { end_reason: 'cancelled' })], {
      invoices: [
        invoice('a', {
          issued_at: '2026-03-01T09:00:00Z',
          paid_at: '2026-03-02T09:00:00Z',
          total_minor: 120000,
          paid_minor: 120000,
          refunded_minor: 46000,
        }),
      ],
    }),
    period: october,
    expectations: expect({ mrr: 0, churned_mrr: 100, customer_churn_rate: 100 }),
  },
];
