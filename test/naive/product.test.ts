import { describe, expect, it } from 'vitest';
import { account, span } from './examples/builders.ts';
import { activated, feature, milestone, recordIn, use, user } from './product/examples.ts';
import { productKpis } from './product/kpis.ts';
import type { World } from './world.ts';

const of = (kpi: string, tables: World, segment?: { dimension: string; value: string }) =>
  recordIn(productKpis, kpi, tables, segment ? { segment } : {});

const key = [feature('k', 'key'), feature('other')];

describe('sessions', () => {
  it('go on after thirty minutes of silence and end a second later', () => {
    const events = [
      use('u', '2026-10-05T10:00:00Z', 'f1'),
      use('u', '2026-10-05T10:30:00Z', 'f2'),
      use('u', '2026-10-05T11:00:01Z', 'f3'),
      use('u', '2026-10-05T12:00:00Z', 'f3'),
      use('u', '2026-10-05T13:00:00Z', 'f4'),
      // two sessions are too few to be counted
      use('v', '2026-10-05T10:00:00Z', 'f1'),
      use('v', '2026-10-05T11:00:00Z', 'f2'),
    ];
    const users = [user('u', '2026-10-05T09:00:00Z'), user('v', '2026-10-05T09:00:00Z')];
    expect(of('engagement_depth_first_3_sessions', { users, events })).toMatchObject({
      value: 3,
      denominator: 1,
    });
  });

  it('are a user’s own, begin with their first event, and at one instant go by their id, unnamed last', () => {
    const at = '2026-10-05T10:00:00Z';
    const events = [
      use('unnamed', at, null),
      use('unnamed', at, 'k', { session_id: 'z' }),
      use('named', at, 'k', { session_id: 'z' }),
      use('named', at, null, { session_id: 'a' }),
      // the same session goes on after a month and another one
      use('late', '2026-09-05T10:00:00Z', null, { session_id: 'z' }),
      use('late', '2026-10-05T10:00:00Z', null),
      use('late', '2026-10-06T10:00:00Z', 'k', { session_id: 'z' }),
      // what comes after the end has not come
      use('future', at, null, { session_id: 'a' }),
      use('future', '2026-10-31T23:00:00Z', 'k', { session_id: 'a' }),
    ];
    const users = ['unnamed', 'named', 'late', 'future'].map((id) => user(id, at));
    const tables = { users, events, features: key };
    expect(of('first_time_user_conversion_rate', tables)).toMatchObject({
      numerator: 2,
      denominator: 4,
    });
  });

  it('are counted from the first one ever, so that a core feature in the fourth comes too late', () => {
    const days = ['01', '02', '03', '04'];
    const events = days.flatMap((day, n) => [
      use('third', `2026-10-${day}T10:00:00Z`, n === 2 ? 'c' : null),
      use('fourth', `2026-10-${day}T10:00:00Z`, n === 3 ? 'c' : null),
    ]);
    const users = ['third', 'fourth', 'silent'].map((id) => user(id, '2026-10-01T08:00:00Z'));
    const tables = { users, events, features: [feature('c', 'core')] };
    expect(of('first_feature_usage_rate', tables).value).toBeCloseTo(100 / 3, 9);
  });

  it('hold a flow that is finished in the first one, by its id or between its ends', () => {
    const users = ['named', 'timed', 'late', 'open', 'none'].map((id) =>
      user(id, '2026-10-01T08:00:00Z'),
    );
    const events = [
      ...users.map(({ user_id: id }) => use(String(id), '2026-10-02T10:00:00Z')),
      ...users.map(({ user_id: id }) => use(String(id), '2026-10-02T10:20:00Z')),
      use('named', '2026-10-02T10:00:00Z', null, { session_id: 's' }),
    ];
    const inFlow = (id: string, flow: string) => ({ user_id: id, flow_id: flow });
    const onboarding_milestones = [
      // a second event at the same time puts the named session first
      activated('named', '2026-10-09T10:00:00Z', { flow_id: 'main', session_id: 's' }),
      activated('timed', '2026-10-02T10:20:00Z', { flow_id: 'main' }),
      milestone('tour', null, inFlow('timed', 'tour')),
      activated('late', '2026-10-02T10:20:01Z', { flow_id: 'main' }),
      activated('open', '2026-10-02T10:10:00Z', { flow_id: 'main' }),
      milestone('invite', null, inFlow('open', 'main')),
      milestone('tour', '2026-10-02T10:10:00Z', inFlow('none', 'tour')),
    ];
    const tables = { users, events, onboarding_milestones };
    expect(of('first_session_completion_rate', tables)).toMatchObject({
      numerator: 2,
      denominator: 5,
    });
  });
});

