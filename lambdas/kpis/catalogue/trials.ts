import { toNumber } from '../exact.ts';
import type { Kpi } from '../kpi.ts';
import { quotient } from '../outcome.ts';
import { shareOf } from './kinds.ts';

/** What trials are used for, and what they bring. */

const trial = {
  stage: 'Onboarding',
  windows: ['period'],
  range: 'level',
  direction: 'higher',
  indicator: 'leading',
  needsSample: true,
  unit: '%',
} as const;

export const trialKpis: readonly Kpi[] = [
  {
    ...trial,
    id: 'trial_engagement_rate',
    label: 'Trial engagement',
    question: 'Which share of those who try the product really tries it?',
    definition:
      'Users who used enough distinct features inside one trial of their account, of the users whose account had a trial that ran at some time in the period and who signed up before that trial, and the period, ended. Only use before the end of the period counts.',
    formula: 'users with enough features in a trial ÷ users in trial',
    tables: ['trials', 'users', 'events', 'events.user_id'],
    settings: ['trial_features'],
    ...shareOf('trial_user', 'users in trial in the period'),
  },
  {
    ...trial,
    id: 'percent_of_accounts_completing_all_key_trial_actions',
    label: 'Trials with all key actions',
    question: 'Which share of the accounts that tried the product did everything that matters?',
    definition:
      'Accounts that used every key feature inside one trial, of the accounts with a trial that ended in the period. A trial ends with its stated end, else with its conversion.',
    formula: 'accounts with every key feature used in a trial ÷ accounts whose trial ended',
    tables: ['trials', 'events', 'features', 'features.key'],
    ...shareOf('trial_account', 'accounts whose trial ended in the period'),
  },
  {
    ...trial,
    id: 'revenue_per_trial_user',
    label: 'Revenue per trial user',
    question: 'What does a user who tries the product bring?',
    definition:
      'Invoices that accounts paid in the revenue window from the start of their trial, less refunds, per user of those accounts who signed up before the trial ended; of the trials whose window ended in the period. Invoices and users of several trials count once.',
    formula: 'Σ paid less refunded ÷ users of the trials',
    unit: 'money/user',
    indicator: 'lagging',
    tables: ['trials', 'users', 'invoices'],
    settings: ['trial_revenue_days'],
    facts: ['trial_revenue', 'trial_joiner'],
    measure: (facts) =>
      quotient(
        toNumber(facts.fact('trial_revenue').money()),
        facts.fact('trial_joiner').members,
        'users of trials whose revenue window ended in the period',
      ),
  },
];
