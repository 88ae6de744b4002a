import type { Kpi } from '../kpi.ts';
import { duration, proportion } from '../outcome.ts';

/** How customers and users get started. */

const start = {
  stage: 'Onboarding',
  windows: ['period'],
  tables: ['onboarding_milestones'],
  range: 'level',
  needsSample: true,
  indicator: 'leading',
} as const;

const dayMs = 86_400_000;

export const onboardingKpis: readonly Kpi[] = [
  {
    ...start,
    id: 'onboarding_completion_rate',
    label: 'Onboarding completion',
    question: 'Which share of new accounts gets through onboarding in time?',
    definition:
      'Accounts that completed all required steps within the onboarding window, of those whose window ended in the period.',
    formula: 'completed within the window ÷ accounts whose window ended in the period',
    unit: '%',
    direction: 'higher',
    measures: ['onboarding'],
    measure: (facts) => ({
      ...proportion(
        facts.count('onboarding', 'accounts_completed'),
        facts.count('onboarding', 'accounts_due'),
        'accounts whose onboarding window ended in the period',
      ),
      pending: facts.count('onboarding', 'accounts_pending'),
    }),
  },
  {
    ...start,
    id: 'activation_rate',
    label: 'Activation rate',
    question: 'Which share of new users gets to the point of the product in time?',
    definition:
      'Users who reached the milestone `activated` within the activation window from sign-up, of those whose window ended in the period.',
    formula: 'activated within the window ÷ users whose window ended in the period',
    unit: '%',
    direction: 'higher',
    tables: ['users', 'onboarding_milestones'],
    measures: ['activation'],
    measure: (facts) => ({
      ...proportion(
        facts.count('activation', 'users_activated'),
        facts.count('activation', 'users_due'),
        'users whose activation window ended in the period',
      ),
      pending: facts.count('activation', 'users_pending'),
    }),
  },
  {
    ...start,
    id: 'time_to_value',
    label: 'Time to value (median)',
    question: 'How long does it take a new customer to get the promised value?',
    definition:
      'Median of the days from the won deal, else the creation of the account, to its milestone `value`, of those reached in the period.',
    formula: 'median(value reached − won, else created)',
    unit: 'days',
    direction: 'lower',
    indicator: 'lagging',
    tables: ['accounts', 'onboarding_milestones'],
    measures: ['time_to_value'],
    aliases: ['first_value_delivered'],
    measure: (facts) =>
      duration(
        facts.durations('time_to_value', { milestone_id: 'value' }),
        dayMs,
        'accounts that reached value in the period',
      ),
  },
  {
    ...start,
    id: 'time_to_first_value',
    label: 'Time to first value (median)',
    question: 'How long does it take a new user to get a first result?',
    definition:
      'Median of the days from sign-up to the user’s milestone `first_value`, of those reached in the period.',
    formula: 'median(first value − sign-up)',
    unit: 'days',
    direction: 'lower',
    tables: ['users', 'onboarding_milestones'],
    measures: ['time_to_value'],
    measure: (facts) =>
      duration(
        facts.durations('time_to_value', { milestone_id: 'first_value' }),
        dayMs,
        'users who reached first value in the period',
      ),
  },
];
