import { describe, expect, it } from 'vitest';
import { activationKpis } from './activation/kpis.ts';
import { account, span } from './examples/builders.ts';
import type { Definitions } from './options.ts';
import { activated, milestone, recordIn, user } from './product/examples.ts';
import type { Row, World } from './world.ts';

const of = (
  kpi: string,
  tables: World,
  segment: { dimension: string; value: string } | null = null,
  definitions: Partial<Definitions> = {},
) => recordIn(activationKpis, kpi, tables, { segment, definitions });

/** A step of a user in the flow `main`, or in another. */
const task = (userId: string, id: string, completedAt: string | null, more: Row = {}) =>
  milestone(id, completedAt, { user_id: userId, flow_id: 'main', ...more });

const step = (id: string, startedAt: string, completedAt: string | null, more: Row = {}) =>
  milestone(id, completedAt, { is_required: true, started_at: startedAt, ...more });

describe('activation', () => {
  it('is counted by the channel that brought the user, with those not due beside it', () => {
    const users = [
      user('in_time', '2026-09-20T00:00:00Z', { acquisition_channel: 'web' }),
      user('late', '2026-09-20T00:00:00Z', { acquisition_channel: 'web' }),
      user('never', '2026-09-20T00:00:00Z'),
      user('open', '2026-10-17T23:00:00Z'),
    ];
    const onboarding_milestones = [
      activated('in_time', '2026-10-04T00:00:00Z'),
      activated('late', '2026-10-04T00:00:01Z'),
    ];
    const by = (value: string) =>
      of(
        'activation_rate_by_source',
        { users, onboarding_milestones },
        {
          dimension: 'channel',
          value,
        },
      );
    expect(by('web')).toMatchObject({ value: 50, denominator: 2, pending: 0 });
    expect(by('unknown')).toMatchObject({ value: 0, denominator: 1, pending: 1 });
  });

  it('counts from the start of the flow, or of a trial that was still on at the sign-up', () => {
    const trial = (id: string, startedAt: string, endedAt: string | null) => ({
      trial_id: id,
      account_id: id,
      started_at: startedAt,
      ended_at: endedAt,
    });
    const at = (id: string) => ({ account_id: id });
    const users = [
      user('by_flow', '2026-08-01T00:00:00Z'),
      user('by_trial', '2026-08-01T00:00:00Z', at('b')),
      user('by_sign_up', '2026-09-25T00:00:00Z', at('c')),
      user('after_trial', '2026-09-25T00:00:00Z', at('d')),
      user('by_neither', '2026-09-25T00:00:00Z'),
    ];
    const onboarding_milestones = [
      activated('by_flow', '2026-10-09T00:00:00Z', {
        flow_id: 'main',
        started_at: '2026-10-02T00:00:00Z',
      }),
      task('by_flow', 'import', null, { started_at: '2026-09-25T00:00:00Z' }),
      // of a flow that does not hold the activation
      task('by_neither', 'tour', null, { flow_id: 'x', started_at: '2026-09-25T00:00:00Z' }),
      activated('by_trial', '2026-10-09T00:00:01Z', { flow_id: 'main', ...at('b') }),
      activated('by_sign_up', '2026-09-01T00:00:00Z', { flow_id: 'main', ...at('c') }),
    ];
    const trials = [
      trial('b', '2026-09-25T00:00:00Z', null),
      trial('c', '2026-08-01T00:00:00Z', '2026-09-25T00:00:01Z'),
      trial('d', '2026-08-01T00:00:00Z', '2026-09-25T00:00:00Z'),
    ];
    const kpi = 'activation_conversion_rate';
    const tables = { users, onboarding_milestones, trials };
    expect(of(kpi, tables)).toMatchObject({ numerator: 2, denominator: 3 });
    expect(of(kpi, { users, onboarding_milestones })).toMatchObject({
      numerator: 1,
      denominator: 1,
    });
  });

  it('progresses by weight, of 1 where none is given, in the flows that activate anybody', () => {
    const users = ['half', 'all', 'weightless', 'elsewhere'].map((id) =>
      user(id, '2026-10-10T00:00:00Z'),
    );
    const onboarding_milestones = [
      activated('half', null, { flow_id: 'main' }),
      task('half', 'import', '2026-10-12T00:00:00Z', { weight: 2.5 }),
      task('half', 'invite', '2026-10-31T23:00:00Z', { weight: 1.5 }),
      task('half', 'tour', '2026-10-12T00:00:00Z', { flow_id: 'x', weight: 5 }),
      // rows that name no flow are of one flow: somebody is activated in it
      activated('all', '2026-10-12T00:00:00Z'),
      task('weightless', 'import', '2026-10-12T00:00:00Z', { weight: 0 }),
      task('elsewhere', 'tour', '2026-10-12T00:00:00Z', { flow_id: 'x' }),
    ];
    const tables = { users, onboarding_milestones };
    expect(of('activation_progression_score', tables)).toMatchObject({ value: 75, denominator: 2 });
  });

  it('has key tasks, which are those not said to be optional, done within 14 days of the sign-up', () => {
    const users = ['in_time', 'late', 'optional', 'without'].map((id) =>
      user(id, '2026-09-20T00:00:00Z'),
    );
    const onboarding_milestones = [
      task('in_time', 'import', '2026-10-04T00:00:00Z'),
      task('late', 'import', '2026-10-04T00:00:01Z', { is_required: true }),
      task('optional', 'import', '2026-09-21T00:00:00Z', { is_required: false }),
      activated('late', null, { flow_id: 'main' }),
    ];
    const tables = { users, onboarding_milestones };
    expect(of('percent_completing_key_activation_tasks', tables).value).toBe(25);
  });

  it('takes several sessions when its steps, all done in time, name more than one', () => {
    const users = ['two', 'one', 'late', 'open'].map((id) => user(id, '2026-01-01T00:00:00Z'));
    const started = { started_at: '2026-09-20T00:00:00Z', session_id: 's1' };
    const onboarding_milestones = [
      ...['two', 'one'].map((id) => task(id, 'import', '2026-09-21T00:00:00Z', started)),
      activated('two', '2026-10-04T00:00:00Z', { flow_id: 'main', session_id: 's2' }),
      // a session that is not known is none
      activated('one', '2026-10-04T00:00:00Z', { flow_id: 'main' }),
      task('late', 'import', '2026-10-04T00:00:01Z', started),
      activated('open', null, { flow_id: 'main', started_at: '2026-10-17T23:00:00Z' }),
    ];
    const tables = { users, onboarding_milestones };
    expect(of('multi_session_activation_completion_rate', tables)).toMatchObject({
      numerator: 1,
      denominator: 2,
      pending: 1,
    });
  });
});

