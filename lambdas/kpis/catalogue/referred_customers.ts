import type { Facts, Where } from '../facts.ts';
import type { Kpi } from '../kpi.ts';
import { money } from '../outcome.ts';
import { billing, lost, periodAndYear } from './billing_rates.ts';
import { customerChurn } from './customer_retention.ts';
import { revenue } from './recurring_revenue.ts';
import { netRetention } from './revenue_retention.ts';

/** What becomes of the customers that others referred. */

const referred = {
  ...billing,
  tables: ['subscription_periods', 'referrals'],
  windows: periodAndYear,
  stage: 'Loyalty & Growth',
} as const;

const who = 'An account is referred when a referral of it had converted by the end of the period.';

export const referredCustomerKpis: readonly Kpi[] = [
  {
    ...referred,
    id: 'referral_churn_rate',
    label: 'Churn of referred customers',
    question: 'Which share of the customers that others referred did we lose?',
    definition: `Referred accounts paying or paused at opening and neither at closing, of those paying or paused at opening. ${who}`,
    formula: 'referred base at opening that is lost at closing ÷ referred base at opening',
    direction: 'lower',
    measure: (facts) => customerChurn(ofReferred(facts)),
  },
  {
    ...referred,
    id: 'referral_retention_rate',
    label: 'Retention of referred customers',
    question: 'Which share of the customers that others referred did we keep?',
    definition: `100 − churn of referred customers, on the same base. ${who}`,
    formula: '100 − churn of referred customers',
    direction: 'higher',
    measure: (facts) => lost(customerChurn(ofReferred(facts))),
  },
  {
    ...referred,
    id: 'referred_account_net_revenue_retention',
    label: 'NRR of referred customers',
    question: 'What is left of the revenue of referred customers, their growth included?',
    definition: `Opening MRR of referred accounts plus expansion, less contraction, pauses and churn, of their opening MRR. ${who}`,
    formula: '(opening + expansion − contraction − pause − churn) ÷ opening',
    direction: 'higher',
    measure: (facts) => netRetention(ofReferred(facts)),
  },
  {
    ...referred,
    id: 'referral_driven_expansion_revenue',
    label: 'Expansion MRR of referred customers',
    question: 'How much more do the customers pay that others referred?',
    definition: `Expansion MRR of the period of referred accounts. ${who}`,
    formula: 'Σ expansion movements of referred accounts',
    unit: 'money',
    direction: 'higher',
    windows: ['period'],
    needsSample: false,
    measure: (facts) => money(revenue(ofReferred(facts), 'expansion_mrr')),
  },
];

/** The same facts, with recurring revenue of referred accounts only. */
function ofReferred(facts: Facts): Facts {
  const isReferred = (where: Where = {}) => ({ ...where, is_referred: true });
  return {
    ...facts,
    count: (subject, column, where) => facts.count(subject, column, isReferred(where)),
    money: (subject, column, where) => facts.money(subject, column, isReferred(where)),
  };
}
