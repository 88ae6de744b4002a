import type { Facts } from '../facts.ts';
import type { Kpi, TableKpi } from '../kpi.ts';
import { NotMeasurable, type Outcome, quotient } from '../outcome.ts';
import { lost } from './billing_rates.ts';
import { dayMs, hitRate, hourMs, medianOf, shareByItem, shareOf } from './kinds.ts';

/** How accounts get started, and where they get stuck on the way. */

const start = {
  stage: 'Onboarding',
  windows: ['period'],
  tables: ['onboarding_milestones'],
  range: 'level',
  indicator: 'leading',
  unit: '%',
  direction: 'higher',
} as const;

const dueAccounts = 'accounts whose onboarding window ended in the period';

const dropOff = {
  ...start,
  id: 'drop_off_rate_during_onboarding',
  label: 'Drop-off during onboarding',
  question: 'Which share of the accounts does not get through onboarding in time?',
  definition:
    '100 − onboarding completion, on the same accounts. By step: accounts that had not completed the step when the window closed.',
  formula: '100 − onboarding completion',
  direction: 'lower',
  settings: ['onboarding_window_days'],
} as const;

const funnel = {
  ...start,
  id: 'drop_off_rate',
  label: 'Drop-off in the funnel',
  question: 'Where do accounts and users stop on the way through a flow?',
  definition:
    'Completed steps of a flow after which the next step was not completed within 30 days, of the completed steps whose 30 days ended in the period. Order is strict: a next step done earlier does not count.',
  formula: 'steps without the next one within the window ÷ steps whose window ended in the period',
  direction: 'lower',
  stage: 'Adoption',
  settings: ['funnel_step_days'],
} as const;

export const onboardingKpis: readonly Kpi[] = [
  {
    ...start,
    id: 'onboarding_completion_rate',
    label: 'Onboarding completion',
    question: 'Which share of new accounts gets through onboarding in time?',
    definition:
      'Accounts that completed all required steps within the onboarding window, of those whose window ended in the period.',
    formula: 'completed within the window ÷ accounts whose window ended in the period',
    settings: ['onboarding_window_days'],
    ...shareOf('onboarding', dueAccounts),
  },
  {
    ...start,
    id: 'percent_of_accounts_completing_key_activation_milestones',
    label: 'Accounts with all key milestones',
    question: 'Which share of new accounts reaches every milestone of activation in time?',
    definition:
      'Accounts that reached each milestone of `key_activation_milestones`, by themselves or one of their users, within the onboarding window. As long as the settings name none, these are the required onboarding steps.',
    formula: 'all key milestones within the window ÷ accounts whose window ended in the period',
    settings: ['key_activation_milestones', 'onboarding_window_days'],
    facts: ['onboarding', 'key_milestones'],
    needsSample: true,
    measure: (facts) => {
      const own = facts.definitions.key_activation_milestones.length > 0;
      return hitRate(facts.fact(own ? 'key_milestones' : 'onboarding'), dueAccounts);
    },
  },
  {
    ...dropOff,
    ...shareOf('onboarding', dueAccounts),
    measure: (facts) => lost(hitRate(facts.fact('onboarding'), dueAccounts)),
  },
  {
    ...funnel,
    ...shareOf('funnel', 'completed steps whose window ended in the period'),
    measure: (facts) =>
      lost(hitRate(facts.fact('funnel'), 'completed steps whose window ended in the period')),
  },
  {
    ...start,
    id: 'activation_progression_score',
    label: 'Activation progress',
    question: 'How far have new users come on the way to activation?',
    definition:
      'Weight of the completed steps of the activation flow, of the weight of all its steps, per user who signed up in the period; mean over those users. A step without a weight counts as 1.',
    formula: 'mean over new users of 100 × Σ weight completed ÷ Σ weight',
    unit: 'score 0-100',
    tables: ['users', 'onboarding_milestones'],
    facts: ['flow_progress'],
    needsSample: true,
    measure: progress,
  },
  {
    ...start,
    id: 'onboarding_kickoff_lag',
    label: 'From won deal to kick-off (median)',
    question: 'How long do new customers wait for their kick-off?',
    definition:
      'Median of the days from the won deal to the account’s first kick-off that took place, of those held in the period.',
    formula: 'median(kick-off − won)',
    unit: 'days',
    direction: 'lower',
    tables: ['accounts', 'activities'],
    ...medianOf('kickoff_lag', dayMs, 'first kick-offs in the period'),
  },
  {
    ...start,
    id: 'sales_to_cs_handoff_time',
    label: 'From won deal to hand-over (median)',
    question: 'How long until a new customer has somebody who looks after it?',
    definition:
      'Median of the days from the won deal until the account had its customer success manager, else a hand-over activity or milestone, of those handed over in the period.',
    formula: 'median(handed over − won)',
    unit: 'days',
    direction: 'lower',
    tables: ['accounts'],
    ...medianOf('handoff_time', dayMs, 'accounts handed over in the period'),
  },
  {
    ...start,
    id: 'lead_response_time_post_onboarding',
    label: 'First outreach after onboarding (median)',
    question: 'How fast does somebody write to a customer who has just finished onboarding?',
    definition:
      'Median of the hours from the end of onboarding to the first outbound touch of a person of sales or success, of accounts that finished in the period. Those not contacted yet stand beside it.',
    formula: 'median(first outreach − onboarding completed)',
    unit: 'hours',
    direction: 'lower',
    tables: ['onboarding_milestones', 'activities'],
    ...medianOf('outreach_after_onboarding', hourMs, 'accounts contacted after onboarding'),
  },
];

export const onboardingTables: readonly TableKpi[] = [
  {
    ...dropOff,
    ...lostByItem('onboarding_step', dueAccounts),
    dimension: 'step',
  },
  {
    ...funnel,
    ...lostByItem('funnel_step', 'completed steps whose window ended in the period'),
    dimension: 'step',
  },
];

/** The rows beside a total: there is nothing to say where there are none. */
function lostByItem(fact: 'onboarding_step' | 'funnel_step', nothing: string) {
  const { rows, needsSample, facts } = shareByItem(fact, nothing);
  return {
    needsSample,
    facts,
    rows: (found: Facts) =>
      new Map([...rows(found)].map(([item, measure]) => [item, () => lost(measure())])),
  };
}

function progress(facts: Facts): Outcome {
  const parts = [...facts.items('flow_progress')];
  const users = parts.reduce((sum, [, { members }]) => sum + members, 0);
  if (users === 0) throw new NotMeasurable('no new user has an activation flow');
  const done = parts.reduce((sum, [whole, { amount }]) => sum + amount / Number(whole), 0);
  return quotient(done, users, 'new users', { factor: 100 });
}