describe('windows', () => {
  it('of 14 days that close on the first instant are due, those that close on the last are not', () => {
    const users = [
      user('in_time', '2026-09-16T22:00:00Z'),
      user('late', '2026-09-16T22:00:00Z'),
      user('before_sign_up', '2026-09-20T00:00:00Z'),
      user('closed_before', '2026-09-16T21:59:59Z'),
      user('open', '2026-10-17T23:00:00Z'),
      user('after_the_end', '2026-10-31T23:00:00Z'),
    ];
    const events = [
      use('in_time', '2026-09-30T22:00:00Z', 'k'),
      use('late', '2026-09-30T22:00:01Z', 'k'),
      use('before_sign_up', '2026-09-01T00:00:00Z', 'k'),
      use('open', '2026-10-18T00:00:00Z', 'k'),
    ];
    const record = of('feature_adoption_rate_early', { users, events, features: key });
    expect(record).toMatchObject({ numerator: 2, denominator: 3, pending: 1 });
  });

  it('open with the first event, of users that are listed', () => {
    const users = ['at_once', 'in_time', 'late', 'mute'].map((id) =>
      user(id, '2026-01-01T00:00:00Z'),
    );
    const events = [
      use('at_once', '2026-10-01T00:00:00Z', 'f'),
      use('in_time', '2026-10-01T00:00:00Z'),
      use('in_time', '2026-10-08T00:00:00Z', 'f'),
      use('late', '2026-10-01T00:00:00Z'),
      use('late', '2026-10-08T00:00:01Z', 'f'),
      use('unlisted', '2026-10-01T00:00:00Z', 'f'),
    ];
    expect(of('first_contact_engagement_rate', { users, events })).toMatchObject({
      numerator: 2,
      denominator: 3,
      pending: 0,
    });
  });

  it('take a second use for one only in another session', () => {
    const events = [
      use('same_session', '2026-09-20T10:00:00Z', 'c', { session_id: 's' }),
      use('same_session', '2026-09-23T10:00:00Z', 'c', { session_id: 's' }),
      use('in_time', '2026-09-20T10:00:00Z', 'c'),
      use('in_time', '2026-10-04T10:00:00Z', 'c'),
      use('late', '2026-09-20T10:00:00Z', 'c'),
      use('late', '2026-10-04T10:00:01Z', 'c'),
      // in another session, though that one had begun before
      use('earlier_session', '2026-09-20T09:00:00Z', null, { session_id: 'a' }),
      use('earlier_session', '2026-09-20T10:00:00Z', 'c', { session_id: 'b' }),
      use('earlier_session', '2026-09-20T11:00:00Z', 'c', { session_id: 'a' }),
      use('not_due', '2026-10-20T10:00:00Z', 'c'),
    ];
    const tables = { events, features: [feature('c', 'critical')] };
    expect(of('first_critical_feature_reuse_rate', tables)).toMatchObject({
      numerator: 2,
      denominator: 4,
      pending: 1,
    });
  });

  it('after activation or onboarding leave out the first instant and take in the last', () => {
    const users = ['with_it', 'in_time', 'late'].map((id) => user(id, '2026-01-01T00:00:00Z'));
    const onboarding_milestones = [
      ...users.map(({ user_id: id }) => activated(String(id), '2026-10-01T00:00:00Z')),
      milestone('live', '2026-09-05T00:00:00Z', { is_required: true }),
      milestone('live', '2026-09-05T00:00:00Z', { is_required: true, account_id: 'b' }),
    ];
    const events = [
      use('with_it', '2026-10-01T00:00:00Z'),
      use('in_time', '2026-10-08T00:00:00Z'),
      use('late', '2026-10-08T00:00:01Z'),
      use('someone', '2026-09-05T00:00:00Z', 'k'),
      use('someone', '2026-10-05T00:00:00Z', 'k', { account_id: 'b' }),
    ];
    const tables = { users, events, onboarding_milestones, features: key };
    expect(of('activated_to_follow_up_engagement_rate', tables)).toMatchObject({
      numerator: 1,
      denominator: 3,
    });
    expect(of('adoption_rate', tables)).toMatchObject({ numerator: 1, denominator: 2 });
  });
});

