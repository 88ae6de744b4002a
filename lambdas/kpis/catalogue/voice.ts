import type { Facts } from '../facts.ts';
import type { Kpi } from '../kpi.ts';
import { type Outcome, quotient } from '../outcome.ts';
import { countOf, meanOf } from './kinds.ts';

/** What customers and others say of us, and who gathers around us. */

const voice = {
  windows: ['period'],
  range: 'level',
  indicator: 'leading',
} as const;

export const voiceKpis: readonly Kpi[] = [
  {
    ...voice,
    id: 'detractor_contacts',
    label: 'Detractors',
    question: 'How many people would advise others against us?',
    definition:
      'Persons whose latest NPS answer before the end of the period is 0–6, however old it is. A person is a contact, or a user whom no contact stands for; answers that name nobody are left out.',
    formula: 'persons whose latest NPS answer is 0–6',
    unit: 'count',
    direction: 'lower',
    stage: 'Retention',
    tables: ['survey_responses', 'survey_responses.nps'],
    ...countOf('detractor_person'),
  },
  {
    ...voice,
    id: 'net_sentiment',
    label: 'Net sentiment',
    question: 'Is more good than bad said of us in sales calls and in public?',
    definition:
      'Positive less negative mentions of the period, of all mentions in it; neutral ones count as neither. The tone is as the source judged it.',
    formula: '(positive − negative) ÷ mentions × 100',
    unit: '% net',
    direction: 'higher',
    stage: 'Loyalty & Growth',
    tables: ['mentions'],
    ...meanOf('mention', 'mentions in the period', 100),
  },
  {
    ...voice,
    id: 'community_growth_rate',
    label: 'Community growth',
    question: 'How fast does the community grow?',
    definition:
      'Members of the community at the end of the period less those at its start, of those at its start. A member is one who has joined and not left.',
    formula: '(members at the end − members at the start) ÷ members at the start',
    unit: '%',
    direction: 'higher',
    stage: 'Loyalty & Growth',
    tables: ['community_members'],
    needsSample: true,
    facts: ['community_at_start', 'community_at_end'],
    measure: communityGrowth,
  },
];

function communityGrowth(facts: Facts): Outcome {
  const before = facts.fact('community_at_start').members;
  const after = facts.fact('community_at_end').members;
  const nothing = 'members of the community at the start of the period';
  return quotient(after - before, before, nothing, { factor: 100 });
}
