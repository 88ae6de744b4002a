import { toNumber } from '../exact.ts';
import type { Facts } from '../facts.ts';
import type { Kpi } from '../kpi.ts';
import { money, type Outcome, quotient } from '../outcome.ts';

/** How far revenue and its forecast can be relied on. */

const operations = {
  stage: 'Operations',
  windows: ['period'],
  range: 'level',
} as const;

export const revenueQualityKpis: readonly Kpi[] = [
  {
    ...operations,
    id: 'revenue_leakage',
    label: 'Revenue leakage',
    question: 'How much revenue is used or billed, but not paid?',
    definition:
      'What accounts that used the product in the period paid a month last, where none of their spans counts in the period any more, plus the unpaid rest of invoices issued before its end that are uncollectible or overdue for longer than the days allowed. What is paid or credited is taken off; drafts and void invoices are left out.',
    formula: 'Σ last MRR of unpaid use + Σ unpaid rest of invoices',
    unit: 'money',
    direction: 'lower',
    indicator: 'lagging',
    tables: ['subscription_periods', 'events', 'invoices'],
    settings: ['overdue_days'],
    facts: ['unpaid_use', 'unpaid_invoice'],
    measure: (facts) =>
      money(facts.fact('unpaid_use').money() + facts.fact('unpaid_invoice').money()),
  },
  {
    ...operations,
    id: 'forecasting_accuracy',
    label: 'Forecasting accuracy',
    question: 'How close did the forecast of deals with customers come?',
    definition:
      'How little the deals won in the period, renewals, upsells and cross-sells, differ from what was forecast when it began: the amounts that the history of the deals open then gave last before the period, where it expected them to close in it and did not omit them from the forecast. 0 where the forecast missed by more than what was won.',
    formula: '1 − |won − forecast| ÷ won',
    unit: '%',
    direction: 'higher',
    indicator: 'lagging',
    tables: ['opportunities', 'opportunity_history'],
    facts: ['forecast_deal', 'sold_to_customer'],
    needsSample: true,
    measure: forecasting,
  },
];

function forecasting(facts: Facts): Outcome {
  const sold = facts.fact('sold_to_customer');
  const [won, forecast] = [toNumber(sold.money()), toNumber(facts.fact('forecast_deal').money())];
  const met = Math.max(0, won - Math.abs(won - forecast));
  const nothing = 'amounts won from customers in the period';
  return quotient(met, won, nothing, { factor: 100, sample: sold.members });
}
