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

/** Normalisation, discounts, tax and credits: what is left of the mapper's work in a row. */
export const normalisation: readonly Example[] = [
  {
    row: 1,
    sentence: '1200 a year is 100 a month.',
    world: worldOf([span('a', '2026-03-01', null, '10000')]),
    period: october,
    expectations: [...expect({ mrr: 100, arr: 1200, customers: 1, arpa: 100 }), ...noMovement],
  },
  {
    row: 2,
    sentence: '1500 for six months is 250 a month.',
    world: worldOf([span('a', '2026-03-01', null, '25000')]),
    period: october,
    expectations: expect({ mrr: 250, arr: 3000 }),
  },
  {
    row: 3,
    sentence: '10.00 a week is 10 × 52/12 = 43.33333333 a month, unrounded.',
    world: worldOf([span('a', '2026-03-01', null, '4333.333333')]),
    period: october,
    expectations: expect({ mrr: 43.33333333, arr: 519.99999996 }),
  },
  {
    row: 4,
    sentence: '1.00 a day is 365/12 = 30.41666667 a month, never 0.',
    world: worldOf([span('a', '2026-03-01', null, '3041.666667')]),
    period: october,
    expectations: expect({ mrr: 30.41666667 }),
  },
  {
    row: 5,
    sentence: '2400 for two years is 100 a month.',
    world: worldOf([span('a', '2026-03-01', '2028-03-01', '10000')]),
    period: october,
    expectations: expect({ mrr: 100, scheduled_churn_mrr: 0 }),
  },
  {
    row: 7,
    sentence:
      'Three times 2000 a year (166.66666667 a month each) add up unrounded to 500.00000001.',
    world: worldOf(['a', 'b', 'c'].map((id) => span(id, '2026-03-01', null, '16666.666667'))),
    period: october,
    expectations: expect({ mrr: 500.00000001, arpa: 166.66666667, customers: 3 }),
  },
  {
    row: 8,
    sentence: 'JPY has no minor unit: 1000 is 1000 yen.',
    world: worldOf([span('a', '2026-03-01', null, '1000', { currency: 'JPY' })]),
    period: periodOf('2026-10', { reportingCurrency: 'JPY' }),
    expectations: expect({ mrr: 1000, arr: 12000 }),
  },
  {
    row: 8,
    sentence: '1000 yen at 0.006 are 6 euro.',
    world: worldOf([span('a', '2026-03-01', null, '1000', { currency: 'JPY' })], {
      fx_rates: [rate('2026-10-31', 'JPY', 0.006)],
    }),
    period: october,
    expectations: expect({ mrr: 6 }),
  },
  {
    row: 9,
    sentence: '120 a year and 10 a month of one customer are 20.',
    world: worldOf([
      span('a', '2026-03-01', null, '1000'),
      span('a', '2026-03-01', null, '1000', second('a')),
    ]),
    period: october,
    expectations: expect({ mrr: 20, customers: 1, arpa: 20 }),
  },
  {
    row: 10,
    sentence: 'From 10 a month to 96 a year (8 a month) is a contraction of 2.',
    world: worldOf([
      span('a', '2026-03-01', '2026-10-12', '1000', { end_reason: 'changed' }),
      span('a', '2026-10-12', null, '800', { change_reason: 'term' }),
    ]),
    period: october,
    expectations: expect({
      mrr: 8,
      contraction_mrr: 2,
      churned_mrr: 0,
      new_mrr: 0,
      net_revenue_retention: 80,
      gross_revenue_retention: 80,
      customer_downgrade_rate: 100,
    }),
  },
  {
    row: 11,
    sentence: 'A forever coupon of 20 % takes 20 off 100.',
    world: worldOf([
      span('a', '2026-03-01', '2026-10-12', '10000', { end_reason: 'changed' }),
      span('a', '2026-10-12', null, '8000', { change_reason: 'discount_start' }),
    ]),
    period: october,
    expectations: expect({ mrr: 80, contraction_mrr: 20, expansion_revenue: 0 }),
  },
  {
    row: 12,
    sentence: 'A repeating coupon takes 20 off while it runs; the rise at its end is expansion.',
    world: worldOf([
      span('a', '2026-03-01', '2026-10-12', '8000', { end_reason: 'changed' }),
      span('a', '2026-10-12', null, '10000', { change_reason: 'discount_end' }),
    ]),
    period: october,
    expectations: expect({ mrr: 100, expansion_revenue: 20, new_mrr: 0, expansion_arr: 240 }),
  },
  {
    row: 12,
    sentence: 'A once-only coupon of 20 shows in the invoice alone.',
    world: worldOf([span('a', '2026-03-01', null, '10000')], {
      invoices: [invoice('a', { total_minor: 8000, paid_minor: 8000 })],
    }),
    period: october,
    expectations: [...expect({ mrr: 100 }), ...noMovement],
  },
  {
    row: 13,
    sentence: 'A coupon above the price leaves 0, never less, and no customer.',
    world: worldOf([span('a', '2026-03-01', null, '0'), span('b', '2026-03-01', null, '5000')]),
    period: october,
    expectations: expect({ mrr: 50, customers: 1, arpa: 50 }),
  },
  {
    row: 14,
    sentence: 'A payer who gets 100 % off goes to status free: churn.',
    world: worldOf([
      span('a', '2026-03-01', '2026-10-12', '10000', { end_reason: 'changed' }),
      span('a', '2026-10-12', null, '0', { status: 'free', change_reason: 'discount_start' }),
    ]),
    period: october,
    expectations: expect({
      mrr: 0,
      churned_mrr: 100,
      contraction_mrr: 0,
      customers: 0,
      customer_churn_rate: 100,
      involuntary_churn_rate: 0,
    }),
  },
  {
    row: 15,
    sentence:
      '10.00 off each week of a weekly 30.00 (130.00 a month) takes 43.33333333 off a month.',
    world: worldOf([
      span('a', '2026-03-01', '2026-10-12', '13000', { end_reason: 'changed' }),
      span('a', '2026-10-12', null, '8666.666667', { change_reason: 'discount_start' }),
    ]),
    period: october,
    expectations: expect({ mrr: 86.66666667, contraction_mrr: 43.33333333 }),
  },
  {
    row: 17,
    sentence: 'The tax of the invoice (119 for 100) is no MRR.',
    world: worldOf([span('a', '2026-03-01', null, '10000')], {
      invoices: [invoice('a', { total_minor: 11900, paid_minor: 11900 })],
    }),
    period: october,
    expectations: [...expect({ mrr: 100 }), ...noMovement],
  },
  {
    row: 18,
    sentence: 'A set-up fee of 500 is no MRR.',
    world: worldOf([span('a', '2026-03-01', null, '10000')], {
      invoices: [invoice('a', { total_minor: 50000, paid_minor: 50000, billing_reason: 'manual' })],
    }),
    period: october,
    expectations: [...expect({ mrr: 100, new_mrr: 0 }), ...noMovement],
  },
  {
    row: 19,
    sentence: 'Metered usage of 70 is no MRR.',
    world: worldOf([span('a', '2026-03-01', null, '10000')], {
      invoices: [
        invoice('a', { total_minor: 17000, paid_minor: 17000, billing_reason: 'metered_usage' }),
      ],
    }),
    period: october,
    expectations: [...expect({ mrr: 100 }), ...noMovement],
  },
  {
    row: 20,
    sentence: 'A credit of 30 on the account changes the invoice and not the MRR.',
    world: worldOf([span('a', '2026-03-01', null, '10000')], {
      invoices: [invoice('a', { total_minor: 10000, paid_minor: 7000, credited_minor: 3000 })],
    }),
    period: october,
    expectations: [...expect({ mrr: 100 }), ...noMovement],
  },
  {
    row: null,
    sentence: '100 customers at 100 a month and 50 at 600 a year are 12,500 (Stripe).',
    world: worldOf([
      ...Array.from({ length: 100 }, (_, n) => span(`m${n}`, '2026-03-01', null, '10000')),
      ...Array.from({ length: 50 }, (_, n) => span(`y${n}`, '2026-03-01', null, '5000')),
    ]),
    period: october,
    expectations: expect({ mrr: 12500, arr: 150000, customers: 150, arpa: 83.3333333333 }),
  },
  {
    row: null,
    sentence:
      '120 a year less 10 % is 9 (ProfitWell); 10 with 50 % off forever is 5 (Baremetrics).',
    world: worldOf([span('a', '2026-03-01', null, '900'), span('b', '2026-03-01', null, '500')]),
    period: october,
    expectations: expect({ mrr: 14, arpa: 7 }),
  },
];
