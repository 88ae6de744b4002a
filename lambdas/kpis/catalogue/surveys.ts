import type { Facts } from '../facts.ts';
import type { Kpi } from '../kpi.ts';
import { type Outcome, proportion, quotient } from '../outcome.ts';

/** What customers say when they are asked. */

const survey = {
  windows: ['period'],
  measures: ['surveys'],
  range: 'level',
  needsSample: true,
  direction: 'higher',
  indicator: 'leading',
} as const;

export const surveyKpis: readonly Kpi[] = [
  {
    ...survey,
    id: 'net_promoter_score',
    tables: ['survey_responses', 'survey_responses.nps'],
    label: 'NPS',
    question: 'Would customers recommend us?',
    definition:
      'Promoters (9–10) less detractors (0–6) of the respondents of the period; the latest answer of each respondent counts.',
    formula: '(promoters − detractors) ÷ respondents × 100',
    unit: '-100..100',
    stage: 'Loyalty & Growth',
    measure: (facts) =>
      quotient(
        sum(facts, 'nps', 'promoters') - sum(facts, 'nps', 'detractors'),
        sum(facts, 'nps', 'respondents'),
        'NPS answers in the period',
        { factor: 100 },
      ),
  },
  {
    ...survey,
    id: 'customer_satisfaction_score',
    tables: ['survey_responses', 'survey_responses.csat'],
    settings: ['satisfied_from'],
    label: 'CSAT',
    question: 'Which share of the answers is satisfied?',
    definition: 'CSAT answers of at least 0.75 of their scale (4 of 1–5), of all CSAT answers.',
    formula: 'satisfied answers ÷ answers',
    unit: '%',
    stage: 'Operations',
    measure: (facts) =>
      proportion(
        sum(facts, 'csat', 'satisfied_answers'),
        sum(facts, 'csat', 'answers'),
        'CSAT answers in the period',
      ),
  },
  {
    ...survey,
    id: 'customer_effort_score',
    tables: ['survey_responses', 'survey_responses.ces'],
    label: 'Customer effort score',
    question: 'How easy do customers find it to get things done?',
    definition: 'Mean of the effort answers on a scale of 0–100, higher is easier.',
    formula: 'mean of normalised scores × 100',
    unit: 'score 0-100',
    stage: 'Operations',
    measure: (facts) => meanScore(facts, 'ces', 'effort answers in the period'),
  },
  {
    ...survey,
    id: 'onboarding_satisfaction_score',
    tables: ['survey_responses', 'survey_responses.oss'],
    label: 'Onboarding satisfaction',
    question: 'How satisfied are customers with their onboarding?',
    definition:
      'Mean of the answers about onboarding given in the period, on a scale of 0–100, higher is better. Every answer counts.',
    formula: 'mean of normalised scores × 100',
    unit: 'score 0-100',
    indicator: 'lagging',
    stage: 'Onboarding',
    measure: (facts) => meanScore(facts, 'oss', 'onboarding answers in the period'),
  },
  {
    ...survey,
    id: 'customer_feedback_score',
    tables: [
      'survey_responses',
      'survey_responses.post_activation',
      'onboarding_milestones',
      'users',
    ],
    settings: ['feedback_after_activation_days'],
    label: 'Feedback after activation',
    question: 'What do customers think of the product once they are using it?',
    definition:
      'Mean of the post-activation answers of the period on a scale of 0–100, higher is better: those given within the feedback window after the activation of the user who answered; where an answer names no user, after that of its account, which is its first user’s.',
    formula: 'mean of normalised scores × 100',
    unit: 'score 0-100',
    indicator: 'lagging',
    stage: 'Adoption',
    measure: (facts) =>
      meanScore(
        facts,
        'post_activation',
        'answers in the period soon enough after activation',
        '_after_activation',
      ),
  },
];

const answersOf = (facts: Facts, type: string) =>
  facts.rows('surveys').filter((row) => row.type === type);

const sum = (facts: Facts, type: string, column: string) =>
  answersOf(facts, type).reduce((total, row) => total + Number(row[column] ?? 0), 0);

/** Mean of the normalised scores, 0–100; `part` ends the names of the columns that hold the answers wanted. */
function meanScore(facts: Facts, type: string, nothing: string, part = ''): Outcome {
  const points = answersOf(facts, type).reduce(
    (total, row) => total + Number(row[`distance${part}`]) / Number(row.width),
    0,
  );
  return quotient(points, sum(facts, type, `answers${part}`), nothing, { factor: 100 });
}
