import type { Kpi } from '../kpi.ts';
import { duration } from '../outcome.ts';
import { dayMs, hourMs, medianOf } from './kinds.ts';

/** How long users and accounts take from one moment to the next; each in the period in which it ended. */

const time = {
  stage: 'Onboarding',
  windows: ['period'],
  range: 'level',
  direction: 'lower',
  indicator: 'leading',
  unit: 'days',
} as const;

const milestones = ['users', 'onboarding_milestones'] as const;
const keyEvents = ['events', 'events.user_id', 'features', 'features.key'] as const;

const toMilestone = (milestone: string, words: string) => ({
  definition: `Median time from sign-up to the user’s milestone \`${milestone}\`, of those reached in the period.`,
  formula: `median(${words} − sign-up)`,
  tables: milestones,
});

export const startTimes: readonly Kpi[] = [
  {
    ...time,
    id: 'time_to_value',
    label: 'Time to value (median)',
    question: 'How long does it take a new customer to get the promised value?',
    definition:
      'Median of the days from the won deal, else the creation of the account, to its milestone `value`, of those reached in the period.',
    formula: 'median(value reached − won, else created)',
    indicator: 'lagging',
    tables: ['accounts', 'onboarding_milestones'],
    aliases: ['first_value_delivered'],
    ...medianOf('time_to_value', dayMs, 'accounts that reached value in the period'),
  },
  {
    ...time,
    id: 'time_to_exceed_value',
    label: 'Time to exceed value (median)',
    question: 'How long until a customer gets more than was promised?',
    definition:
      'Median of the days from the won deal, else the creation of the account, to its milestone `exceed_value`, of those reached in the period.',
    formula: 'median(expectation exceeded − won, else created)',
    stage: 'Value Realization',
    indicator: 'lagging',
    tables: ['accounts', 'onboarding_milestones'],
    ...medianOf('time_to_exceed_value', dayMs, 'accounts that exceeded value in the period'),
  },
  {
    ...time,
    id: 'time_to_first_value',
    label: 'Time to first value (median)',
    question: 'How long does it take a new user to get a first result?',
    ...toMilestone('first_value', 'first value'),
    ...medianOf('time_to_first_value', dayMs, 'users who reached first value in the period'),
  },
  {
    ...time,
    id: 'time_to_basic_value',
    label: 'Time to basic value (median)',
    question: 'How long does it take a new user to get the simplest thing done?',
    ...toMilestone('basic_value', 'basic value'),
    ...medianOf('time_to_basic_value', dayMs, 'users who reached basic value in the period'),
  },
  {
    ...time,
    id: 'immediate_time_to_value',
    label: 'Immediate time to value (median)',
    question: 'How many hours pass until a new user has a quick win?',
    ...toMilestone('immediate_value', 'quick win'),
    unit: 'hours',
    ...medianOf('time_to_immediate_value', hourMs, 'users who had a quick win in the period'),
  },
  {
    ...time,
    id: 'short_time_to_value',
    label: 'Short time to value (median)',
    question: 'How long until a new user has a result that matters?',
    ...toMilestone('short_value', 'significant value'),
    ...medianOf('time_to_short_value', dayMs, 'users who reached short value in the period'),
  },
  {
    ...time,
    id: 'time_to_first_key_action',
    label: 'Time to first key action (median)',
    question: 'How long does a new user take to the action that the product is for?',
    definition:
      'Median of the days from sign-up to the first use of a key feature, of those first used in the period.',
    formula: 'median(first key action − sign-up)',
    tables: ['users', ...keyEvents],
    ...medianOf('time_to_key_action', dayMs, 'users with a first key action in the period'),
  },
  {
    ...time,
    id: 'time_to_first_repeat_action',
    label: 'Time to first repeat action (median)',
    question: 'How long until a user comes back for the key action?',
    definition:
      'Median of the days from the first use of a key feature to the next one in another session, of those repeated in the period.',
    formula: 'median(second key action − first)',
    stage: 'Adoption',
    tables: keyEvents,
    ...medianOf('time_to_repeat', dayMs, 'users who repeated a key action in the period'),
  },
  {
    ...time,
    id: 'time_to_first_habitual_action',
    label: 'Time to habit (median)',
    question: 'How long until the key action is a habit?',
    definition:
      'Median of the days from sign-up to the third session with a key action (second, if so set), of those reached in the period.',
    formula: 'median(third session with a key action − sign-up)',
    stage: 'Adoption',
    tables: ['users', ...keyEvents],
    settings: ['habit_occurrences'],
    ...medianOf('time_to_habit', dayMs, 'users who made it a habit in the period'),
  },
  {
    ...time,
    id: 'action_to_activation_time_lag',
    label: 'From first action to activation (median)',
    question: 'How long does it take from the first real action to activation?',
    definition:
      'Median of the days from the first event with a feature to the milestone `activated`, of users activated in the period. Activations before any such event are left out and counted.',
    formula: 'median(activated − first meaningful action)',
    tables: ['users', 'events', 'events.user_id', 'onboarding_milestones'],
    ...medianOf('action_to_activation', dayMs, 'users activated in the period'),
  },
  {
    ...time,
    id: 'time_between_logins',
    label: 'Time between logins (median)',
    question: 'How often do activated users come back?',
    definition:
      'Median of the days between one login of an activated user and the next, both after activation, the later one in the period. The time since the last login is not in it.',
    formula: 'median(login − login before)',
    stage: 'Adoption',
    tables: ['users', 'events', 'events.user_id', 'onboarding_milestones'],
    settings: ['login_events'],
    ...medianOf('login_gap', dayMs, 'repeated logins in the period'),
  },
  {
    ...time,
    id: 'time_to_value_expansion',
    label: 'Time to expansion features (median)',
    question: 'How long after onboarding does an account try an expansion feature?',
    definition:
      'Median of the days from the end of onboarding to the account’s first use of an expansion feature, of those first used in the period.',
    formula: 'median(first use of an expansion feature − onboarding completed)',
    stage: 'Loyalty & Growth',
    tables: ['events', 'features', 'features.expansion', 'onboarding_milestones'],
    ...medianOf('time_to_expansion_use', dayMs, 'accounts that tried one in the period'),
  },
  {
    ...time,
    id: 'time_to_expansion_signal',
    label: 'Time to expansion signal (median)',
    question: 'How long after activation does an account show that it could grow?',
    definition:
      'Median of the days from the account’s activation (its first user’s) to its first expansion signal that has a date: a first use of an expansion feature, or an upsell or cross-sell opportunity.',
    formula: 'median(first expansion signal − activation)',
    stage: 'Loyalty & Growth',
    tables: [
      'users',
      'events',
      'features',
      'features.expansion',
      'opportunities',
      'onboarding_milestones',
    ],
    ...medianOf('time_to_expansion_signal', dayMs, 'accounts with a first signal in the period'),
  },
  {
    ...time,
    id: 'feature_adoption_velocity',
    label: 'Adoption velocity of top features (median)',
    question: 'How fast do users get to the features that matter most?',
    definition:
      'Per user who has used every top feature: the mean time from the end of the account’s onboarding to the first use of each. Median of the users whose last one lies in the period; negative means are left out and counted.',
    formula: 'median over users of mean(first use of a top feature − onboarding completed)',
    stage: 'Adoption',
    tables: [
      'users',
      'events',
      'events.user_id',
      'features',
      'features.top',
      'onboarding_milestones',
    ],
    facts: ['velocity'],
    needsSample: true,
    // The facts hold the times summed over the top features, since SQL does not divide.
    measure: (facts) => {
      const { durations, amount, members } = facts.fact('velocity');
      const features = members === 0 ? 1 : amount / members;
      return duration(durations, dayMs * features, 'users who reached all top features in it');
    },
  },
];