describe('drop-off', () => {
  it('loses a step whose next one is not reached after it within 30 days', () => {
    const at = (no: number | null) => ({ step_no: no });
    const funnel = (account_id: string, second: string | null) => [
      milestone('first', '2026-09-10T00:00:00Z', { account_id, ...at(1) }),
      milestone('third', second, { account_id, ...at(3) }),
    ];
    const onboarding_milestones = [
      ...funnel('at_once', '2026-09-10T00:00:00Z'),
      ...funnel('in_time', '2026-10-10T00:00:00Z'),
      ...funnel('late', '2026-10-10T00:00:01Z'),
      ...funnel('backwards', '2026-09-09T23:59:59Z'),
      ...funnel('never', null),
      // its next step is the second; there are two of them, and one is reached
      ...funnel('passed_by', '2026-09-11T00:00:00Z'),
      milestone('second', null, { account_id: 'passed_by', ...at(2) }),
      milestone('also', '2026-09-11T00:00:00Z', { account_id: 'passed_by', ...at(2) }),
      // another flow, another user and a step without a number follow nothing
      milestone('first', '2026-09-10T00:00:00Z', { account_id: 'other', flow_id: 'x', ...at(1) }),
      milestone('third', null, { account_id: 'other', flow_id: 'y', ...at(3) }),
      milestone('third', null, { account_id: 'other', flow_id: 'x', user_id: 'u', ...at(3) }),
      milestone('unnumbered', null, { account_id: 'other', flow_id: 'x', ...at(null) }),
      milestone('first', '2026-10-02T00:00:00Z', { account_id: 'open', ...at(1) }),
      milestone('third', null, { account_id: 'open', ...at(3) }),
    ];
    const tables = { onboarding_milestones };
    // `also` of passed_by is due too, and its third step was reached at the same instant
    expect(of('drop_off_rate', tables)).toMatchObject({
      numerator: 3,
      denominator: 7,
      pending: 1,
    });
    const ofStep = (value: string) => of('drop_off_rate', tables, { dimension: 'step', value });
    expect(ofStep('first')).toMatchObject({ numerator: 3, denominator: 6, pending: 1 });
    expect(ofStep('also')).toMatchObject({ numerator: 0, denominator: 1, pending: 0 });
  });

  it('during onboarding is what completion leaves, and says at which step', () => {
    const start = '2026-08-10T00:00:00Z';
    const onboarding_milestones = [
      step('kickoff', start, '2026-08-11T00:00:00Z'),
      step('live', start, '2026-10-09T00:00:00Z'),
      step('kickoff', start, '2026-08-11T00:00:00Z', { account_id: 'b' }),
      step('live', start, '2026-10-09T00:00:01Z', { account_id: 'b' }),
      step('extra', start, null, { account_id: 'b', is_required: false }),
      step('kickoff', '2026-09-02T00:00:00Z', null, { account_id: 'c' }),
    ];
    const tables = { onboarding_milestones };
    const kpi = 'drop_off_rate_during_onboarding';
    expect(of(kpi, tables)).toMatchObject({ value: 50, denominator: 2, pending: 1 });
    const ofStep = (value: string) => of(kpi, tables, { dimension: 'step', value });
    expect(ofStep('kickoff')).toMatchObject({ value: 0, denominator: 2 });
    expect(ofStep('live')).toMatchObject({ value: 50, denominator: 2 });
    expect(() => ofStep('extra')).toThrow('0 records');
    const completed = 'percent_of_accounts_completing_key_activation_milestones';
    expect(of(completed, tables)).toMatchObject({ value: 50, pending: 1 });
  });

  it('is over when the milestones that settings name are reached, by the account or a user', () => {
    const start = '2026-08-10T00:00:00Z';
    const onboarding_milestones = ['a', 'b', 'c'].flatMap((account_id) => [
      step('kickoff', start, null, { account_id }),
      milestone('report', account_id === 'c' ? null : '2026-10-09T00:00:00Z', { account_id }),
      activated(`${account_id}-u`, account_id === 'a' ? '2026-09-01T00:00:00Z' : null, {
        account_id,
      }),
    ]);
    const kpi = 'percent_of_accounts_completing_key_activation_milestones';
    const named = { keyActivationMilestones: ['report', 'activated'] };
    expect(of(kpi, { onboarding_milestones }, null, named)).toMatchObject({
      numerator: 1,
      denominator: 3,
    });
  });
});

