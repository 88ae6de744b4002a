import type { Facts } from '../facts.ts';
import type { Kpi, TableKpi } from '../kpi.ts';
import { NotMeasurable, type Outcome } from '../outcome.ts';
import { hitRate, meanOf, shareOf } from './kinds.ts';

/** What new users do first, and whether they come back. */

const first = {
  stage: 'Onboarding',
  windows: ['period'],
  range: 'level',
  direction: 'higher',
  indicator: 'leading',
  unit: '%',
} as const;

const users = ['users', 'events', 'events.user_id'] as const;
const dueSignUps = 'users whose window from sign-up ended in the period';

export const firstStepKpis: readonly Kpi[] = [
  {
    ...first,
    id: 'feature_adoption_rate_early',
    label: 'Early feature adoption',
    question: 'Which share of the new users gets to a key feature in the first days?',
    definition:
      'Users who used a key feature within the window from sign-up (14 days unless set), of those whose window ended in the period.',
    formula: 'used a key feature within the window ÷ users whose window ended in the period',
    tables: [...users, 'features', 'features.key'],
    settings: ['early_adoption_days'],
    ...shareOf('early_adoption', dueSignUps),
  },
  {
    ...first,
    id: 'first_contact_engagement_rate',
    label: 'Engagement after first contact',
    question: 'Which share of those who try the product does something that matters soon?',
    definition:
      'Users with a meaningful action (an event with any feature) within 7 days of their first event, of those whose 7 days ended in the period.',
    formula: 'meaningful action within the window ÷ users whose window ended in the period',
    tables: users,
    settings: ['first_engagement_days'],
    ...shareOf('first_engagement', 'users whose window from the first event ended in the period'),
  },
  {
    ...first,
    id: 'first_critical_feature_reuse_rate',
    label: 'Reuse of critical features',
    question: 'Which share of those who try a critical feature comes back to it?',
    definition:
      'Users who used a critical feature again, in another session, within 14 days of their first use of one, of those whose 14 days ended in the period.',
    formula: 'second use within the window ÷ users whose window ended in the period',
    stage: 'Adoption',
    tables: ['events', 'events.user_id', 'features', 'features.critical'],
    settings: ['reuse_days'],
    ...shareOf('critical_reuse', 'users whose window from the first use ended in the period'),
  },
  {
    ...first,
    id: 'first_feature_usage_rate',
    label: 'First feature usage',
    question: 'Which share of the new users meets a core feature in the first sessions?',
    definition:
      'Users who signed up in the period and used a core feature in one of their first three sessions, of all who signed up in it. 30 silent minutes end a session that has no id.',
    formula: 'new users with a core feature in sessions 1–3 ÷ new users',
    tables: [...users, 'features', 'features.core'],
    settings: ['first_sessions'],
    ...shareOf('core_in_first_sessions', 'users who signed up in the period'),
  },
  {
    ...first,
    id: 'first_session_completion_rate',
    label: 'First session completion',
    question: 'Which share of the new users gets through the onboarding flow at one sitting?',
    definition:
      'Users whose first session began in the period and who completed every step of the activation flow in that session, of all whose first session began in it.',
    formula: 'flow completed in the first session ÷ users with their first session in the period',
    tables: [...users, 'onboarding_milestones'],
    ...shareOf('flow_in_first_session', 'users with their first session in the period'),
  },
  {
    ...first,
    id: 'first_time_user_conversion_rate',
    label: 'First-time user conversion',
    question: 'Which share of the new users takes the key action in the very first session?',
    definition:
      'Users who signed up in the period and used a key feature in their first session, of all who signed up in it.',
    formula: 'new users with a key action in session 1 ÷ new users',
    stage: 'Acquisition',
    indicator: 'lagging',
    tables: [...users, 'features', 'features.key'],
    ...shareOf('key_in_first_session', 'users who signed up in the period'),
  },
  {
    ...first,
    id: 'percent_of_users_engaging_with_top_activation_features',
    label: 'Users of activation features',
    question: 'Which share of the new users uses what activates users?',
    definition:
      'Users who used an activation feature within the activation window from sign-up, of those whose window ended in the period.',
    formula:
      'used an activation feature within the window ÷ users whose window ended in the period',
    tables: [...users, 'features', 'features.activation'],
    settings: ['activation_window_days'],
    ...shareOf('activation_features', dueSignUps),
  },
  {
    ...first,
    id: 'engagement_depth_first_3_sessions',
    label: 'Depth of the first three sessions',
    question: 'How many features does a new user meet in the first three sessions?',
    definition:
      'Distinct features used in sessions 1–3, mean over users who signed up in the period and began a third session by its end.',
    formula: 'Σ features of sessions 1–3 ÷ new users with three sessions',
    unit: 'events/user',
    tables: users,
    settings: ['first_sessions'],
    ...meanOf('three_sessions', 'new users with three sessions'),
  },
  {
    ...first,
    id: 'activated_to_follow_up_engagement_rate',
    label: 'Follow-up after activation',
    question: 'Which share of the activated users is seen again soon?',
    definition:
      'Users with any event within 7 days after their activation, of the activated users whose 7 days ended in the period.',
    formula: 'event within the window after activation ÷ activated users whose window ended',
    stage: 'Adoption',
    tables: [...users, 'onboarding_milestones'],
    settings: ['follow_up_days'],
    ...shareOf('follow_up', 'activated users whose window ended in the period'),
  },
  {
    ...first,
    id: 'adoption_rate',
    label: 'Adoption rate',
    question: 'Which share of the onboarded accounts goes on to use what it bought?',
    definition:
      'Accounts with a key action within 30 days after they completed onboarding, of those whose 30 days ended in the period.',
    formula: 'key action within the window ÷ onboarded accounts whose window ended in the period',
    stage: 'Adoption',
    tables: ['events', 'features', 'features.key', 'onboarding_milestones'],
    settings: ['adoption_days'],
    ...shareOf('adoption', 'onboarded accounts whose window ended in the period'),
  },
];

export const firstStepTables: readonly TableKpi[] = [
  {
    ...first,
    id: 'activation_cohort_retention_rate',
    label: 'Retention after activation (day 7 and 30)',
    question: 'Which share of the activated users is back on day 7, and on day 30?',
    definition:
      'Users with an event on exactly that calendar day after their activation, of the activated users for whom that day lies in the period.',
    formula: 'users active on day n ÷ activated users whose day n lies in the period',
    stage: 'Adoption',
    tables: [...users, 'onboarding_milestones'],
    dimension: 'day',
    facts: ['back_after_activation', 'back_not_due'],
    needsSample: true,
    rows: daysBack,
    empty: () => {
      throw new NotMeasurable('no activated user has a day 7 or 30 in the period');
    },
  },
];

function daysBack(facts: Facts): ReadonlyMap<string, () => Outcome> {
  return new Map(
    ['7', '30'].map((day) => [
      day,
      () => ({
        ...hitRate(
          facts.fact('back_after_activation', day),
          'activated users whose day lies in the period',
        ),
        pending: facts.fact('back_not_due', day).members,
      }),
    ]),
  );
}