describe('local days', () => {
  it('decide what day 7 is, also when the clocks go back in between', () => {
    const users = ['after_midnight', 'before_midnight', 'open'].map((id) =>
      user(id, '2026-01-01T00:00:00Z'),
    );
    const onboarding_milestones = [
      // 00:30 on the 21st, so that 23:30 on the 27th, 7 × 24 hours later, is day 6
      activated('after_midnight', '2026-10-20T22:30:00Z'),
      activated('before_midnight', '2026-10-20T21:30:00Z'),
      activated('open', '2026-10-25T10:00:00Z'),
    ];
    const events = users.map(({ user_id: id }) => use(String(id), '2026-10-27T22:30:00Z'));
    const tables = { users, events, onboarding_milestones };
    const on = (value: string) =>
      of('activation_cohort_retention_rate', tables, { dimension: 'day', value });
    expect(on('7')).toMatchObject({ numerator: 1, denominator: 2, pending: 1 });
    expect(on('30')).toMatchObject({ status: 'not_measurable', pending: 3 });
  });

  it('make the weeks that a key feature is to be used in, counted back from the end', () => {
    const events = [
      // Monday 00:00 of the 25th, and the last minute of the 24th: two weeks
      use('three', '2026-10-24T22:00:00Z', 'k'),
      use('three', '2026-10-24T21:59:00Z', 'k'),
      use('three', '2026-10-03T22:00:00Z', 'k'),
      use('two', '2026-10-24T22:00:00Z', 'k'),
      use('two', '2026-10-03T22:00:00Z', 'k'),
      use('other_feature', '2026-10-24T22:00:00Z', 'other'),
      use('before', '2026-10-03T21:59:59Z', 'k'),
    ];
    expect(of('feature_adoption_rate_ongoing', { events, features: key })).toMatchObject({
      numerator: 1,
      denominator: 3,
    });
  });
});

describe('users of features', () => {
  const events = [
    use('explored', '2026-09-30T21:59:59Z', 'k'),
    use('explored', '2026-10-10T00:00:00Z', 'k'),
    use('exploring', '2026-10-10T00:00:00Z', 'k'),
    use('active', '2026-09-10T00:00:00Z', 'other'),
    use('active', '2026-10-10T00:00:00Z', 'unlisted'),
    use('gone', '2026-09-10T00:00:00Z', 'k'),
  ];
  const tables = { events, features: key };

  it('explore a key feature when they had used none before the period', () => {
    expect(of('key_feature_exploration_rate', tables)).toMatchObject({
      numerator: 1,
      denominator: 2,
    });
  });

  it('are retained by a feature that they use in this period and used in the one before', () => {
    const ofFeature = (value: string) =>
      of('percent_of_retained_feature_users', tables, { dimension: 'feature', value });
    expect(ofFeature('k')).toMatchObject({ numerator: 1, denominator: 2 });
    expect(ofFeature('other')).toMatchObject({ value: 0, denominator: 1 });
    expect(ofFeature('unlisted').status).toBe('not_measurable');
  });

  it('are not measured without a feature of that role, and not 0 without users', () => {
    const features = [{ ...feature('k'), is_key: false }];
    expect(of('key_feature_exploration_rate', { events, features }).status).toBe('no_data_source');
    expect(of('key_feature_exploration_rate', { events }).status).toBe('no_data_source');
    expect(of('key_feature_exploration_rate', { ...tables, events: [] }).status).toBe(
      'not_measurable',
    );
  });
});