describe('times to value', () => {
  it('are a user’s own from the sign-up, in days or, at once, in hours', () => {
    const users = [user('u', '2026-10-01T00:00:00Z'), user('v', '2026-10-02T00:00:00Z')];
    const onboarding_milestones = ['basic_value', 'short_value', 'immediate_value'].flatMap(
      (id) => [
        milestone(id, '2026-10-01T18:00:00Z', { user_id: 'u' }),
        milestone(id, '2026-10-01T18:00:00Z', { user_id: 'v' }),
      ],
    );
    const tables = { users, onboarding_milestones };
    expect(of('time_to_basic_value', tables)).toMatchObject({ value: 0.75, leftOut: 1 });
    expect(of('short_time_to_value', tables)).toMatchObject({ value: 0.75, leftOut: 1 });
    expect(of('immediate_time_to_value', tables)).toMatchObject({ value: 18, leftOut: 1 });
  });

  it('that was exceeded are an account’s, from the won deal, else from its creation', () => {
    const accounts = [
      account('a', { closed_won_at: '2026-10-01T00:00:00Z' }),
      account('b', { created_at: '2026-10-01T00:00:00Z' }),
    ];
    const onboarding_milestones = [
      milestone('exceed_value', '2026-10-11T00:00:00Z'),
      milestone('exceed_value', '2026-10-02T00:00:00Z', { user_id: 'u' }),
      milestone('exceed_value', '2026-10-21T00:00:00Z', { account_id: 'b' }),
    ];
    const tables = { accounts, onboarding_milestones };
    expect(of('time_to_exceed_value', tables)).toMatchObject({ value: 15, p90: 20 });
  });
});

