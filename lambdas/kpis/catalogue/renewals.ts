import type { Facts } from '../facts.ts';
import type { Kpi, KpiText, TableKpi } from '../kpi.ts';
import { NotMeasurable, type Outcome, share } from '../outcome.ts';
import { hitRate, shareOf } from './kinds.ts';

/** Contracts renewed, and what goes with staying. */

const staying = {
  stage: 'Retention',
  windows: ['period'],
  range: 'level',
  direction: 'higher',
  indicator: 'lagging',
  needsSample: true,
  unit: '%',
} as const;

const contractRenewal: KpiText = {
  ...staying,
  id: 'contract_renewal_rate',
  label: 'Contract renewal rate',
  question: 'Which share of the contracts that ended was renewed?',
  definition:
    'Contracts renewed no later than the day on which they end, the days of grace included, and before the end of the period, of the contracts that end in it. A contract that names its successor but no time was renewed. The value basis weighs each contract that has one with its value.',
  formula: 'contracts renewed ÷ contracts ending in the period',
  tables: ['contracts'],
  settings: ['renewal_grace_days'],
};

export const renewalKpis: readonly Kpi[] = [
  {
    ...contractRenewal,
    ...shareOf('contract_renewal', 'contracts ending in the period'),
  },
  {
    ...staying,
    id: 'customer_renewal_rate',
    label: 'Customer renewal rate',
    question: 'Which share of the customers with a contract to renew renewed one?',
    definition:
      'Accounts with a contract that ends in the period and was renewed, by the rule of the contract renewal rate, of the accounts with a contract that ends in it. An account counts once.',
    formula: 'accounts that renewed ÷ accounts with a contract ending in the period',
    tables: ['contracts'],
    settings: ['renewal_grace_days'],
    ...shareOf('customer_renewal', 'accounts with a contract ending in the period'),
  },
  {
    ...staying,
    id: 'post_renewal_engagement_rate',
    label: 'Engagement after renewal',
    question: 'Which share of the customers that renewed is active in the weeks after?',
    definition:
      'Accounts with a product event or a touch after a renewal and within its window, of the accounts with a renewal whose window ended in the period. An account counts once; those with a renewal not due yet stand beside it.',
    formula: 'accounts active after renewal ÷ accounts whose window ended in the period',
    indicator: 'leading',
    tables: ['contracts', 'events', 'activities'],
    settings: ['post_renewal_days'],
    facts: ['renewal_due', 'renewal_pending'],
    measure: (facts) => ({
      ...hitRate(facts.fact('renewal_due'), 'renewals whose window ended in the period'),
      pending: facts.fact('renewal_pending').members,
    }),
  },
  {
    ...staying,
    id: 'customer_feedback_retention_score',
    label: 'Retention of those who give feedback',
    question: 'Which share of the customers that answered a survey stays?',
    definition:
      'Accounts that paid at the opening and answered a survey of any type in the days before it, and that are paying or paused at the closing, of all that paid and answered. An answer that names no account is its user’s, else its contact’s.',
    formula: 'customers with feedback still there at closing ÷ customers with feedback',
    tables: ['subscription_periods', 'survey_responses'],
    settings: ['feedback_before_opening_days'],
    ...shareOf('feedback_giver', 'customers at opening that had answered a survey'),
  },
  {
    ...staying,
    id: 'check_in_impact_score',
    label: 'Impact of check-ins',
    question: 'Do customers whom we check in with stay more often?',
    definition:
      'Pearson correlation, over the accounts paying at the opening of the quarter that ends with the period, of the check-ins that took place in the days before it with being paying or paused at the closing (1) or not (0). A correlation is no proof of a cause; where all had as many check-ins, or all or none stayed, there is none.',
    formula: 'corr(check-ins before the opening, still there at closing)',
    unit: 'correlation -1..1',
    windows: ['trailing_quarter'],
    tables: ['subscription_periods', 'activities'],
    settings: ['check_in_days'],
    facts: ['check_ins', 'check_ins_squared', 'check_ins_of_kept'],
    measure: correlation,
  },
];

/** The same rate with every contract weighed by its value. */
export const renewalTables: readonly TableKpi[] = [
  {
    ...contractRenewal,
    dimension: 'basis',
    facts: ['contract_value', 'renewed_value'],
    rows: (facts) => new Map([['contract_value', () => renewedValue(facts)]]),
  },
];

function renewedValue(facts: Facts): Outcome {
  const [renewed, ending] = [facts.fact('renewed_value'), facts.fact('contract_value')];
  const nothing = 'contracts with a value ending in the period';
  return share(renewed.money(), ending.money(), nothing, ending.members);
}

/** From the sums of x, x², y and xy; all are whole numbers. */
function correlation(facts: Facts): Outcome {
  const { members: n, amount: x, hits: y } = facts.fact('check_ins');
  const [xx, xy] = [facts.fact('check_ins_squared').amount, facts.fact('check_ins_of_kept').amount];
  if (n === 0) throw new NotMeasurable('there were no customers paying at opening');
  const spread = (n * xx - x * x) * (n * y - y * y);
  if (spread === 0) {
    throw new NotMeasurable('all customers had as many check-ins, or all or none of them stayed');
  }
  return { value: (n * xy - x * y) / Math.sqrt(spread), sample: n };
}
