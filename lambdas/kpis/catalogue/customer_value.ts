import { toNumber } from '../exact.ts';
import type { Facts, Where } from '../facts.ts';
import type { Kpi } from '../kpi.ts';
import { type Outcome, quotient } from '../outcome.ts';
import { lifespan } from './customer_retention.ts';
import { shareOf } from './kinds.ts';
import { spendOf } from './spend.ts';

/** What customers are worth. */

const worth = {
  stage: 'Retention',
  windows: ['to_date'],
  range: 'level',
  direction: 'higher',
  indicator: 'lagging',
  needsSample: true,
} as const;

const lifetime = {
  ...worth,
  unit: 'money',
  formula:
    'ARPA a year × gross margin × lifespan in years − acquisition cost − cost to serve, each per customer',
  settings: ['gross_margin'],
  measures: ['recurring_revenue', 'customer_lifespan', 'spend'],
  segmented: false,
} as const;

const costs =
  'Lifespan is the mean from first payment to last loss over the customers lost so far. What is taken off: sales and marketing spend of the 12 months that end with the period per account new in them, and success and support spend of those months per customer. Expansion is inside ARPA and never added again; spend belongs to no account, so no segment has a value.';

const purchase = { ...worth, windows: ['period'], tables: ['invoices'] } as const;

export const customerValueKpis: readonly Kpi[] = [
  {
    ...lifetime,
    id: 'cltv',
    label: 'Customer lifetime value',
    question: 'What is a customer worth over its whole time with us?',
    definition: `Mean MRR of a customer at closing, over a year and at the gross margin, times the average lifespan, less what it costs to win and to serve a customer. ${costs}`,
    tables: ['subscription_periods', 'spend'],
    measure: (facts) => lifetimeValue(facts),
  },
  {
    ...lifetime,
    id: 'cltv_for_referred_users',
    label: 'Lifetime value of referred customers',
    question: 'What is a customer worth that another one referred?',
    definition: `The customer lifetime value with the mean MRR of the customers that came by referral; lifespan and costs are the company’s. ${costs}`,
    tables: ['subscription_periods', 'spend', 'referrals'],
    stage: 'Loyalty & Growth',
    measure: (facts) => lifetimeValue(facts, { is_referred: true }),
  },
  {
    ...worth,
    id: 'converted_pql_lifetime_value',
    label: 'Lifetime value of converted PQLs',
    question: 'What has a customer brought so far that qualified by its use of the product?',
    definition:
      'What the accounts of product-qualified and converted leads have paid by the end of the period, less refunds, at the gross margin, per such account. An account of several leads counts once.',
    formula: 'Σ paid less refunded × gross margin ÷ accounts of converted PQLs',
    unit: 'money',
    tables: ['leads', 'invoices'],
    settings: ['gross_margin'],
    stage: 'Loyalty & Growth',
    facts: ['pql_account', 'pql_revenue'],
    measure: (facts) =>
      quotient(
        facts.definitions.gross_margin * toNumber(facts.fact('pql_revenue').money()),
        facts.fact('pql_account').members,
        'accounts of product-qualified leads that converted',
      ),
  },
  {
    ...purchase,
    id: 'average_purchase_frequency',
    label: 'Purchases per buyer',
    question: 'How often does a customer that buys buy?',
    definition:
      'Invoices paid in the period, per account with at least one. Automatic renewals of a subscription (`subscription_cycle`) are no purchases.',
    formula: 'purchases ÷ accounts with a purchase',
    unit: 'orders/customer',
    facts: ['purchase', 'buyer'],
    measure: (facts) =>
      quotient(
        facts.fact('purchase').members,
        facts.fact('buyer').members,
        'purchases in the period',
      ),
  },
  {
    ...purchase,
    id: 'repeat_purchase_rate',
    label: 'Repeat purchase rate',
    question: 'Which share of the customers that buy does so more than once?',
    definition:
      'Accounts with more than one purchase paid in the period, of the accounts with at least one. Automatic renewals of a subscription (`subscription_cycle`) are no purchases.',
    formula: 'accounts with several purchases ÷ accounts with a purchase',
    unit: '%',
    ...shareOf('buyer', 'purchases in the period'),
  },
];

/** ARPA of some customers over the lifespan of all, less what one costs. */
function lifetimeValue(facts: Facts, of: Where = {}): Outcome {
  const year = facts.over('trailing_12_months');
  const perOne = (amount: bigint, count: number, nothing: string) =>
    quotient(toNumber(amount), count, nothing).value;
  const arpa = perOne(
    facts.money('recurring_revenue', 'closing_mrr', of),
    facts.count('recurring_revenue', 'customers', of),
    of.is_referred ? 'referred customers at closing' : 'customers at closing',
  );
  const acquisition = perOne(
    spendOf(year, 'sales', 'marketing'),
    year.count('recurring_revenue', 'new_accounts'),
    'new accounts in 12 months',
  );
  const service = perOne(
    spendOf(year, 'success', 'support'),
    facts.count('recurring_revenue', 'customers'),
    'customers at closing',
  );
  const { value: months, sample } = lifespan(facts);
  const value = arpa * facts.definitions.gross_margin * months - acquisition - service;
  return sample === undefined ? { value } : { value, sample };
}
