import { NotMeasurable, type Outcome } from '../outcome.ts';
import { tagsOf } from '../scores/account_facts.ts';
import type { AccountState } from '../scores/account_scores.ts';
import { column, num } from '../scores/signals.ts';
import {
  type Around,
  counted,
  countedOnly,
  type PatternKpi,
  type PatternTally,
  shared,
} from './pattern.ts';

/** KPIs over customers that show a pattern; who they are stands in the scorecards. */

const pattern = {
  windows: ['period'],
  direction: 'lower',
  indicator: 'leading',
  range: 'level',
  stage: 'Retention',
  unit: 'count (MRR at stake beside it)',
} as const;

const billed = 'subscription_periods';
const dayMs = 86_400_000;

const isScored = ({ scores }: AccountState) =>
  scores.customer_health_score.value !== null || scores.churn_risk_score.value !== null;

const growing = shared((state, { expansion_from }) => {
  const { value } = state.scores.expansion_opportunity_score;
  return (
    (value !== null && value >= expansion_from) ||
    num(state, 'new_expansion_features') > 0 ||
    num(state, 'new_growth_deals') > 0
  );
}, 'nothing is known of any customer');

export const patternKpis: readonly PatternKpi[] = [
  {
    ...pattern,
    id: 'at_risk_customers',
    label: 'At-risk customers',
    question: 'How many customers are in danger, and how much do they pay?',
    definition:
      'Customers at closing with red health, or a churn risk from 70 on; their MRR beside it.',
    formula: 'customers with red health or churn risk ≥ 70',
    tables: [billed],
    settings: ['at_risk_from', 'health_amber_from'],
    needsSample: true,
    holds: (state) => (isScored(state) ? state.atRisk : null),
    measure: atRisk,
  },
  {
    ...pattern,
    id: 'stuck_customers',
    label: 'Stuck customers',
    question: 'How many customers have stopped on the way through onboarding?',
    definition:
      'Customers whose onboarding is open and had no step started or completed for 30 days.',
    formula: 'customers in onboarding without a new step for 30 days',
    unit: 'count',
    stage: 'Onboarding',
    tables: ['onboarding_milestones', billed],
    settings: ['stuck_days'],
    ...counted((state, { stuck_days }) => {
      const since = column(state, 'since_step_ms');
      return since !== null && Number(since) >= stuck_days * dayMs;
    }),
  },
  {
    ...pattern,
    id: 'championless_accounts',
    label: 'Customers without a champion',
    question: 'Where does nobody speak for us?',
    definition:
      'Customers without a champion among their contacts who is still there and was touched in the 90 days before the end.',
    formula: 'customers without a champion touched in 90 days',
    tables: ['contacts', 'activities', billed],
    ...counted((state) => state.signals.no_champion_touched === 1),
  },
  {
    ...pattern,
    id: 'slacker_accounts',
    label: 'Customers whose use collapsed',
    question: 'Which customers use the product far less than they used to?',
    definition:
      'Customers with less than half as many events a day in the last 30 days as in the 90 before.',
    formula: 'customers with events/day of 30 days < 0.5 × those of the 90 before',
    stage: 'Adoption',
    tables: ['events', billed],
    settings: ['slacker_ratio'],
    ...counted((state, { slacker_ratio }) => {
      const { usage_ratio } = state.signals;
      return usage_ratio === undefined ? null : usage_ratio < slacker_ratio;
    }),
  },
  {
    ...pattern,
    id: 'victim_accounts',
    label: 'Customers with a recurring issue',
    question: 'Which customers report the same trouble again and again?',
    definition:
      'Customers with at least three tickets of one category created in the 30 days before the end.',
    formula: 'customers with ≥ 3 tickets of one category in 30 days',
    tables: ['tickets', billed],
    settings: ['victim_tickets'],
    ...counted((state, { victim_tickets }) => num(state, 'most_of_one_category') >= victim_tickets),
  },
  {
    ...pattern,
    id: 'know_it_all_accounts',
    label: 'Customers who know it all',
    question: 'How many customers take no advice?',
    definition: 'Customers whose tags hold `know_it_all`, as their manager set it.',
    formula: 'customers tagged know_it_all',
    unit: 'count',
    stage: 'Adoption',
    tables: ['accounts', billed],
    ...countedOnly(({ account }) => tagsOf(account).includes('know_it_all')),
  },
  {
    ...pattern,
    id: 'stakeholder_coverage',
    label: 'Stakeholder coverage',
    question: 'With which share of the customers do we know everybody who decides?',
    definition:
      'Customers with a champion, a decision maker and a business owner who are still there and were each touched in the 90 days before the end, of all customers at closing.',
    formula: 'customers with all three personas touched ÷ customers',
    unit: '%',
    direction: 'higher',
    stage: 'Value Realization',
    tables: ['contacts', 'activities', billed],
    ...shared(
      (state) => num(state, 'key_personas_touched_90') === 3,
      'nothing is known of any customer',
    ),
  },
  {
    ...pattern,
    id: 'data_hygiene_score',
    label: 'Data hygiene',
    question: 'For which share of the customers is the record complete?',
    definition:
      'Customers with an account record that names its manager, segment and country, and whose domain no other account has, of all customers at closing. One that billing knows and no account record does is incomplete.',
    formula: 'customers with a complete, single record ÷ customers',
    unit: '%',
    direction: 'higher',
    stage: 'Operations',
    tables: ['accounts', billed],
    ...shared(
      ({ account }) =>
        account.is_known === true &&
        account.csm !== null &&
        account.segment !== null &&
        account.country !== null &&
        account.shares_domain !== true,
      'nothing is known of any customer',
    ),
  },
  {
    ...pattern,
    id: 'referral_ready_account_rate',
    label: 'Referral-ready customers',
    question: 'Which share of the customers could be asked for a referral today?',
    definition: 'Customers with a referral readiness of at least 70, of all customers at closing.',
    formula: 'customers with referral readiness ≥ 70 ÷ customers',
    unit: '%',
    direction: 'higher',
    stage: 'Loyalty & Growth',
    tables: [billed],
    settings: ['referral_ready_from'],
    ...shared(({ scores }, { referral_ready_from }) => {
      const { value } = scores.referral_readiness_score;
      return value === null ? null : value >= referral_ready_from;
    }, 'no customer has half of the signals that the score needs'),
  },
  {
    ...pattern,
    id: 'expansion_intent_signal_rate',
    label: 'Customers with an expansion signal',
    question: 'Which share of the customers shows that it could buy more?',
    definition:
      'Customers with an expansion opportunity of at least 70, or a first use of an expansion feature or a new upsell or cross-sell opportunity in the period, of all customers at closing.',
    formula: 'customers with an expansion signal ÷ customers',
    unit: '%',
    direction: 'higher',
    stage: 'Loyalty & Growth',
    tables: [billed],
    settings: ['expansion_from'],
    ...growing,
    measure: couldGrow,
  },
];

/** Without events of features and without deals, all that is known is the score. */
function couldGrow(tally: PatternTally, { has, scored }: Around): Outcome {
  const hasTraces = (has.has('events') && has.has('features')) || has.has('opportunities');
  if (tally.customers > 0 && !hasTraces && scored('expansion_opportunity_score') === 0) {
    throw new NotMeasurable('neither scores, features in use nor deals are known of any customer');
  }
  return growing.measure(tally);
}

function atRisk({ known, hits, mrr }: PatternTally): Outcome {
  if (known === 0) {
    throw new NotMeasurable('no customer has half of the signals that the scores need');
  }
  return { value: hits, amount: mrr, sample: known };
}