describe('durations', () => {
  it('lead from the sign-up to the first key action, to the second session and to the third', () => {
    const users = [user('u', '2026-10-01T00:00:00Z'), user('v', '2026-10-09T00:00:00Z')];
    const events = [
      use('u', '2026-10-03T00:00:00Z', 'k'),
      use('u', '2026-10-03T00:10:00Z', 'k'),
      use('u', '2026-10-04T00:00:00Z', 'other'),
      use('u', '2026-10-05T00:00:00Z', 'other'),
      use('u', '2026-10-05T00:10:00Z', 'k'),
      use('u', '2026-10-11T00:00:00Z', 'k'),
      // before the sign-up: impossible, left out and counted
      use('v', '2026-10-08T00:00:00Z', 'k'),
    ];
    const tables = { users, events, features: key };
    expect(of('time_to_first_key_action', tables)).toMatchObject({ value: 2, leftOut: 1 });
    expect(of('time_to_first_repeat_action', tables).value).toBeCloseTo(2 + 10 / 1440, 9);
    expect(of('time_to_first_habitual_action', tables)).toMatchObject({ value: 10, leftOut: 0 });
  });

  it('to a repeat lead to the session that comes second to a key action, also where sessions overlap', () => {
    const events = [
      use('u', '2026-10-03T10:00:00Z', null, { session_id: 'a' }),
      use('u', '2026-10-03T10:10:00Z', 'k', { session_id: 'b' }),
      use('u', '2026-10-03T22:10:00Z', 'k', { session_id: 'a' }),
    ];
    expect(of('time_to_first_repeat_action', { events, features: key }).value).toBe(0.5);
  });

  it('count for nothing when their clock starts at the end or later', () => {
    const users = [user('later', '2026-10-31T23:00:00Z'), user('before', '2026-10-31T22:59:59Z')];
    const events = ['later', 'before'].map((id) => use(id, '2026-10-10T00:00:00Z', 'k'));
    expect(of('time_to_first_key_action', { users, events, features: key })).toMatchObject({
      status: 'not_measurable',
      leftOut: 1,
    });
  });

  it('between logins begin at or after the activation and end in the period', () => {
    const login = { event_name: 'login' };
    const events = ['2026-09-28', '2026-09-29', '2026-10-03', '2026-10-05', '2026-11-02'].map(
      (day) => use('u', `${day}T00:00:00Z`, null, login),
    );
    const tables = {
      users: [user('u', '2026-09-01T00:00:00Z')],
      events: [...events, use('u', '2026-10-04T00:00:00Z')],
      onboarding_milestones: [activated('u', '2026-09-29T00:00:00Z')],
    };
    expect(of('time_between_logins', tables)).toMatchObject({ value: 3, mean: 3, p90: 4 });
  });

  it('from onboarding to the top features are a mean per user, left out where that is negative', () => {
    const users = ['soon', 'too_early', 'one_only', 'not_onboarded'].map((id) =>
      user(id, '2026-01-01T00:00:00Z', { account_id: id === 'not_onboarded' ? 'b' : 'a' }),
    );
    const events = [
      // −2 and 4 days, and a second use that is no first one
      use('soon', '2026-10-08T00:00:00Z', 't1'),
      use('soon', '2026-10-14T00:00:00Z', 't2'),
      use('soon', '2026-10-20T00:00:00Z', 't2'),
      // −9 and 1
      use('too_early', '2026-10-01T00:00:00Z', 't1'),
      use('too_early', '2026-10-11T00:00:00Z', 't2'),
      use('one_only', '2026-10-11T00:00:00Z', 't2'),
      use('not_onboarded', '2026-10-11T00:00:00Z', 't1', { account_id: 'b' }),
      use('not_onboarded', '2026-10-11T00:00:00Z', 't2', { account_id: 'b' }),
    ];
    const onboarding_milestones = [
      milestone('setup', '2026-10-02T00:00:00Z', { is_required: true }),
      milestone('live', '2026-10-10T00:00:00Z', { is_required: true }),
      milestone('extra', null, { is_required: false }),
      milestone('live', null, { is_required: true, account_id: 'b' }),
    ];
    const features = [feature('t1', 'top'), feature('t2', 'top'), feature('k')];
    const tables = { users, events, features, onboarding_milestones };
    expect(of('feature_adoption_velocity', tables)).toMatchObject({ value: 1, leftOut: 1 });
  });
});

