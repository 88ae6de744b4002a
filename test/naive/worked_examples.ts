import { account, type Example, expect, invoice, span, worldOf } from './examples/builders.ts';
import { periodOf } from './periods.ts';
import type { Row } from './world.ts';

const october = periodOf('2026-10');
const week45 = periodOf('2026-W45');
const oneCustomer = [span('a', '2026-01-01', null, '10000')];

function ticket(id: string, createdAt: string, solvedAt: string | null, more: Row = {}): Row {
  return { ticket_id: id, account_id: 'a', created_at: createdAt, solved_at: solvedAt, ...more };
}

const support = worldOf(oneCustomer, {
  tickets: [
    ticket('1', '2026-09-30T10:00:00Z', '2026-10-01T10:00:00Z', {
      agent_replies: 1,
      reopened_count: 0,
    }),
    ticket('2', '2026-10-05T08:00:00Z', '2026-10-05T10:00:00Z', {
      agent_replies: 2,
      reopened_count: 0,
    }),
    ticket('3', '2026-10-06T08:00:00Z', '2026-10-06T14:00:00Z'),
    ticket('4', '2026-10-07T08:00:00Z', '2026-10-07T18:00:00Z', { agent_replies: 1 }),
    ticket('5', '2026-10-08T08:00:00Z', '2026-10-08T07:00:00Z', {
      agent_replies: 1,
      reopened_count: 1,
    }),
    ticket('6', '2026-10-09T08:00:00Z', null, { escalated_at: '2026-10-10T08:00:00Z' }),
    ticket('7', '2026-10-09T08:00:00Z', '2026-11-05T08:00:00Z', {
      escalated_at: '2026-10-10T08:00:00Z',
    }),
    ticket('8', '2026-10-09T08:00:00Z', '2026-10-10T08:00:00Z', {
      escalated_at: '2026-10-09T09:00:00Z',
      agent_replies: 0,
      reopened_count: 0,
    }),
    ticket('9', '2026-10-20T08:00:00Z', null, { escalated_at: '2026-11-01T12:00:00Z' }),
  ],
  spend: [
    // 30 days, 15 of them in October: 150 of 300
    {
      spent_on: '2026-09-16',
      covers_until: '2026-10-16',
      category: 'support',
      channel: 'desk',
      amount_minor: 30000,
      currency: 'EUR',
    },
    { spent_on: '2026-10-31', category: 'support', amount_minor: 1000, currency: 'EUR' },
    { spent_on: '2026-11-01', category: 'support', amount_minor: 5000, currency: 'EUR' },
    { spent_on: '2026-10-10', category: 'marketing', amount_minor: 7000, currency: 'EUR' },
  ],
});

function answer(id: string, type: string, score: number, respondedAt: string, more: Row): Row {
  return {
    response_id: id,
    type,
    score,
    scale_min: type === 'nps' ? 0 : 1,
    scale_max: type === 'nps' ? 10 : 5,
    higher_is_better: true,
    account_id: 'a',
    responded_at: respondedAt,
    ...more,
  };
}

const surveys = worldOf(oneCustomer, {
  survey_responses: [
    answer('n1', 'nps', 10, '2026-10-05T08:00:00Z', { user_id: 'u1' }),
    answer('n2', 'nps', 6, '2026-10-20T08:00:00Z', { user_id: 'u1' }),
    answer('n3', 'nps', 9, '2026-10-20T08:00:00Z', { contact_id: 'c1' }),
    answer('n4', 'nps', 9, '2026-10-20T08:00:00Z', {}),
    answer('n5', 'nps', 8, '2026-10-20T08:00:00Z', { user_id: 'u2' }),
    answer('n6', 'nps', 3, '2026-11-01T08:00:00Z', { user_id: 'u2' }),
    answer('s1', 'csat', 4, '2026-10-20T08:00:00Z', { user_id: 'u1' }),
    answer('s2', 'csat', 3, '2026-10-21T08:00:00Z', { user_id: 'u1' }),
    answer('s3', 'csat', 5, '2026-10-20T08:00:00Z', { scale_max: 7 }),
    answer('s4', 'csat', 1, '2026-10-20T08:00:00Z', { scale_min: 0, scale_max: 1 }),
    answer('s5', 'csat', 2, '2026-10-20T08:00:00Z', { higher_is_better: false }),
    answer('e1', 'ces', 2, '2026-10-20T08:00:00Z', { scale_max: 7, higher_is_better: false }),
    answer('e2', 'ces', 3, '2026-10-20T08:00:00Z', {}),
  ],
});

