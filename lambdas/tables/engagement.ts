import { optional, type RowRule, required, table } from './column.ts';

export const activities = table({
  name: 'activities',
  grain: 'touchpoint',
  key: ['activity_id'],
  columns: {
    activity_id: required.text('id of the activity'),
    account_id: optional.text('account'),
    contact_id: optional.text('contact'),
    user_id: optional.text('user'),
    lead_id: optional.text('lead'),
    owner: optional.text('who did it'),
    team: optional.text('sales, success or support'),
    type: required.text(
      'meeting, call, email, qbr, ebr, check_in, kickoff, handoff, proactive_support, win_back or warm_intro_ask',
    ),
    direction: optional.text('inbound or outbound'),
    is_automated: optional.boolean('sent by a machine'),
    outcome: optional.text('scheduled, completed, no_show, cancelled, replied or engaged'),
    occurred_at: required.instant('when'),
    ended_at: optional.instant('end'),
    responded_at: optional.instant('when the customer answered'),
    has_referral_intent: optional.boolean('the customer spoke of referring'),
  },
});

export const csmTime = table({
  name: 'csm_time',
  grain: 'time entry',
  key: ['csm', 'worked_on', 'category'],
  columns: {
    csm: required.text('customer success manager'),
    worked_on: required.date('day'),
    category: optional.text('kind of work'),
    minutes: required.integer('minutes worked'),
    is_customer_work: required.boolean('work for customers'),
    capacity_minutes: optional.integer('capacity of the day, counted once per manager and day'),
  },
});

const withinScale: RowRule = {
  says: 'score lies outside its scale, or the scale is empty',
  sql: 'scale_max > scale_min and score between scale_min and scale_max',
  holds: (row) => {
    const [score, low, high] = [Number(row.score), Number(row.scale_min), Number(row.scale_max)];
    return high > low && score >= low && score <= high;
  },
};

export const surveyResponses = table({
  name: 'survey_responses',
  grain: 'answer',
  key: ['response_id'],
  clock: 'responded_at',
  columns: {
    response_id: required.text('id of the answer'),
    type: required.text('nps, csat, ces, oss, post_activation or value'),
    score: required.number('score on its own scale'),
    scale_min: required.number('lowest score possible'),
    scale_max: required.number('highest score possible'),
    higher_is_better: required.boolean('which end of the scale is good'),
    account_id: optional.text('account'),
    user_id: optional.text('user who answered'),
    contact_id: optional.text('contact who answered'),
    sent_at: optional.instant('asked'),
    responded_at: required.instant('answered'),
    comment: optional.text('words'),
  },
  rules: [withinScale],
});

export const communityMembers = table({
  name: 'community_members',
  grain: 'member of the community',
  key: ['member_id'],
  clock: 'joined_at',
  columns: {
    member_id: required.text('id of the member'),
    account_id: optional.text('account'),
    joined_at: required.instant('joined'),
    left_at: optional.instant('left'),
  },
});

export const mentions = table({
  name: 'mentions',
  grain: 'judged text',
  key: ['mention_id'],
  clock: 'occurred_at',
  columns: {
    mention_id: required.text('id of the mention'),
    source_type: required.text('sales_call or social'),
    account_id: optional.text('account'),
    occurred_at: required.instant('when'),
    tone: required.text('tone', {
      values: ['positive', 'neutral', 'negative'],
    }),
    score: optional.number('score of the tone'),
  },
});

export const advocacyActs = table({
  name: 'advocacy_acts',
  grain: 'act of advocacy',
  key: ['act_id'],
  clock: 'occurred_at',
  columns: {
    act_id: required.text('id of the act'),
    account_id: required.text('account'),
    contact_id: optional.text('contact'),
    type: required.text('reference, review, case_study or referral'),
    occurred_at: required.instant('when'),
  },
});