describe('accounts', () => {
  it('have three activated users when they are still there at the end', () => {
    const ids = ['u1', 'u2', 'u3', 'v1', 'v2', 'v3'];
    const users = ids.map((id) =>
      user(id, '2026-01-01T00:00:00Z', {
        account_id: id.startsWith('u') ? 'a' : 'b',
        deactivated_at: { u3: '2026-10-31T23:00:00Z', v3: '2026-10-31T22:59:59Z' }[id] ?? null,
      }),
    );
    const tables = {
      users,
      onboarding_milestones: ids.map((id) => activated(id, '2026-10-31T22:59:59Z')),
      subscription_periods: [
        span('a', '2026-01-01', null, '100'),
        span('b', '2026-01-01', null, '100'),
      ],
    };
    expect(of('percent_of_accounts_with_3_plus_activated_users', tables).value).toBe(50);
  });

  it('are engaged in several roles when users whose roles are known differ in them', () => {
    const users = [
      user('admin', '2026-01-01T00:00:00Z', { role: 'admin' }),
      user('member', '2026-01-01T00:00:00Z', { role: 'member', account_id: 'b' }),
      user('nobody', '2026-01-01T00:00:00Z'),
    ];
    const at = '2026-10-10T00:00:00Z';
    const events = [
      use('admin', at),
      use('nobody', at),
      use('admin', at, null, { account_id: 'b' }),
      use('member', at, null, { account_id: 'b' }),
    ];
    const tables = { users, events };
    expect(of('percent_of_accounts_with_multi_role_engagement', tables).value).toBe(50);
  });

  it('signal expansion by what comes first, and only after one of their users is activated', () => {
    const tables = {
      users: [
        user('u', '2026-01-01T00:00:00Z'),
        user('v', '2026-01-01T00:00:00Z', { account_id: 'b' }),
      ],
      events: [
        use('u', '2026-10-12T00:00:00Z', 'x'),
        use('u', '2026-10-13T00:00:00Z', 'x2'),
        use('v', '2026-09-12T00:00:00Z', 'x', { account_id: 'b' }),
        use('v', '2026-10-12T00:00:00Z', 'x2', { account_id: 'b' }),
        use('v', '2026-10-12T00:00:00Z', null, { account_id: 'c' }),
      ],
      features: [feature('x', 'expansion'), feature('x2', 'expansion')],
      onboarding_milestones: [
        activated('u', '2026-10-01T00:00:00Z'),
        activated('v', '2026-10-01T00:00:00Z', { account_id: 'b' }),
        milestone('live', '2026-10-02T00:00:00Z', { is_required: true }),
      ],
      opportunities: [
        {
          opportunity_id: 'o',
          account_id: 'a',
          type: 'upsell',
          created_at: '2026-10-11T00:00:00Z',
        },
        {
          opportunity_id: 'p',
          account_id: 'a',
          type: 'renewal',
          created_at: '2026-10-02T00:00:00Z',
        },
        {
          opportunity_id: 'q',
          account_id: 'c',
          type: 'upsell',
          created_at: '2026-10-02T00:00:00Z',
        },
      ],
      subscription_periods: ['a', 'b', 'c'].map((id) => span(id, '2026-01-01', null, '100')),
    };
    expect(of('time_to_expansion_signal', tables)).toMatchObject({ value: 10, leftOut: 0 });
    expect(of('time_to_value_expansion', tables).value).toBe(10);
    // a took up two features for the first time, b its second one
    expect(of('expansion_activation_rate', tables)).toMatchObject({ numerator: 2, denominator: 3 });
    expect(of('expansion_feature_usage_frequency', tables)).toMatchObject({
      numerator: 3,
      denominator: 3,
    });
  });
});