function event(id: string, userId: string, at: string, more: Row = {}): Row {
  return {
    event_id: id,
    account_id: 'a',
    user_id: userId,
    event_name: 'use',
    occurred_at: at,
    ...more,
  };
}

const usage = worldOf(
  [
    span('a', '2026-01-01', null, '10000', { seats: 4 }),
    span('b', '2026-01-01', null, '10000'),
    span('c', '2026-01-01', null, '10000', { seats: 10, status: 'paused' }),
  ],
  {
    features: ['f1', 'f2', 'f3'].map((id) => ({ feature_id: id, name: `Feature ${id}` })),
    events: [
      event('1', 'u1', '2026-11-02T09:00:00Z', { feature_id: 'f1' }),
      event('2', 'u1', '2026-11-02T10:00:00Z', { feature_id: 'f2' }),
      // 23:30 on Sunday 1 November in UTC, but 00:30 on Monday in Berlin
      event('3', 'u2', '2026-11-01T23:30:00Z', { feature_id: 'f1', account_id: 'b' }),
      event('4', 'u1', '2026-11-03T09:00:00Z'),
      // the first hour of the 30 days, and the minute before
      event('5', 'u3', '2026-10-09T22:30:00Z', { feature_id: 'f3' }),
      event('6', 'u4', '2026-10-09T21:59:00Z'),
      event('7', 'u5', '2026-11-08T23:00:00Z'),
    ],
  },
);

function step(accountId: string, id: string, startedAt: string, completedAt: string | null): Row {
  return {
    milestone_id: id,
    account_id: accountId,
    is_required: true,
    started_at: startedAt,
    completed_at: completedAt,
  };
}

function reached(id: string, accountId: string, userId: string | null, at: string): Row {
  return { milestone_id: id, account_id: accountId, user_id: userId, completed_at: at };
}

const onboarding = worldOf([], {
  accounts: [
    account('a', { closed_won_at: '2026-10-01T00:00:00Z' }),
    account('b', { created_at: '2026-10-01T00:00:00Z' }),
    account('c', { closed_won_at: '2026-10-20T00:00:00Z' }),
    account('d'),
  ],
  users: [
    { user_id: 'u1', account_id: 'a', signed_up_at: '2026-09-16T22:00:00Z' },
    { user_id: 'u2', account_id: 'b', signed_up_at: '2026-10-01T00:00:00Z' },
    { user_id: 'u3', account_id: 'b', signed_up_at: '2026-10-17T23:00:00Z' },
  ],
  onboarding_milestones: [
    // from the first start to the last completion exactly 60 days, due on the first instant of October
    step('a', 'kickoff', '2026-08-01T22:00:00Z', '2026-08-05T00:00:00Z'),
    step('a', 'live', '2026-08-10T00:00:00Z', '2026-09-30T22:00:00Z'),
    // one step is open
    step('b', 'kickoff', '2026-08-10T00:00:00Z', '2026-08-11T00:00:00Z'),
    step('b', 'live', '2026-08-10T00:00:00Z', null),
    { ...step('b', 'extra', '2026-07-01T00:00:00Z', null), is_required: false },
    // a second late
    step('c', 'live', '2026-08-10T00:00:00Z', '2026-10-09T00:00:01Z'),
    // due on the first instant of November
    step('d', 'live', '2026-09-01T23:00:00Z', '2026-09-02T00:00:00Z'),
    // exactly 14 days
    reached('activated', 'a', 'u1', '2026-09-30T22:00:00Z'),
    reached('activated', 'b', 'u3', '2026-10-18T00:00:00Z'),
    // 10 days, 3.5 days, and a negative one
    reached('value', 'a', null, '2026-10-11T00:00:00Z'),
    reached('value', 'b', null, '2026-10-04T12:00:00Z'),
    reached('value', 'c', null, '2026-10-19T00:00:00Z'),
    reached('value', 'd', null, '2026-11-02T00:00:00Z'),
    reached('first_value', 'b', 'u2', '2026-10-03T06:00:00Z'),
  ],
});

const sixUsers = ['u1', 'u2', 'u3', 'u4', 'u5', 'u6'];

