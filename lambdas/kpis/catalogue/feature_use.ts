import type { Facts } from '../facts.ts';
import type { Kpi, TableKpi } from '../kpi.ts';
import { NotMeasurable, type Outcome, proportion } from '../outcome.ts';
import { hitRate, meanOf, shareOf } from './kinds.ts';

/** Which features are used, by how many, and whether they stay in use. */

const use = {
  stage: 'Adoption',
  windows: ['period'],
  range: 'level',
  direction: 'higher',
  indicator: 'leading',
  unit: '%',
} as const;

const userTables = ['events', 'events.user_id', 'features'] as const;
const keyTables = [...userTables, 'features.key'] as const;

export const featureUseKpis: readonly Kpi[] = [
  {
    ...use,
    id: 'breadth_of_use',
    label: 'Breadth of use',
    question: 'How many features does an active account use?',
    definition: 'Distinct features used per account with at least one event in the period, mean.',
    formula: 'Σ features used by account ÷ active accounts',
    unit: 'count/account',
    tables: ['events', 'features'],
    ...meanOf('active_account', 'active accounts in the period'),
  },
  {
    ...use,
    id: 'key_feature_exploration_rate',
    label: 'Key feature exploration',
    question: 'Which share of the users who could discover a key feature did so?',
    definition:
      'Users whose first-ever use of a key feature lies in the period, of the users active in it who had used none before.',
    formula: 'users with a first use of a key feature ÷ active users without one before',
    tables: keyTables,
    ...shareOf('key_exploration', 'active users who had not used a key feature before'),
  },
  {
    ...use,
    id: 'feature_adoption_rate_ongoing',
    label: 'Ongoing feature adoption',
    question: 'Which share of the active users works with a key feature week after week?',
    definition:
      'Users who used a key feature in enough of the weeks counted back from the end of the period (3 of 4 unless set), of all users active in those weeks.',
    formula: 'users of a key feature in ≥ n of m weeks ÷ users active in the m weeks',
    tables: keyTables,
    settings: ['ongoing_weeks', 'ongoing_weeks_used'],
    ...shareOf('ongoing_adoption', 'users active in those weeks'),
  },
  {
    ...use,
    id: 'percent_of_accounts_with_multi_role_engagement',
    label: 'Accounts active in several roles',
    question: 'In which share of the active accounts does more than one kind of user work?',
    definition:
      'Accounts in which users of at least two known roles were active in the period, of the accounts with any event. Users without a role count for no role.',
    formula: 'accounts with ≥ 2 active roles ÷ active accounts',
    tables: ['users', 'events', 'events.user_id'],
    ...shareOf('multi_role', 'active accounts in the period'),
  },
  {
    ...use,
    id: 'percent_of_accounts_with_3_plus_activated_users',
    label: 'Accounts with three or more activated users',
    question: 'Which share of the customers does not hang on one or two users?',
    definition:
      'Customers at closing with at least three activated users who still have access, of all customers at closing.',
    formula: 'customers with ≥ 3 activated users ÷ customers',
    tables: ['users', 'onboarding_milestones', 'subscription_periods'],
    settings: ['activated_users'],
    ...shareOf('broadly_activated', 'customers at closing'),
  },
  {
    ...use,
    id: 'expansion_activation_rate',
    label: 'Expansion activation',
    question: 'Which share of the existing customers started to use an expansion feature?',
    definition:
      'Customers at opening that used some expansion feature for the first time ever in the period, of all customers at opening.',
    formula: 'customers with a first use of an expansion feature ÷ customers at opening',
    stage: 'Loyalty & Growth',
    tables: ['events', 'features', 'features.expansion', 'subscription_periods'],
    ...shareOf('expansion_first_use', 'customers at opening'),
  },
  {
    ...use,
    id: 'expansion_feature_usage_frequency',
    label: 'Use of expansion features',
    question: 'How often does an existing, active customer use expansion features?',
    definition:
      'Events with an expansion feature in the period, per customer at opening that had any event in it.',
    formula: 'uses of expansion features ÷ customers at opening active in the period',
    unit: 'uses/account',
    stage: 'Loyalty & Growth',
    tables: ['events', 'features', 'features.expansion', 'subscription_periods'],
    ...meanOf('existing_active', 'customers at opening active in the period'),
  },
];

const byFeature = { ...use, dimension: 'feature', tables: userTables, needsSample: true } as const;

const nobody = (): Outcome => {
  throw new NotMeasurable('no user used a feature in the period');
};

export const featureTables: readonly TableKpi[] = [
  {
    ...byFeature,
    id: 'active_feature_usage_rate',
    label: 'Active feature usage',
    question: 'Which share of the active users uses each feature?',
    definition: 'Users with at least one use of the feature, of all users active in the period.',
    formula: 'users of the feature ÷ active users',
    facts: ['feature_user'],
    measures: ['usage'],
    empty: nobody,
    rows: (facts) => {
      const active = facts.count('usage', 'active_users');
      return features(facts, (id) =>
        proportion(facts.fact('feature_user', id).members, active, 'active users in the period'),
      );
    },
  },
  {
    ...byFeature,
    id: 'percent_of_retained_feature_users',
    label: 'Retained feature users',
    question: 'Which share of the users of a feature comes back to it?',
    definition:
      'Users of the feature in the period before who use it in this one too, of the users of the feature in the period before.',
    formula: 'users of the feature in both periods ÷ its users in the period before',
    facts: ['retained_feature_user'],
    empty: nobody,
    rows: (facts) =>
      features(facts, (id) =>
        hitRate(
          facts.fact('retained_feature_user', id),
          'users of the feature in the period before',
        ),
      ),
  },
];

function features(
  facts: Facts,
  measure: (id: string) => Outcome,
): ReadonlyMap<string, () => Outcome> {
  return new Map(facts.features.map((id) => [id, () => measure(id)]));
}