describe('the hand-over', () => {
  let count = 0;
  const touch = (type: string, at: string, more: Row = {}) => {
    count += 1;
    return { activity_id: `t${count}`, account_id: 'a', type, occurred_at: at, ...more };
  };

  it('is the assignment of a manager, else the first touch or milestone of it, before the end', () => {
    const won = { closed_won_at: '2026-10-01T00:00:00Z' };
    const accounts = [
      account('a', { ...won, csm_assigned_at: '2026-10-03T00:00:00Z' }),
      // assigned only after the end, and handed over before
      account('b', { ...won, csm_assigned_at: '2026-11-03T00:00:00Z' }),
      account('c', won),
      account('d'),
      account('e', won),
    ];
    const tables = {
      accounts,
      contacts: [{ contact_id: 'p', account_id: 'b' }],
      activities: [
        touch('handoff', '2026-10-02T00:00:00Z'),
        touch('handoff', '2026-10-02T00:00:00Z', { account_id: 'b', outcome: 'no_show' }),
        touch('handoff', '2026-10-05T00:00:00Z', { account_id: null, contact_id: 'p' }),
        touch('handoff', '2026-10-05T00:00:00Z', { account_id: 'd' }),
        touch('handoff', '2026-10-09T00:00:00Z', { account_id: 'e' }),
      ],
      onboarding_milestones: ['b', 'c', 'e'].map((account_id) =>
        milestone('handoff', '2026-10-07T00:00:00Z', { account_id }),
      ),
    };
    expect(of('sales_to_cs_handoff_time', tables)).toMatchObject({ value: 5, mean: 4.5, p90: 6 });
    expect(of('sales_to_cs_handoff_time', { accounts })).toMatchObject({ value: 2, p90: 2 });
  });

  it('is kicked off by the first such touch, in the period or before it', () => {
    const won = { closed_won_at: '2026-09-01T00:00:00Z' };
    const tables = {
      accounts: [account('a', won), account('b', won)],
      activities: [
        touch('kickoff', '2026-10-11T00:00:00Z'),
        touch('kickoff', '2026-10-02T00:00:00Z', { outcome: 'cancelled' }),
        touch('kickoff', '2026-09-11T00:00:00Z', { account_id: 'b' }),
        touch('kickoff', '2026-10-11T00:00:00Z', { account_id: 'b' }),
      ],
    };
    expect(of('onboarding_kickoff_lag', tables)).toMatchObject({ value: 40, p90: 40 });
  });

  it('is followed up by a person of ours who speaks to the account once its onboarding is over', () => {
    const live = (account_id: string) =>
      step('live', '2026-10-01T00:00:00Z', '2026-10-20T00:00:00Z', { account_id });
    const ours = { team: 'success', direction: 'outbound' };
    const tables = {
      onboarding_milestones: ['a', 'b'].map(live),
      activities: [
        touch('call', '2026-10-19T23:59:59Z', ours),
        touch('email', '2026-10-20T01:00:00Z', { ...ours, is_automated: true }),
        touch('email', '2026-10-20T02:00:00Z', { ...ours, direction: 'inbound' }),
        touch('email', '2026-10-20T03:00:00Z', { ...ours, team: 'support' }),
        touch('email', '2026-10-20T05:00:00Z', { ...ours, team: 'sales' }),
        touch('call', '2026-10-31T23:00:00Z', { ...ours, account_id: 'b' }),
      ],
    };
    const record = of('lead_response_time_post_onboarding', tables);
    expect(record).toMatchObject({ value: 5, pending: 1 });
  });
});

