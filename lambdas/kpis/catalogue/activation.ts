import type { Facts } from '../facts.ts';
import type { Kpi, TableKpi } from '../kpi.ts';
import { type Outcome, proportion } from '../outcome.ts';
import { shareByItem, shareOf } from './kinds.ts';

/** How users get to the point of the product. */

const start = {
  stage: 'Onboarding',
  windows: ['period'],
  tables: ['users', 'onboarding_milestones'],
  range: 'level',
  indicator: 'leading',
  unit: '%',
  direction: 'higher',
  settings: ['activation_window_days'],
} as const;

const dueUsers = 'users whose activation window ended in the period';

export const activationKpis: readonly Kpi[] = [
  {
    ...start,
    id: 'activation_rate',
    label: 'Activation rate',
    question: 'Which share of new users gets to the point of the product in time?',
    definition:
      'Users who reached the milestone `activated` within the activation window from sign-up, of those whose window ended in the period.',
    formula: 'activated within the window ÷ users whose window ended in the period',
    ...shareOf('activation', dueUsers),
  },
  {
    ...start,
    id: 'activation_conversion_rate',
    label: 'Activation conversion',
    question: 'Which share of those who enter onboarding or a trial gets activated?',
    definition:
      'Users activated within the activation window from entry, of those whose window ended in the period. Entry is the earliest start of a step of the activation flow, or of a trial of their account (the sign-up, if later).',
    formula: 'activated within the window from entry ÷ users whose window ended in the period',
    ...shareOf('activation_conversion', 'users who entered a flow and whose window ended'),
  },
  {
    ...start,
    id: 'percent_completing_key_activation_tasks',
    label: 'Users completing a key task',
    question: 'Which share of new users gets at least one task of activation done?',
    definition:
      'Users who completed a step of the activation flow (other than optional ones) within the activation window from sign-up, of those whose window ended in the period.',
    formula: 'a key task within the window ÷ users whose window ended in the period',
    ...shareOf('key_tasks', dueUsers),
  },
  {
    ...start,
    id: 'multi_session_activation_completion_rate',
    label: 'Activation over several sessions',
    question: 'Which share of those who get activated needs more than one session for it?',
    definition:
      'Users who completed the activation flow within the activation window from its start, in at least two sessions, of all who completed it within the window; of those whose window ended in the period.',
    formula: 'completers over ≥ 2 sessions ÷ completers',
    facts: ['flow_in_time', 'flow_in_sessions'],
    needsSample: true,
    measure: severalSessions,
  },
];

function severalSessions(facts: Facts): Outcome {
  const [inTime, inSessions] = [facts.fact('flow_in_time'), facts.fact('flow_in_sessions')];
  const outcome = proportion(inSessions.hits, inTime.hits, 'users who completed the flow in time');
  return { ...outcome, pending: inTime.pending ?? 0 };
}

export const activationTables: readonly TableKpi[] = [
  {
    ...start,
    id: 'activation_rate_by_source',
    label: 'Activation by source',
    question: 'Which channel brings users who get to the point of the product?',
    definition:
      'The activation rate of the users of each acquisition channel; users without one stand under `unknown`.',
    formula: 'activated within the window ÷ users of the channel whose window ended in the period',
    dimension: 'channel',
    ...shareByItem('activation_by_channel', dueUsers),
  },
];