/** The cut-off of October in Berlin is 2026-10-31T23:00:00Z. */
export const scored = worldOf(
  [
    span('a', '2026-01-01', null, '10000', { seats: 10 }),
    span('b', '2026-01-01', null, '5000', { seats: 5 }),
  ],
  {
    features: [
      { feature_id: 'f1', name: 'One' },
      { feature_id: 'f2', name: 'Two', is_expansion: true },
      { feature_id: 'f3', name: 'Three' },
      { feature_id: 'f4', name: 'Four' },
      { feature_id: 'f5', name: 'Five' },
    ],
    events: [
      // 12 events of 6 users in the 30 days: 0.6 of the seats, as many a day as the 36 of the 90 days before
      ...sixUsers.map((user) => event(`now-${user}`, user, '2026-10-20T12:00:00Z')),
      event('login', 'u1', '2026-10-05T23:00:00Z', { event_name: 'login' }),
      event('more-1', 'u1', '2026-10-21T12:00:00Z', { feature_id: 'f1' }),
      event('more-2', 'u1', '2026-10-21T13:00:00Z', { feature_id: 'f1' }),
      event('more-3', 'u1', '2026-10-21T14:00:00Z', { feature_id: 'f2' }),
      event('more-4', 'u1', '2026-10-21T15:00:00Z', { feature_id: 'f2' }),
      event('more-5', 'u1', '2026-10-21T16:00:00Z'),
      ...Array.from({ length: 36 }, (_, n) => event(`then-${n}`, 'u1', '2026-08-15T12:00:00Z')),
    ],
    survey_responses: [
      answer('n1', 'nps', 8, '2026-06-15T08:00:00Z', { user_id: 'u1' }),
      answer('n2', 'nps', 6, '2026-10-15T08:00:00Z', { user_id: 'u2' }),
      answer('s1', 'csat', 3, '2026-10-15T08:00:00Z', { user_id: 'u2' }),
    ],
    tickets: [
      ticket('open', '2026-09-10T08:00:00Z', null),
      ticket('escalated', '2026-10-20T08:00:00Z', null, { escalated_at: '2026-10-21T08:00:00Z' }),
      ticket('solved', '2026-10-10T08:00:00Z', '2026-10-11T08:00:00Z'),
    ],
    contacts: [{ contact_id: 'c1', account_id: 'a', persona: 'champion' }],
    activities: [
      {
        activity_id: 'call',
        account_id: 'a',
        contact_id: 'c1',
        type: 'call',
        outcome: 'completed',
        occurred_at: '2026-10-11T23:00:00Z',
      },
      {
        activity_id: 'planned',
        account_id: 'a',
        type: 'call',
        outcome: 'scheduled',
        occurred_at: '2026-10-25T23:00:00Z',
      },
      {
        activity_id: 'one-way',
        account_id: 'a',
        type: 'email',
        direction: 'outbound',
        occurred_at: '2026-10-28T23:00:00Z',
      },
    ],
    invoices: [
      invoice('a', {
        status: 'open',
        issued_at: '2026-10-01T09:00:00Z',
        due_at: '2026-10-21T23:00:00Z',
        paid_at: null,
      }),
    ],
    contracts: [
      { contract_id: 'k', account_id: 'a', starts_on: '2026-01-01', ends_on: '2026-12-01' },
    ],
    opportunities: [
      { opportunity_id: 'o1', account_id: 'a', type: 'upsell', created_at: '2026-10-02T08:00:00Z' },
      {
        opportunity_id: 'o2',
        account_id: 'a',
        type: 'renewal',
        created_at: '2026-10-02T08:00:00Z',
      },
    ],
  },
);

/** Signal by signal: weight × points. */
export const scoresByHand = {
  // 30×75 + 15×(0.5/0.7) + 10×(0.4/0.6) + 15×70 + 10×20 + 10×(40/53) + 10×(20/30), of 100
  health: (2250 + 1500 / 1.4 + 2000 / 3 + 1050 + 200 + 40000 / 53 + 2000 / 3) / 100,
  // 30×0 + 15×(19/38) + 15×(0.3/0.6) + 10×(4/5) + 10×(10/30) + 10×(60/90) + 10×0, of 100
  risk: 33,
  // nobody uses it and nobody spoke: 30×0 + 10×0 + 10×100 + 10×0 + 10×100, of the 70 that are there
  healthOfSilent: 2000 / 70,
};

const { health, risk, healthOfSilent } = scoresByHand;
// 35×0 + 20×0 + 15×(2/5) + 15×(1/2) + 15×(health − 40)/40, of 100
const opportunity = (600 + 750 + 15 * 2.5 * (health - 40)) / 100;