describe('customers', () => {
  it('are split by onboarding model when they pay for the first time', () => {
    const tables = {
      accounts: [
        account('new', { onboarding_model: 'white_glove' }),
        account('back', { onboarding_model: 'white_glove' }),
        account('paused', { onboarding_model: 'white_glove' }),
      ],
      subscription_periods: [
        span('new', '2026-10-05', null, '100'),
        span('unlinked', '2026-10-01', null, '100'),
        span('back', '2026-01-01', '2026-02-01', '100'),
        span('back', '2026-10-05', null, '100', { subscription_item_id: 'back-2' }),
        span('paused', '2026-09-01', '2026-10-05', '100', { status: 'paused' }),
        span('paused', '2026-10-05', null, '100'),
        span('later', '2026-11-01', null, '100'),
      ],
    };
    const ofModel = (value: string) =>
      of('onboarding_model_split', tables, { dimension: 'model', value });
    expect(ofModel('white_glove')).toMatchObject({ value: 50, numerator: 1, denominator: 2 });
    expect(ofModel('unknown')).toMatchObject({ value: 50, numerator: 1 });
  });

  it('say what they think for 90 days after their own activation, or that of their account', () => {
    let answers = 0;
    const answer = (score: number, at: string, more: Row = {}) => {
      answers += 1;
      const scale = { scale_min: 1, scale_max: 5, higher_is_better: true };
      const [response_id, type] = [`r${answers}`, 'post_activation'];
      return { response_id, type, score, ...scale, responded_at: at, ...more };
    };
    const tables = {
      users: [
        user('early', '2026-01-01T00:00:00Z'),
        user('late', '2026-01-01T00:00:00Z'),
        user('never', '2026-01-01T00:00:00Z'),
      ],
      contacts: [{ contact_id: 'p', account_id: 'a' }],
      onboarding_milestones: [
        activated('early', '2026-07-10T00:00:00Z'),
        activated('late', '2026-10-10T00:00:00Z'),
        activated('unlisted', '2026-10-01T00:00:00Z'),
      ],
      survey_responses: [
        answer(5, '2026-10-08T00:00:00Z', { user_id: 'early' }),
        answer(1, '2026-10-08T00:00:01Z', { user_id: 'early', account_id: 'a' }),
        answer(1, '2026-10-09T23:59:59Z', { user_id: 'late', account_id: 'a' }),
        answer(3, '2026-10-10T00:00:00Z', { user_id: 'late' }),
        answer(1, '2026-10-07T00:00:00Z', { user_id: 'never', account_id: 'a' }),
        answer(4, '2026-10-08T00:00:00Z', { contact_id: 'p' }),
        answer(1, '2026-10-08T00:00:01Z', { account_id: 'a' }),
        answer(1, '2026-10-07T00:00:00Z', { user_id: 'unlisted', account_id: 'a' }),
        answer(1, '2026-10-07T00:00:00Z'),
        answer(5, '2026-10-07T00:00:00Z', { user_id: 'early', type: 'oss' }),
        answer(2, '2026-10-07T00:00:00Z', { type: 'oss', higher_is_better: false }),
      ],
    };
    // 100, 50 and 75
    expect(of('customer_feedback_score', tables)).toMatchObject({ value: 75, denominator: 3 });
    expect(of('onboarding_satisfaction_score', tables)).toMatchObject({ value: 87.5 });
  });
});

describe('sources', () => {
  it('that are not there leave their KPIs without one, also where the others are', () => {
    const users = [user('u', '2026-09-20T00:00:00Z')];
    expect(of('activation_rate_by_source', { users }).status).toBe('no_data_source');
    expect(of('onboarding_kickoff_lag', { users }).status).toBe('no_data_source');
    const tables = { users, onboarding_milestones: [] };
    expect(of('activation_conversion_rate', tables).status).toBe('not_measurable');
    expect(of('drop_off_rate', tables)).toMatchObject({ status: 'not_measurable', pending: 0 });
  });
});
