import { periodOf } from '../periods.ts';
import {
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
const november = periodOf('2026-11');

const trial = { status: 'trialing' };
const pastDue = { status: 'past_due' };
const paused = { status: 'paused' };

export const status: readonly Example[] = [
  {
    row: 21,
    sentence: 'A trial of 100 is neither MRR nor a customer.',
    world: worldOf([span('a', '2026-09-20', null, '10000', trial)]),
    period: october,
    expectations: [...expect({ mrr: 0, customers: 0, arpa: 'not_measurable' }), ...noMovement],
  },
  {
    row: 22,
    sentence: 'A trial that turns paid is new.',
    world: worldOf([
      span('a', '2026-09-20', '2026-10-04', '10000', { ...trial, end_reason: 'changed' }),
      span('a', '2026-10-04', null, '10000'),
    ]),
    period: october,
    expectations: expect({
      mrr: 100,
      new_mrr: 100,
      expansion_revenue: 0,
      reactivation_mrr: 0,
      customers: 1,
    }),
  },
  {
    row: 23,
    sentence: 'A cancelled trial is no movement.',
    world: worldOf([
      span('a', '2026-09-20', '2026-10-04', '10000', { ...trial, end_reason: 'cancelled' }),
    ]),
    period: october,
    expectations: [
      ...expect({ mrr: 0, customer_churn_rate: 'not_measurable', scheduled_churn_mrr: 0 }),
      ...noMovement,
    ],
  },
  {
    row: 24,
    sentence: 'Past due since 20 October: it counts.',
    world: worldOf([
      span('a', '2026-03-01', '2026-10-20', '10000', { end_reason: 'changed' }),
      span('a', '2026-10-20', null, '10000', pastDue),
    ]),
    period: october,
    expectations: [
      ...expect({ mrr: 100, customers: 1, customer_churn_rate: 0, involuntary_churn_rate: 0 }),
      ...noMovement,
    ],
  },
  {
    row: 25,
    sentence: 'Unpaid on 12 October ends the span that day: involuntary churn.',
    world: worldOf([
      span('a', '2026-03-01', '2026-10-12', '10000', { end_reason: 'payment_failed' }),
      span('b', '2026-03-01', null, '10000'),
    ]),
    period: october,
    expectations: expect({
      mrr: 100,
      churned_mrr: 100,
      customer_churn_rate: 50,
      involuntary_churn_rate: 50,
      net_revenue_retention: 50,
    }),
  },
  {
    row: 26,
    sentence: 'Past due since 10 September: 30 days later, on 10 October, it is involuntary churn.',
    world: worldOf([
      span('a', '2026-03-01', '2026-09-10', '10000', { end_reason: 'changed' }),
      span('a', '2026-09-10', null, '10000', pastDue),
    ]),
    period: october,
    expectations: expect({
      mrr: 0,
      churned_mrr: 100,
      customers: 0,
      customer_churn_rate: 100,
      involuntary_churn_rate: 100,
    }),
  },
  {
    row: 26,
    sentence: 'Past due since 2 October: 31 October is the 30th day and still counts.',
    world: worldOf([
      span('a', '2026-03-01', '2026-10-02', '10000', { end_reason: 'changed' }),
      span('a', '2026-10-02', null, '10000', pastDue),
    ]),
    period: october,
    expectations: expect({ mrr: 100, churned_mrr: 0, involuntary_churn_rate: 0 }),
  },
  {
    row: 26,
    sentence: 'Past due since 1 October: 31 October is the 31st day and counts no more.',
    world: worldOf([
      span('a', '2026-03-01', '2026-10-01', '10000', { end_reason: 'changed' }),
      span('a', '2026-10-01', null, '10000', pastDue),
    ]),
    period: october,
    expectations: expect({ mrr: 0, churned_mrr: 100, involuntary_churn_rate: 100 }),
  },
  {
    row: 26,
    sentence: 'A change of seats while past due does not start the 30 days anew.',
    world: worldOf([
      span('a', '2026-03-01', '2026-09-10', '10000', { end_reason: 'changed' }),
      span('a', '2026-09-10', '2026-09-25', '10000', { ...pastDue, end_reason: 'changed' }),
      span('a', '2026-09-25', null, '12000', { ...pastDue, change_reason: 'seats' }),
    ]),
    period: october,
    expectations: expect({ mrr: 0, churned_mrr: 120, involuntary_churn_rate: 100 }),
  },
  {
    row: 27,
    sentence: 'Churned by delinquency on 19 September, paid on 15 October: reactivation.',
    world: worldOf([
      span('a', '2026-03-01', '2026-08-20', '10000', { end_reason: 'changed' }),
      span('a', '2026-08-20', '2026-10-15', '10000', { ...pastDue, end_reason: 'changed' }),
      span('a', '2026-10-15', null, '10000'),
    ]),
    period: october,
    expectations: expect({
      mrr: 100,
      reactivation_mrr: 100,
      new_mrr: 0,
      expansion_revenue: 0,
      net_revenue_retention: 'not_measurable',
      customer_churn_rate: 'not_measurable',
    }),
  },
  {
    row: 27,
    sentence: 'The same account in September: past due since 20 August, lost on 19 September.',
    world: worldOf([
      span('a', '2026-03-01', '2026-08-20', '10000', { end_reason: 'changed' }),
      span('a', '2026-08-20', '2026-10-15', '10000', { ...pastDue, end_reason: 'changed' }),
      span('a', '2026-10-15', null, '10000'),
    ]),
    period: september,
    expectations: expect({ mrr: 0, churned_mrr: 100, involuntary_churn_rate: 100 }),
  },
  {
    row: 28,
    sentence: 'Paused in the period: 0 MRR, no churn of the customer, lost for NRR and GRR.',
    world: worldOf([
      span('a', '2026-03-01', '2026-10-12', '10000', { end_reason: 'changed' }),
      span('a', '2026-10-12', null, '10000', { ...paused, change_reason: 'pause' }),
    ]),
    period: october,
    expectations: expect({
      mrr: 0,
      customers: 0,
      churned_mrr: 0,
      contraction_mrr: 0,
      net_new_mrr: -100,
      customer_churn_rate: 0,
      customer_retention_rate: 100,
      net_revenue_retention: 0,
      gross_revenue_retention: 0,
      quick_ratio: 'not_measurable',
    }),
  },
  {
    row: 28,
    sentence: 'Resumed in the period: neither new, reactivation nor expansion.',
    world: worldOf([
      span('a', '2026-03-01', '2026-09-01', '10000', { end_reason: 'changed' }),
      span('a', '2026-09-01', '2026-10-12', '10000', { ...paused, end_reason: 'changed' }),
      span('a', '2026-10-12', null, '10000', { change_reason: 'resume' }),
    ]),
    period: october,
    expectations: expect({
      mrr: 100,
      new_mrr: 0,
      reactivation_mrr: 0,
      expansion_revenue: 0,
      net_new_mrr: 100,
      customer_churn_rate: 0,
      net_revenue_retention: 'not_measurable',
    }),
  },
  {
    row: 28,
    sentence: 'Resumed at 120 after a pause at 100: 100 resume, 20 expansion.',
    world: worldOf([
      span('a', '2026-03-01', '2026-09-01', '10000', { end_reason: 'changed' }),
      span('a', '2026-09-01', '2026-10-12', '10000', { ...paused, end_reason: 'changed' }),
      span('a', '2026-10-12', null, '12000', { change_reason: 'resume' }),
    ]),
    period: october,
    expectations: expect({ mrr: 120, expansion_revenue: 20, reactivation_mrr: 0 }),
  },
  {
    row: 28,
    sentence: '100 of which 60 are paused and 40 gone: 60 pause, 40 contraction.',
    world: worldOf([
      span('a', '2026-03-01', '2026-10-12', '10000', { end_reason: 'changed' }),
      span('a', '2026-10-12', null, '6000', { ...paused, change_reason: 'pause' }),
    ]),
    period: october,
    expectations: expect({ mrr: 0, contraction_mrr: 40, churned_mrr: 0, customer_churn_rate: 0 }),
  },
  {
    row: 28,
    sentence:
      'Paused and then ended: the customer is lost with the pause, with no MRR left to lose.',
    world: worldOf([
      span('a', '2026-03-01', '2026-09-01', '10000', { end_reason: 'changed' }),
      span('a', '2026-09-01', '2026-10-12', '10000', { ...paused, end_reason: 'cancelled' }),
      span('b', '2026-03-01', null, '10000'),
    ]),
    period: october,
    expectations: [
      ...expect({
        mrr: 100,
        churned_mrr: 0,
        customer_churn_rate: 50,
        customer_retention_rate: 50,
        net_revenue_retention: 100,
      }),
      ...trailing({ customer_churn_rate: 'not_measurable' }),
    ],
  },
  {
    row: 29,
    sentence: 'Cancelled to 15 November: in October it is scheduled churn and nothing else.',
    world: worldOf([span('a', '2026-03-01', '2026-11-15', '10000', { end_reason: 'cancelled' })]),
    period: october,
    expectations: [
      ...expect({ mrr: 100, scheduled_churn_mrr: 100, customer_churn_rate: 0 }),
      ...noMovement,
    ],
  },
  {
    row: 29,
    sentence: 'The same in November: churn, nothing scheduled.',
    world: worldOf([span('a', '2026-03-01', '2026-11-15', '10000', { end_reason: 'cancelled' })]),
    period: november,
    expectations: expect({
      mrr: 0,
      churned_mrr: 100,
      scheduled_churn_mrr: 0,
      customer_churn_rate: 100,
      involuntary_churn_rate: 0,
    }),
  },
  {
    row: 29,
    sentence: 'Paid through 31 October: still there at the end of October, lost in November.',
    world: worldOf([span('a', '2026-03-01', '2026-11-01', '10000', { end_reason: 'cancelled' })]),
    period: october,
    expectations: [...expect({ mrr: 100, scheduled_churn_mrr: 100 }), ...noMovement],
  },
  {
    row: 29,
    sentence:
      'Paid through 30 November: not scheduled in the month after October, but after November.',
    world: worldOf([span('a', '2026-03-01', '2026-12-01', '10000', { end_reason: 'cancelled' })]),
    period: october,
    expectations: expect({ mrr: 100, scheduled_churn_mrr: 0 }),
  },
  {
    row: 29,
    sentence: 'A plan change set for 15 November is no scheduled churn.',
    world: worldOf([
      span('a', '2026-03-01', '2026-11-15', '10000', { end_reason: 'changed' }),
      span('a', '2026-11-15', null, '8000', { change_reason: 'plan' }),
    ]),
    period: october,
    expectations: expect({ mrr: 100, scheduled_churn_mrr: 0, contraction_mrr: 0 }),
  },
  {
    row: 29,
    sentence: 'One of two spans of 100 and 50 set to end: only its 50 are scheduled churn.',
    world: worldOf([
      span('a', '2026-03-01', null, '10000'),
      span('a', '2026-03-01', '2026-11-15', '5000', { ...second('a'), end_reason: 'cancelled' }),
    ]),
    period: october,
    expectations: expect({ mrr: 150, scheduled_churn_mrr: 50 }),
  },
  {
    row: 30,
    sentence: 'A cancellation undone before the end leaves the span open: no movement at all.',
    world: worldOf([span('a', '2026-03-01', null, '10000')]),
    period: october,
    expectations: [...expect({ mrr: 100, scheduled_churn_mrr: 0 }), ...noMovement],
  },
  {
    row: 31,
    sentence: 'An uncollectible invoice changes nothing while the span is active.',
    world: worldOf([span('a', '2026-03-01', null, '10000')], {
      invoices: [invoice('a', { status: 'uncollectible', paid_at: null, total_minor: 10000 })],
    }),
    period: october,
    expectations: [...expect({ mrr: 100, customers: 1, customer_churn_rate: 0 }), ...noMovement],
  },
  {
    row: 32,
    sentence: 'Terminated on 12 October by the mapper, a new subscription that day: 100 stay 100.',
    world: worldOf([
      span('a', '2026-03-01', '2026-10-12', '10000', { end_reason: 'cancelled' }),
      span('a', '2026-10-12', null, '10000', second('a')),
    ]),
    period: october,
    expectations: [...expect({ mrr: 100, customers: 1, customer_churn_rate: 0 }), ...noMovement],
  },
  {
    row: 32,
    sentence: 'Two that both run both count.',
    world: worldOf([
      span('a', '2026-03-01', '2026-11-20', '10000', { end_reason: 'cancelled' }),
      span('a', '2026-10-12', null, '10000', second('a')),
    ]),
    period: october,
    expectations: expect({ mrr: 200, expansion_revenue: 100, new_mrr: 0, customers: 1 }),
  },
  {
    row: 33,
    sentence: 'From a free plan to a paid one is new.',
    world: worldOf([
      span('a', '2026-03-01', '2026-10-12', '0', { status: 'free', end_reason: 'changed' }),
      span('a', '2026-10-12', null, '10000'),
    ]),
    period: october,
    expectations: expect({ mrr: 100, new_mrr: 100, expansion_revenue: 0, reactivation_mrr: 0 }),
  },
  {
    row: 33,
    sentence: 'From a paid plan to a free one is churn.',
    world: worldOf([
      span('a', '2026-03-01', '2026-10-12', '10000', { end_reason: 'changed' }),
      span('a', '2026-10-12', null, '0', { status: 'free' }),
    ]),
    period: october,
    expectations: expect({ mrr: 0, churned_mrr: 100, contraction_mrr: 0, customers: 0 }),
  },
  {
    row: 34,
    sentence: 'Deleted in the source on 10 October: churn in October, not a hole in the past.',
    world: worldOf([
      span('a', '2026-03-01', null, '10000', {
        is_deleted: true,
        source_updated_at: '2026-10-10T12:00:00Z',
      }),
    ]),
    period: october,
    expectations: expect({ mrr: 0, churned_mrr: 100, customer_churn_rate: 100 }),
  },
  {
    row: 34,
    sentence: 'The same subscription in September was there.',
    world: worldOf([
      span('a', '2026-03-01', null, '10000', {
        is_deleted: true,
        source_updated_at: '2026-10-10T12:00:00Z',
      }),
    ]),
    period: september,
    expectations: [...expect({ mrr: 100, customers: 1 }), ...noMovement],
  },
];