/** The rest of the KPIs, with numbers calculated by hand. */
export const workedExamples: readonly Example[] = [
  {
    row: null,
    sentence: 'Support: 8 created; 6 solved in 2, 6, 10, 24, 24 and −1 hours; 160 spent on them.',
    world: support,
    period: october,
    expectations: expect({
      support_ticket_volume: 8,
      average_resolution_time: 10,
      // of four that are known one was solved by one reply and stayed closed
      first_contact_resolution: 25,
      open_escalations: 2,
      cost_per_ticket: 26.6666666667,
    }),
  },
  {
    row: null,
    sentence:
      'Surveys: 2 promoters and 1 detractor of 4; 3 satisfied of 5; efforts of 5/6 and 1/2.',
    world: surveys,
    period: october,
    expectations: expect({
      net_promoter_score: 25,
      customer_satisfaction_score: 60,
      customer_effort_score: 66.6666666667,
    }),
  },
  {
    row: null,
    sentence: 'Usage: two users on Monday and one on Tuesday of 2026-W45, a third in the 30 days.',
    world: usage,
    period: week45,
    expectations: [
      ...expect({ dau: 3 / 7, breadth_of_use: 1.5 }),
      ...expect({ wau: 2 }, 'trailing_7_days'),
      ...expect({ mau: 3, stickiness: 4 / 90, license_utilization: 75 }, 'trailing_30_days'),
      ...[100, 50, 0].map((value, n) => ({
        kpi: 'active_feature_usage_rate',
        segment: { dimension: 'feature', value: `f${n + 1}` },
        value,
      })),
    ],
  },
  {
    row: null,
    sentence:
      'Onboarding: 1 of 3 in 60 days; 1 of 2 users in 14 days; 10 and 3.5 days to value; 2.25 to the first.',
    world: onboarding,
    period: october,
    expectations: expect({
      onboarding_completion_rate: 33.3333333333,
      activation_rate: 50,
      time_to_value: 6.75,
      time_to_first_value: 2.25,
    }),
  },
  {
    row: null,
    sentence: 'Scores: one account in use, one silent, which is red.',
    world: scored,
    period: october,
    expectations: expect({
      customer_health_score: (health + healthOfSilent) / 2,
      // the silent account has 45 of 100 of the weight: no score
      churn_risk_score: risk,
      expansion_opportunity_score: opportunity / 2,
      at_risk_customers: 1,
    }),
  },
  {
    row: null,
    sentence: 'Exactly half of the weight gives a score: (30×50 + 10×100 + 10×0) / 50 = 50.',
    world: worldOf([span('a', '2026-01-01', null, '10000', { seats: 10 })], {
      events: sixUsers.slice(0, 4).map((user) => event(user, user, '2026-10-20T12:00:00Z')),
      tickets: [],
      activities: [],
    }),
    period: october,
    expectations: expect({
      customer_health_score: 50,
      churn_risk_score: 'not_measurable',
      at_risk_customers: 0,
    }),
  },
  {
    row: null,
    sentence: 'Tables that are not there are no data source, never 0.',
    world: worldOf(oneCustomer),
    period: october,
    expectations: [
      ...expect({
        mrr: 100,
        support_ticket_volume: 'no_data_source',
        average_resolution_time: 'no_data_source',
        cost_per_ticket: 'no_data_source',
        net_promoter_score: 'no_data_source',
        dau: 'no_data_source',
        onboarding_completion_rate: 'no_data_source',
        activation_rate: 'no_data_source',
        time_to_value: 'no_data_source',
        customer_health_score: 'no_data_source',
      }),
      ...expect({ mau: 'no_data_source', stickiness: 'no_data_source' }, 'trailing_30_days'),
    ],
  },
  {
    row: null,
    sentence: 'Tables that are there and empty are a count of 0 and no rate.',
    world: worldOf(oneCustomer, {
      tickets: [],
      survey_responses: [],
      events: [],
      users: [],
      onboarding_milestones: [],
    }),
    period: october,
    expectations: [
      ...expect({
        support_ticket_volume: 0,
        average_resolution_time: 'not_measurable',
        first_contact_resolution: 'not_measurable',
        open_escalations: 0,
        net_promoter_score: 'no_data_source',
        dau: 0,
        onboarding_completion_rate: 'not_measurable',
        activation_rate: 'not_measurable',
        time_to_value: 'not_measurable',
      }),
      ...expect({ mau: 0, stickiness: 'not_measurable' }, 'trailing_30_days'),
    ],
  },
];
