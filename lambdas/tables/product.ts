import { optional, required, table } from './column.ts';

export const events = table({
  name: 'events',
  grain: 'product event',
  key: ['event_id'],
  clock: 'occurred_at',
  byDay: true,
  // Two different events under one id are two facts: dropping one would lose usage.
  sameKey: 'both',
  columns: {
    event_id: required.text('id of the event'),
    account_id: required.text('account'),
    user_id: required.text('user'),
    session_id: optional.text('session; without it 30 silent minutes of a user end one'),
    event_name: required.text('name of the event'),
    feature_id: optional.text('feature it uses'),
    occurred_at: required.instant('when it happened'),
    received_at: optional.instant('when it was received'),
  },
});

export const features = table({
  name: 'features',
  grain: 'feature',
  key: ['feature_id'],
  columns: {
    feature_id: required.text('id of the feature'),
    name: required.text('name'),
    module: optional.text('module'),
    is_core: optional.boolean('core feature'),
    is_key: optional.boolean('its use is a key action'),
    is_critical: optional.boolean('critical feature'),
    is_activation: optional.boolean('activation feature'),
    is_top: optional.boolean('top feature'),
    is_expansion: optional.boolean('its use signals expansion'),
  },
});

export const onboardingMilestones = table({
  name: 'onboarding_milestones',
  grain: 'account or user and milestone',
  key: ['milestone_id', 'account_id', 'user_id'],
  columns: {
    milestone_id: required.text('name of the milestone, e.g. activated, value'),
    account_id: required.text('account'),
    user_id: optional.text("user; empty for the account's own milestones"),
    flow_id: optional.text('onboarding flow'),
    step_no: optional.integer('position in the flow'),
    is_required: optional.boolean('required step'),
    weight: optional.number('weight of the step'),
    session_id: optional.text('session in which it was completed'),
    started_at: optional.instant('started'),
    completed_at: optional.instant('completed'),
  },
});

export const tickets = table({
  name: 'tickets',
  grain: 'support case',
  key: ['ticket_id'],
  clock: 'created_at',
  columns: {
    ticket_id: required.text('id of the case'),
    account_id: optional.text('account'),
    user_id: optional.text('user who asked'),
    created_at: required.instant('opened'),
    first_response_at: optional.instant('first answer'),
    solved_at: optional.instant('solved'),
    reopened_count: optional.integer('times it was opened again'),
    agent_replies: optional.integer('answers by agents'),
    priority: optional.text('priority'),
    category: optional.text('category'),
    escalated_at: optional.instant('escalated'),
    status: optional.text('status'),
    channel: optional.text('channel'),
  },
});
