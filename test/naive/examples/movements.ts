import { periodOf } from '../periods.ts';
import {
  account,
  type Example,
  expect,
  invoice,
  noMovement,
  second,
  span,
  trailing,
  worldOf,
} from './builders.ts';

const september = periodOf('2026-09');
const october = periodOf('2026-10');

const cancelled = { end_reason: 'cancelled' };
const changed = { end_reason: 'changed' };

/** Every movement at once; the roll-forward is in the sentence. */
const everything = worldOf([
  span('new', '2026-10-05', null, '7000'),
  span('back', '2026-01-01', '2026-05-01', '4000', cancelled),
  span('back', '2026-10-20', null, '3000'),
  span('up', '2026-01-01', '2026-10-09', '10000', changed),
  span('up', '2026-10-09', null, '15000'),
  span('down', '2026-01-01', '2026-10-09', '10000', changed),
  span('down', '2026-10-09', null, '6000'),
  span('gone', '2026-01-01', '2026-10-15', '20000', cancelled),
  span('pausing', '2026-01-01', '2026-10-15', '9000', changed),
  span('pausing', '2026-10-15', null, '9000', { status: 'paused' }),
  span('resuming', '2026-01-01', '2026-08-01', '8000', changed),
  span('resuming', '2026-08-01', '2026-10-15', '8000', { status: 'paused', ...changed }),
  span('resuming', '2026-10-15', null, '8000'),
  span('flash', '2026-10-05', '2026-10-25', '50000', cancelled),
]);

