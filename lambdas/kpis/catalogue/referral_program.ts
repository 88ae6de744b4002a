import type { Kpi } from '../kpi.ts';
import { dayMs, medianOf, shareOf } from './kinds.ts';
import { shareOfCustomers } from './shares.ts';

/** Whether customers take part in referring. */

const referral = {
  windows: ['period'],
  range: 'level',
  stage: 'Loyalty & Growth',
  unit: '%',
  direction: 'higher',
  indicator: 'leading',
} as const;

const prompted = {
  ...referral,
  tables: ['referral_prompts'],
} as const;

export const referralProgramKpis: readonly Kpi[] = [
  {
    ...referral,
    id: 'referral_program_participation_rate',
    label: 'Referral participation',
    question: 'Which share of the customers takes part in the referral programme?',
    definition:
      'Customers at closing that sent an invitation or accepted a prompt to refer in the period, of all customers. What names no account is that of its user.',
    formula: 'customers with an invitation or an accepted prompt ÷ customers',
    tables: ['referrals', 'referral_prompts', 'subscription_periods'],
    ...shareOfCustomers('participant'),
  },
  {
    ...prompted,
    id: 'referral_prompt_acceptance_rate',
    label: 'Referral prompts accepted',
    question: 'Which share of the users who are asked to refer us agrees?',
    definition:
      'Users who accepted, before the end of the period, a prompt that was shown to them in it, of all users shown one. A user counts once.',
    formula: 'users who accepted ÷ users shown a prompt',
    ...shareOf('prompt_accepted', 'users shown a referral prompt in the period'),
  },
  {
    ...prompted,
    id: 'referral_prompt_interaction_rate',
    label: 'Referral prompts taken up',
    question: 'Which share of the users who are asked to refer us does anything with it?',
    definition:
      'Users who interacted with, or accepted, before the end of the period, a prompt that was shown to them in it, of all users shown one. A user counts once.',
    formula: 'users who interacted or accepted ÷ users shown a prompt',
    ...shareOf('prompt_interacted', 'users shown a referral prompt in the period'),
  },
  {
    ...referral,
    id: 'time_to_first_referral',
    label: 'Time to first referral (median)',
    question: 'How long after activation does a user invite somebody?',
    definition:
      'Median of the days from a user’s activation to the first invitation that the user sent, of those first sent in the period; users not activated by its end are left out. Mean and p90 stand beside it; negative durations are left out and counted.',
    formula: 'median(first invitation − activation)',
    unit: 'days',
    direction: 'lower',
    indicator: 'lagging',
    tables: ['referrals', 'users', 'onboarding_milestones'],
    ...medianOf('time_to_first_referral', dayMs, 'users who first invited somebody in the period'),
  },
];