describe('trials and invitations', () => {
  const trials = [
    {
      trial_id: 't1',
      account_id: 'a',
      started_at: '2026-09-25T00:00:00Z',
      ended_at: '2026-10-09T00:00:00Z',
    },
    // ended before the period, and one that is converted and named no other end
    {
      trial_id: 't2',
      account_id: 'b',
      started_at: '2026-09-01T00:00:00Z',
      ended_at: '2026-09-30T21:59:59Z',
    },
    {
      trial_id: 't3',
      account_id: 'c',
      started_at: '2026-10-20T00:00:00Z',
      converted_at: '2026-10-30T00:00:00Z',
    },
  ];

  it('engage users by three features, the first and the last instant included', () => {
    const users = [
      user('three', '2026-09-20T00:00:00Z'),
      user('after_it', '2026-09-20T00:00:00Z'),
      user('came_too_late', '2026-10-09T00:00:00Z'),
      user('b', '2026-09-20T00:00:00Z', { account_id: 'b' }),
    ];
    const events = ['three', 'after_it'].flatMap((id) => [
      use(id, '2026-09-25T00:00:00Z', 'f1'),
      use(id, '2026-09-30T00:00:00Z', 'f2'),
      use(id, id === 'three' ? '2026-10-09T00:00:00Z' : '2026-10-09T00:00:01Z', 'f3'),
    ]);
    expect(of('trial_engagement_rate', { trials, users, events })).toMatchObject({
      numerator: 1,
      denominator: 2,
    });
  });

  it('are complete when the account used every key feature before the end of its trial', () => {
    const features = [feature('k1', 'key'), feature('k2', 'key')];
    const events = [
      use('u', '2026-09-25T00:00:00Z', 'k1'),
      use('v', '2026-10-09T00:00:00Z', 'k2'),
      use('w', '2026-10-21T00:00:00Z', 'k1', { account_id: 'c' }),
      use('w', '2026-10-30T00:00:01Z', 'k2', { account_id: 'c' }),
    ];
    const tables = { trials, events, features };
    expect(of('percent_of_accounts_completing_all_key_trial_actions', tables)).toMatchObject({
      numerator: 1,
      denominator: 2,
    });
  });

  it('count users who invite in the period among those active in it', () => {
    const at = '2026-10-10T00:00:00Z';
    const invitation = (id: string, userId: string, invitedAt: string) => ({
      referral_id: id,
      referrer_user_id: userId,
      invited_at: invitedAt,
    });
    const tables = {
      accounts: [account('a')],
      events: ['inviting', 'earlier', 'mute'].map((id) => use(id, at)),
      referrals: [
        invitation('r1', 'inviting', at),
        invitation('r2', 'inviting', at),
        invitation('r3', 'earlier', '2026-09-30T21:59:59Z'),
        invitation('r4', 'inactive', at),
      ],
    };
    expect(of('referral_invitation_rate', tables)).toMatchObject({ numerator: 1, denominator: 3 });
  });
});