export const movements: readonly Example[] = [
  {
    row: 35,
    sentence: 'A second subscription of 50 is expansion.',
    world: worldOf([
      span('a', '2026-03-01', null, '10000'),
      span('a', '2026-10-12', null, '5000', second('a')),
    ]),
    period: october,
    expectations: expect({
      mrr: 150,
      expansion_revenue: 50,
      new_mrr: 0,
      customers: 1,
      net_revenue_retention: 150,
      gross_revenue_retention: 100,
    }),
  },
  {
    row: 36,
    sentence: 'One of two subscriptions cancelled is a contraction of 50.',
    world: worldOf([
      span('a', '2026-03-01', null, '10000'),
      span('a', '2026-03-01', '2026-10-12', '5000', { ...second('a'), ...cancelled }),
    ]),
    period: october,
    expectations: expect({
      mrr: 100,
      contraction_mrr: 50,
      churned_mrr: 0,
      customer_churn_rate: 0,
      customer_downgrade_rate: 100,
    }),
  },
  {
    row: 37,
    sentence: 'Cancelled at 100 and created at 150 on one day is one expansion of 50.',
    world: worldOf([
      span('a', '2026-03-01', '2026-10-12', '10000', cancelled),
      span('a', '2026-10-12', null, '15000', { ...second('a'), plan: 'pro' }),
    ]),
    period: october,
    expectations: expect({
      mrr: 150,
      expansion_revenue: 50,
      contraction_mrr: 0,
      new_mrr: 0,
      churned_mrr: 0,
      customer_churn_rate: 0,
    }),
  },
  {
    row: 37,
    sentence:
      'Cancelled at 100 and created at 70 with a gap inside the month is one contraction of 30.',
    world: worldOf([
      span('a', '2026-03-01', '2026-10-12', '10000', cancelled),
      span('a', '2026-10-14', null, '7000', second('a')),
    ]),
    period: october,
    expectations: expect({ mrr: 70, contraction_mrr: 30, churned_mrr: 0, new_mrr: 0 }),
  },
  {
    row: 38,
    sentence: 'Back on 12 October after a gap since July is reactivation.',
    world: worldOf([
      span('a', '2026-03-01', '2026-07-01', '10000', cancelled),
      span('a', '2026-10-12', null, '10000'),
    ]),
    period: october,
    expectations: expect({ mrr: 100, reactivation_mrr: 100, new_mrr: 0, expansion_revenue: 0 }),
  },
  {
    row: 38,
    sentence: 'A gap inside one month is no movement.',
    world: worldOf([
      span('a', '2026-03-01', '2026-10-05', '10000', cancelled),
      span('a', '2026-10-20', null, '10000'),
    ]),
    period: october,
    expectations: [...expect({ mrr: 100, customer_churn_rate: 0 }), ...noMovement],
  },
  {
    row: 38,
    sentence: 'A free time before is no payment: new, not reactivation.',
    world: worldOf([
      span('a', '2026-03-01', '2026-07-01', '10000', { status: 'trialing', ...cancelled }),
      span('a', '2026-10-12', null, '10000'),
    ]),
    period: october,
    expectations: expect({ new_mrr: 100, reactivation_mrr: 0 }),
  },
  {
    row: 39,
    sentence: '0 to 50 of one who paid before is reactivation, 50 to 0 is churn.',
    world: worldOf([
      span('a', '2026-03-01', '2026-07-01', '5000', cancelled),
      span('a', '2026-10-12', null, '5000'),
      span('b', '2026-03-01', '2026-10-12', '5000', cancelled),
    ]),
    period: october,
    expectations: expect({
      mrr: 50,
      reactivation_mrr: 50,
      churned_mrr: 50,
      expansion_revenue: 0,
      contraction_mrr: 0,
      net_new_mrr: 0,
      quick_ratio: 1,
    }),
  },
  {
    row: 40,
    sentence: 'New on 5 October and gone on 20 October is outside new, churn and NRR.',
    world: worldOf([
      span('a', '2026-03-01', null, '10000'),
      span('b', '2026-10-05', '2026-10-20', '9900', cancelled),
    ]),
    period: october,
    expectations: [
      ...expect({ mrr: 100, net_revenue_retention: 100, customer_churn_rate: 0, customers: 1 }),
      ...noMovement,
    ],
  },
  {
    row: 41,
    sentence: 'Up to 200 and back to 100 inside the period is no movement.',
    world: worldOf([
      span('a', '2026-03-01', '2026-10-12', '10000', changed),
      span('a', '2026-10-12', '2026-10-13', '20000', changed),
      span('a', '2026-10-13', null, '10000'),
    ]),
    period: october,
    expectations: [...expect({ mrr: 100, customer_downgrade_rate: 0 }), ...noMovement],
  },
  {
    row: 41,
    sentence: 'Bought and given back on one day: the span covers no day.',
    world: worldOf([
      span('a', '2026-03-01', null, '10000'),
      span('a', '2026-10-31', '2026-10-31', '5000', { ...second('a'), ...cancelled }),
    ]),
    period: october,
    expectations: [...expect({ mrr: 100 }), ...noMovement],
  },
  {
    row: 42,
    sentence: 'From 100 to 150 on 16 October: the run rate at the end, the proration line ignored.',
    world: worldOf(
      [
        span('a', '2026-03-01', '2026-10-16', '10000', changed),
        span('a', '2026-10-16', null, '15000', { change_reason: 'seats' }),
      ],
      {
        invoices: [
          invoice('a', {
            total_minor: 2581,
            paid_minor: 2581,
            issued_at: '2026-10-16T09:00:00Z',
            billing_reason: 'subscription_update',
          }),
        ],
      },
    ),
    period: october,
    expectations: expect({
      mrr: 150,
      expansion_revenue: 50,
      expansion_revenue_rate: 33.3333333333,
    }),
  },
  {
    row: 43,
    sentence: 'The churn of 123.45 is exactly the MRR before.',
    world: worldOf([span('a', '2026-03-01', '2026-10-12', '12345', cancelled)]),
    period: october,
    expectations: expect({ mrr: 0, churned_mrr: 123.45, net_new_mrr: -123.45 }),
  },
  {
    row: 44,
    sentence:
      '490 + 70 new + 30 back + 80 resumed + 50 up − 40 down − 90 paused − 200 churn = 390; 500 came and went.',
    world: everything,
    period: october,
    expectations: [
      ...expect({
        mrr: 390,
        new_mrr: 70,
        reactivation_mrr: 30,
        expansion_revenue: 50,
        contraction_mrr: 40,
        churned_mrr: 200,
        net_new_mrr: -100,
        // (490 + 50 − 40 − 90 − 200) / 490
        net_revenue_retention: 42.8571428571,
        // up 100, down 60 of 490
        gross_revenue_retention: 32.6530612245,
        // (70 + 30 + 50) / (40 + 200)
        quick_ratio: 0.625,
        customers: 5,
        // up, down, gone, pausing and resuming are the base; one is lost
        customer_churn_rate: 20,
        // down, of up, down, gone and pausing
        customer_downgrade_rate: 25,
      }),
      ...trailing({ net_revenue_retention: 'not_measurable' }),
    ],
  },
  {
    row: 45,
    sentence: 'The first period has nothing to compare with.',
    world: worldOf([span('a', '2026-10-01', null, '10000')]),
    period: october,
    expectations: expect({
      mrr: 100,
      new_mrr: 100,
      customer_churn_rate: 'not_measurable',
      customer_retention_rate: 'not_measurable',
      net_revenue_retention: 'not_measurable',
      gross_revenue_retention: 'not_measurable',
      gross_revenue_churn_rate: 'not_measurable',
      mrr_growth_rate: 'not_measurable',
      expansion_revenue_growth_rate: 'not_measurable',
      yoy_growth: 'not_measurable',
    }),
  },
  {
    row: 49,
    sentence:
      'Merged on 12 October, the subscription moved to the survivor: nobody is lost, nobody new.',
    world: worldOf(
      [
        span('old', '2026-03-01', '2026-10-12', '10000', cancelled),
        span('survivor', '2026-10-12', null, '10000'),
      ],
      { accounts: [account('old', { merged_into_account_id: 'survivor' })] },
    ),
    period: october,
    expectations: [...expect({ mrr: 100, customers: 1, customer_churn_rate: 0 }), ...noMovement],
  },
  {
    row: 49,
    sentence:
      'The chain of merges is followed, also in a period before the merge: one customer with 150.',
    world: worldOf(
      [span('first', '2026-03-01', null, '10000'), span('last', '2026-03-01', null, '5000')],
      {
        accounts: [
          account('first', { merged_into_account_id: 'middle' }),
          account('middle', { merged_into_account_id: 'last' }),
        ],
      },
    ),
    period: september,
    expectations: expect({ mrr: 150, customers: 1, arpa: 150 }),
  },
  {
    row: null,
    sentence: 'Opening 5000, new 3000, churn 1500: net growth of 30 % (Chargebee).',
    world: worldOf([
      span('a', '2026-03-01', null, '350000'),
      span('b', '2026-03-01', '2026-10-12', '150000', cancelled),
      span('c', '2026-10-12', null, '300000'),
    ]),
    period: october,
    expectations: expect({ mrr: 6500, mrr_growth_rate: 30, net_new_mrr: 1500, quick_ratio: 2 }),
  },
];
