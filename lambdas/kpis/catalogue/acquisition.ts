import { toNumber } from '../exact.ts';
import type { Facts } from '../facts.ts';
import type { Kpi } from '../kpi.ts';
import { type Outcome, quotient } from '../outcome.ts';
import { hitRate, shareOf } from './kinds.ts';
import { spendOf } from './spend.ts';

/** What winning customers takes, and how often it works. */

const winning = {
  stage: 'Acquisition',
  windows: ['period'],
  range: 'level',
  indicator: 'lagging',
  needsSample: true,
} as const;

export const acquisitionKpis: readonly Kpi[] = [
  {
    ...winning,
    id: 'win_rate',
    label: 'Win rate',
    question: 'Which share of the deals do we win?',
    definition:
      'Deals won, of the deals that closed in the period, of every type. With `win_rate_of` set to `all`: of all deals that were open at some time in the period.',
    formula: 'deals won ÷ deals closed',
    unit: '%',
    direction: 'higher',
    tables: ['opportunities'],
    settings: ['win_rate_of'],
    facts: ['deal_closed', 'deal_open'],
    measure: winRate,
  },
  {
    ...winning,
    id: 'free_to_paid_conversion_rate',
    label: 'Free to paid, self-serve',
    question: 'Which share of the self-serve trials becomes paid without sales?',
    definition:
      'Self-serve trials that converted within the window from their start, with no touch of the sales team with the account from the start to the conversion, of those whose window ended in the period. Trials not due yet stand beside it.',
    formula: 'converted in time with no touch of sales ÷ self-serve trials whose window ended',
    unit: '%',
    direction: 'higher',
    tables: ['trials', 'activities'],
    settings: ['free_to_paid_days'],
    ...shareOf('free_to_paid', 'self-serve trials whose window ended in the period'),
  },
  {
    ...winning,
    id: 'cac',
    label: 'Customer acquisition cost',
    question: 'What does it cost to win a customer?',
    definition:
      'Spend on sales and marketing that falls into the period, day by day, per account that is new in it: it never paid before, was not paused at the opening, and either pays at the closing or came and went inside the period. Spend belongs to no account, so no segment has a value.',
    formula: 'sales and marketing spend ÷ new accounts',
    unit: 'money/customer',
    direction: 'lower',
    tables: ['spend', 'subscription_periods'],
    measures: ['spend', 'recurring_revenue'],
    segmented: false,
    measure: acquisitionCost,
  },
];

function winRate(facts: Facts): Outcome {
  return facts.definitions.win_rate_of === 'all'
    ? hitRate(facts.fact('deal_open'), 'deals open in the period')
    : hitRate(facts.fact('deal_closed'), 'deals closed in the period');
}

function acquisitionCost(facts: Facts): Outcome {
  return quotient(
    toNumber(spendOf(facts, 'sales', 'marketing')),
    facts.count('recurring_revenue', 'new_accounts'),
    'new accounts in the period',
  );
}
