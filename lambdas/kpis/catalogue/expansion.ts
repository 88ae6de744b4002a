import { toNumber } from '../exact.ts';
import type { Kpi } from '../kpi.ts';
import { quotient } from '../outcome.ts';
import { hitRate, shareOf } from './kinds.ts';
import { revenue } from './recurring_revenue.ts';

/** How customers come to pay more. */

const growing = {
  stage: 'Loyalty & Growth',
  windows: ['period'],
  range: 'level',
  direction: 'higher',
  indicator: 'lagging',
  needsSample: true,
  unit: '%',
} as const;

export const expansionKpis: readonly Kpi[] = [
  {
    ...growing,
    id: 'average_revenue_per_expansion_account',
    label: 'Expansion MRR per expanding customer',
    question: 'By how much does a customer grow that grows?',
    definition:
      'Expansion MRR of the period, per account that expanded in at least one currency. Only the expansion counts, not the whole of what those accounts pay.',
    formula: 'expansion MRR ÷ accounts with expansion',
    unit: 'money/account',
    tables: ['subscription_periods'],
    measures: ['recurring_revenue'],
    measure: (facts) =>
      quotient(
        toNumber(revenue(facts, 'expansion_mrr')),
        facts.count('recurring_revenue', 'expanded_accounts'),
        'accounts with expansion in the period',
      ),
  },
  {
    ...growing,
    id: 'cross_sell_conversion_rate',
    label: 'Cross-sell conversion',
    question: 'Which share of the customers added another product?',
    definition:
      'Accounts paying at the opening that pay at the closing for a product that they never had before the period, beside one that they had at the opening, of all paying at the opening. A swap of one product for another is no cross-sell.',
    formula: 'customers with an additional product ÷ customers at opening',
    tables: ['subscription_periods', 'subscription_periods.product'],
    ...shareOf('cross_sell', 'customers paying at opening'),
  },
  {
    ...growing,
    id: 'activation_to_expansion_rate',
    label: 'From activation to expansion',
    question: 'Which share of the activated accounts pays more soon after?',
    definition:
      'Accounts whose MRR rose from one day to the next, both above 0, on the day of their activation or within the window of days after it, of the accounts whose window ended in the period. An account is activated with its first user; MRR is of all currencies at the rates of the period. Accounts not due yet stand beside it.',
    formula:
      'accounts with a rise of MRR within the window ÷ activated accounts whose window ended',
    tables: ['subscription_periods', 'users', 'onboarding_milestones'],
    settings: ['activation_to_expansion_days'],
    facts: ['expansion_due', 'expansion_pending', 'unrated_change'],
    measure: (facts) => {
      // Without a rate nobody can tell a rise; the sum names the rate that is missing.
      facts.fact('unrated_change').money();
      const nothing = 'activated accounts whose window ended in the period';
      return {
        ...hitRate(facts.fact('expansion_due'), nothing),
        pending: facts.fact('expansion_pending').members,
      };
    },
  },
];
