import { toNumber } from '../exact.ts';
import type { Facts } from '../facts.ts';
import type { Kpi } from '../kpi.ts';
import { type Outcome, quotient } from '../outcome.ts';
import { shareOf } from './kinds.ts';
import { shareOfCustomers } from './shares.ts';

/** Customers who got what they came for, and say so to others. */

const loyalty = {
  windows: ['period'],
  range: 'level',
  needsSample: true,
  direction: 'higher',
  indicator: 'leading',
  stage: 'Loyalty & Growth',
  unit: '%',
} as const;

export const advocacyKpis: readonly Kpi[] = [
  {
    ...loyalty,
    id: 'advocacy',
    label: 'Advocacy',
    question: 'Which share of the customers speaks up for us?',
    definition:
      'Customers at closing with at least one act of advocacy in the period (reference, review, case study or referral), of all customers.',
    formula: 'customers with an act ÷ customers',
    tables: ['advocacy_acts', 'subscription_periods'],
    ...shareOfCustomers('advocate_customer'),
  },
  {
    ...loyalty,
    id: 'advocate_re_engagement_rate',
    label: 'Advocates active again',
    question: 'Which share of the earlier advocates has spoken up for us again?',
    definition:
      'Advocates with another act in the period, of those whose first act lies further before its start than the pause that the settings name. An advocate is a contact, or an account where the act names no contact.',
    formula: 'earlier advocates with an act in the period ÷ earlier advocates',
    tables: ['advocacy_acts'],
    settings: ['advocate_pause_days'],
    ...shareOf('former_advocate', 'advocates from well before the period'),
  },
  {
    ...loyalty,
    id: 'customer_roi',
    label: 'Customer ROI',
    question: 'How much do customers get back for what their goals cost them?',
    definition:
      'Benefit over cost of the goals in success plans that were achieved in the period, both summed at the exchange rates of its last day. Goals that state only one of the two are left out.',
    formula: 'Σ benefit ÷ Σ cost of goals achieved',
    unit: 'ratio',
    indicator: 'lagging',
    stage: 'Value Realization',
    tables: ['success_plans'],
    facts: ['plan_benefit', 'plan_cost'],
    measure: returnOnPlans,
  },
];

function returnOnPlans(facts: Facts): Outcome {
  const [benefit, cost] = [facts.fact('plan_benefit'), facts.fact('plan_cost')];
  const nothing = 'costs of goals achieved in the period';
  return quotient(toNumber(benefit.money()), toNumber(cost.money()), nothing, {
    sample: cost.members,
  });
}
