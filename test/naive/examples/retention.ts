import { periodOf } from '../periods.ts';
import {
  account,
  type Example,
  expect,
  noMovement,
  second,
  span,
  trailing,
  worldOf,
} from './builders.ts';

const october = periodOf('2026-10');
const cancelled = { end_reason: 'cancelled' };
const changed = { end_reason: 'changed' };

function ticket(id: string, createdAt: string) {
  return { ticket_id: id, account_id: 'a', created_at: createdAt };
}

const licence = [
  span('a', '2026-01-01', '2027-01-01', '10000', cancelled),
  span('b', '2026-01-01', '2027-01-01', '10000', cancelled),
  span('b', '2027-01-01', '2028-01-01', '10000', second('b')),
];

export const retention: readonly Example[] = [
  {
    row: 55,
    sentence: 'A from 100 to 200, B from 100 to 0: GRR is 50 %, NRR 100 %.',
    world: worldOf([
      span('a', '2026-03-01', '2026-10-12', '10000', changed),
      span('a', '2026-10-12', null, '20000'),
      span('b', '2026-03-01', '2026-10-12', '10000', cancelled),
    ]),
    period: october,
    expectations: expect({
      gross_revenue_retention: 50,
      gross_revenue_churn_rate: 50,
      net_revenue_retention: 100,
      net_revenue_churn: 0,
      quick_ratio: 1,
    }),
  },
  {
    row: 55,
    sentence:
      'Gross 20 %, net 10 %: 1000 less 100 churn less 100 contraction plus 100 expansion (ChartMogul).',
    world: worldOf([
      span('a', '2026-03-01', '2026-10-12', '10000', cancelled),
      span('b', '2026-03-01', '2026-10-12', '40000', changed),
      span('b', '2026-10-12', null, '30000'),
      span('c', '2026-03-01', '2026-10-12', '50000', changed),
      span('c', '2026-10-12', null, '60000'),
    ]),
    period: october,
    expectations: expect({
      gross_revenue_churn_rate: 20,
      net_revenue_churn: 10,
      gross_revenue_retention: 80,
      net_revenue_retention: 90,
    }),
  },
  {
    row: 56,
    sentence: 'Reactivation of 50 beside 100 that stay: NRR 100 %, growth 50 %.',
    world: worldOf([
      span('a', '2026-03-01', null, '10000'),
      span('b', '2026-03-01', '2026-06-01', '5000', cancelled),
      span('b', '2026-10-12', null, '5000'),
    ]),
    period: october,
    expectations: expect({
      net_revenue_retention: 100,
      net_revenue_churn: 0,
      reactivation_mrr: 50,
      mrr_growth_rate: 50,
    }),
  },
  {
    row: 57,
    sentence: 'Nothing at the start: not measurable, no division by 0.',
    world: worldOf([], { accounts: [account('a')] }),
    period: october,
    expectations: expect({
      mrr: 0,
      customers: 0,
      net_revenue_retention: 'not_measurable',
      gross_revenue_retention: 'not_measurable',
      customer_churn_rate: 'not_measurable',
      arpa: 'not_measurable',
      expansion_revenue_rate: 'not_measurable',
      average_customer_lifespan: 'not_measurable',
    }).map((one) =>
      one.kpi === 'average_customer_lifespan' ? { ...one, window: 'to_date' as const } : one,
    ),
  },
  {
    row: 58,
    sentence: 'Growth without losses has no quick ratio.',
    world: worldOf([
      span('a', '2026-03-01', null, '10000'),
      span('b', '2026-10-12', null, '10000'),
    ]),
    period: october,
    expectations: expect({ quick_ratio: 'not_measurable', new_mrr: 100 }),
  },
  {
    row: 59,
    sentence: 'Licences through 31 December: still there at the end of December, no movement.',
    world: worldOf(licence),
    period: periodOf('2026-12'),
    expectations: [...expect({ mrr: 200, customers: 2, scheduled_churn_mrr: 200 }), ...noMovement],
  },
  {
    row: 59,
    sentence: 'In January the one not renewed is churn, the one renewed on the first no movement.',
    world: worldOf(licence),
    period: periodOf('2027-01'),
    expectations: expect({
      mrr: 100,
      churned_mrr: 100,
      contraction_mrr: 0,
      expansion_revenue: 0,
      new_mrr: 0,
      customer_churn_rate: 50,
    }),
  },
  {
    row: 59,
    sentence:
      'What starts on the first day is a movement of the period, on the first day after it is not.',
    world: worldOf([span('a', '2026-10-01', null, '10000'), span('b', '2026-11-01', null, '5000')]),
    period: october,
    expectations: expect({ mrr: 100, new_mrr: 100, customers: 1 }),
  },
  {
    row: 60,
    sentence: 'October in Berlin begins at 22:00 UTC and, with winter time, ends at 23:00 UTC.',
    world: worldOf([span('a', '2026-03-01', null, '10000')], {
      tickets: [
        ticket('before', '2026-09-30T21:59:59Z'),
        ticket('first', '2026-09-30T22:00:00Z'),
        ticket('last', '2026-10-31T22:59:59Z'),
        ticket('after', '2026-10-31T23:00:00Z'),
      ],
    }),
    period: october,
    expectations: expect({ support_ticket_volume: 2 }),
  },
  {
    row: 60,
    sentence: 'The week of summer time in Berlin, 2026-W13, ends an hour early.',
    world: worldOf([span('a', '2026-03-01', null, '10000')], {
      tickets: [
        ticket('before', '2026-03-22T22:59:59Z'),
        ticket('first', '2026-03-22T23:00:00Z'),
        ticket('last', '2026-03-29T21:59:59Z'),
        ticket('after', '2026-03-29T22:00:00Z'),
      ],
    }),
    period: periodOf('2026-W13'),
    expectations: expect({ support_ticket_volume: 2 }),
  },
  {
    row: 60,
    sentence: 'The same tickets in another zone: New York is still on summer time on 31 October.',
    world: worldOf([span('a', '2026-03-01', null, '10000')], {
      tickets: [
        ticket('before', '2026-10-01T03:59:59Z'),
        ticket('first', '2026-10-01T04:00:00Z'),
        ticket('last', '2026-11-01T03:59:59Z'),
        ticket('after', '2026-11-01T04:00:00Z'),
      ],
    }),
    period: periodOf('2026-10', { timeZone: 'America/New_York' }),
    expectations: expect({ support_ticket_volume: 2 }),
  },
  {
    row: 60,
    sentence: '2026 has a week 53, from 28 December to 3 January, with no comparable week.',
    world: worldOf([
      span('a', '2025-01-01', null, '10000'),
      span('b', '2027-01-03', null, '10000'),
      span('c', '2027-01-04', null, '10000'),
    ]),
    period: periodOf('2026-W53'),
    expectations: expect({ mrr: 200, new_mrr: 100, yoy_growth: 'not_measurable' }),
  },
  {
    row: 60,
    sentence: '2026-W45 runs from Monday 2 to Sunday 8 November and is compared with 2025-W45.',
    world: worldOf([
      span('a', '2025-01-01', null, '10000'),
      // Sunday of 2025-W45, and the day after
      span('b', '2025-11-09', null, '10000'),
      span('c', '2025-11-10', null, '10000'),
      span('d', '2026-11-08', null, '10000'),
      span('e', '2026-11-09', null, '10000'),
    ]),
    period: periodOf('2026-W45'),
    expectations: expect({ mrr: 400, new_mrr: 100, yoy_growth: 100 }),
  },
  {
    row: null,
    sentence:
      'Twelve months compare their two ends: 100 + 40 − 60 of churn, what came between is outside.',
    world: worldOf([
      span('a', '2025-01-01', '2026-02-01', '4000', changed),
      span('a', '2026-02-01', null, '8000'),
      span('b', '2025-01-01', '2026-05-10', '6000', { end_reason: 'payment_failed' }),
      span('c', '2026-01-10', '2026-06-10', '9900', cancelled),
      span('d', '2026-01-10', null, '1000'),
    ]),
    period: october,
    expectations: [
      ...trailing({
        net_revenue_retention: 80,
        gross_revenue_retention: 40,
        net_revenue_churn: 20,
        gross_revenue_churn_rate: 60,
        customer_churn_rate: 50,
        customer_retention_rate: 50,
        involuntary_churn_rate: 50,
      }),
      ...expect({ net_revenue_retention: 100, customer_churn_rate: 0, customers: 2 }),
    ],
  },
  {
    row: null,
    sentence: 'The reason of an account is that of its span that ended last.',
    world: worldOf([
      span('a', '2026-03-01', '2026-10-05', '5000', { end_reason: 'payment_failed' }),
      span('a', '2026-03-01', '2026-10-20', '5000', { ...second('a'), end_reason: 'cancelled' }),
      span('b', '2026-03-01', '2026-10-05', '5000', { end_reason: 'cancelled' }),
      span('b', '2026-03-01', '2026-10-20', '5000', {
        ...second('b'),
        end_reason: 'business_closed',
      }),
      span('c', '2026-03-01', null, '5000'),
      span('d', '2026-03-01', null, '5000'),
    ]),
    period: october,
    expectations: expect({ customer_churn_rate: 50, involuntary_churn_rate: 25, churned_mrr: 200 }),
  },
  {
    row: null,
    sentence: 'Of overlapping spans of one item the later wins, and the earlier resumes after it.',
    world: worldOf([
      span('a', '2026-03-01', null, '10000'),
      span('a', '2026-10-05', '2026-10-20', '30000', cancelled),
      span('b', '2026-03-01', null, '10000'),
      span('b', '2026-10-05', null, '30000'),
    ]),
    period: october,
    expectations: expect({ mrr: 400, expansion_revenue: 200, contraction_mrr: 0 }),
  },
  {
    row: null,
    sentence:
      'Cohorts by the month of the first payment; a pause stays, a loss goes, who returns is counted again.',
    world: worldOf([
      span('a', '2026-07-10', null, '10000'),
      span('b', '2026-07-31', '2026-08-31', '10000', cancelled),
      span('b', '2026-10-31', null, '10000'),
      span('c', '2026-07-01', '2026-08-15', '10000', changed),
      span('c', '2026-08-15', null, '10000', { status: 'paused' }),
      span('d', '2026-09-01', '2026-09-20', '10000', cancelled),
      span('e', '2026-06-01', '2026-07-05', '10000', { status: 'trialing', ...changed }),
      span('e', '2026-07-05', '2026-09-30', '10000', cancelled),
    ]),
    period: october,
    expectations: [
      { value: 100, cohort: '2026-07+0' },
      // b ended on 31 August, the last day; e is there
      { value: 75, cohort: '2026-07+1' },
      // e ended on 30 September, the last day
      { value: 50, cohort: '2026-07+2' },
      { value: 75, cohort: '2026-07+3' },
      { value: 0, cohort: '2026-09+0' },
      { value: 0, cohort: '2026-09+1' },
    ].map(({ value, cohort }) => ({
      kpi: 'cohort_retention',
      window: 'to_date' as const,
      segment: { dimension: 'cohort', value: cohort },
      value,
    })),
  },
  {
    row: null,
    sentence:
      'Lifespan: 487 days are 16 months of 30.4375 days, 61 days are 2.0041; the mean of both.',
    world: worldOf(
      [
        // 487 days
        span('a', '2025-01-01', '2026-05-03', '10000', cancelled),
        // 31 days, away, and back until day 61
        span('b', '2026-03-01', '2026-04-01', '10000', cancelled),
        span('b', '2026-04-20', '2026-05-01', '10000', cancelled),
        // still there, though paused
        span('c', '2026-03-01', '2026-04-01', '10000', changed),
        span('c', '2026-04-01', null, '10000', { status: 'paused' }),
        // never paid
        span('d', '2026-03-01', '2026-04-01', '10000', { status: 'trialing', ...cancelled }),
      ],
      { accounts: [account('x')] },
    ),
    period: october,
    expectations: [
      {
        kpi: 'average_customer_lifespan',
        window: 'to_date',
        // (487 + 61) / 2 / 30.4375
        value: 9.0020533881,
      },
    ],
  },
];
