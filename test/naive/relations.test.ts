import { describe, expect, it } from 'vitest';
import { account, span, worldOf } from './examples/builders.ts';
import { cancelled, changed, customer, find, touch } from './examples/finding.ts';
import { periodOf } from './periods.ts';
import { known, type Row } from './world.ts';

const inOctober = '2026-10-10T08:00:00Z';

describe('relationship', () => {
  it('counts touches and tickets of customers, and neither what did not happen nor prospects', () => {
    const world = worldOf([customer('a'), customer('b')], {
      contacts: [{ contact_id: 'c', account_id: 'b' }],
      activities: [
        touch('1', 'call', inOctober),
        touch('2', 'email', inOctober, { account_id: null, contact_id: 'c' }),
        touch('3', 'call', inOctober, { outcome: 'no_show' }),
        touch('4', 'call', inOctober, { account_id: 'prospect' }),
        touch('5', 'call', '2026-10-31T23:00:00Z'),
      ],
      tickets: [{ ticket_id: 't', account_id: 'a', created_at: inOctober }],
    });
    expect(find(world, 'touchpoint_count')).toMatchObject({ numerator: 3, value: 1.5 });
  });

  it('looks at the reviews of the quarter so far, in a weekly report too', () => {
    // 28 December to 3 January: its last day is in the first quarter
    const week53 = periodOf('2026-W53');
    const world = worldOf([customer('a'), customer('b'), customer('c')], {
      activities: [
        touch('1', 'qbr', '2026-12-31T23:00:00Z', { has_referral_intent: true }),
        touch('2', 'qbr', '2027-01-02T08:00:00Z', { outcome: 'completed' }),
        touch('3', 'qbr', '2026-12-31T22:59:59Z', { account_id: 'b' }),
        touch('4', 'qbr', '2027-01-02T08:00:00Z', { account_id: 'c', outcome: 'scheduled' }),
      ],
    });
    const engagement = find(world, 'qbr_engagement_rate@quarter_to_date', undefined, week53);
    expect(engagement).toMatchObject({ numerator: 1, denominator: 3 });
    const intent = find(
      world,
      'referral_intent_identified_in_qbrs@quarter_to_date',
      undefined,
      week53,
    );
    expect(intent).toMatchObject({ numerator: 1, denominator: 2, value: 50 });
  });

  it('counts offers of help that were answered in seven days and before any ticket', () => {
    const offer = (user: string, at: string, respondedAt: string | null): Row =>
      touch(`${user} ${at}`, 'proactive_support', at, {
        user_id: user,
        responded_at: respondedAt,
      });
    const ticket = (user: string, at: string): Row => ({
      ticket_id: user,
      user_id: user,
      created_at: at,
    });
    const world = worldOf([], {
      activities: [
        offer('in time', '2026-10-05T08:00:00Z', '2026-10-12T08:00:00Z'),
        offer('late', '2026-10-05T08:00:00Z', '2026-10-12T08:00:01Z'),
        offer('asked', '2026-10-05T08:00:00Z', '2026-10-07T08:00:00Z'),
        offer('asked with the reply', '2026-10-05T08:00:00Z', '2026-10-07T08:00:00Z'),
        // due in September, in October and in November
        offer('twice', '2026-09-23T08:00:00Z', '2026-09-24T08:00:00Z'),
        offer('twice', '2026-09-24T08:00:00Z', null),
        offer('twice', '2026-10-25T08:00:00Z', '2026-10-25T09:00:00Z'),
      ],
      tickets: [
        ticket('asked', '2026-10-05T08:00:00Z'),
        ticket('asked with the reply', '2026-10-07T08:00:00Z'),
      ],
    });
    expect(find(world, 'proactive_support_engagement_rate')).toMatchObject({
      numerator: 2,
      denominator: 5,
      pending: 1,
    });
  });

  it('correlates check-ins before the last three months with staying through them', () => {
    const world = worldOf(
      [
        customer('a'),
        span('b', '2026-01-01', '2026-09-01', '10000', changed),
        span('b', '2026-09-01', null, '10000', { status: 'paused' }),
        span('c', '2026-01-01', '2026-09-01', '10000', cancelled),
        span('d', '2026-01-01', '2026-09-01', '10000', cancelled),
        span('later', '2026-08-01', null, '10000'),
      ],
      {
        activities: [
          // 1 August less 90 days begins on 2 May at 22:00 UTC
          touch('1', 'check_in', '2026-05-02T22:00:00Z'),
          touch('2', 'check_in', '2026-07-31T21:59:59Z'),
          touch('3', 'check_in', '2026-06-01T08:00:00Z', { account_id: 'b' }),
          touch('4', 'check_in', '2026-06-01T08:00:00Z', { account_id: 'd' }),
          touch('5', 'check_in', '2026-05-02T21:59:59Z', { account_id: 'c' }),
          touch('6', 'check_in', '2026-07-31T22:00:00Z', { account_id: 'c' }),
          touch('7', 'check_in', '2026-06-01T08:00:00Z', { account_id: 'c', outcome: 'no_show' }),
        ],
      },
    );
    // (2, 1), (1, 1), (0, 0), (1, 0): (4 × 3 − 4 × 2) / √(8 × 4)
    const score = find(world, 'check_in_impact_score@trailing_quarter');
    expect(score.value).toBeCloseTo(4 / Math.sqrt(32), 12);
    const allStay = worldOf([customer('a'), customer('b')], {
      activities: [touch('1', 'check_in', '2026-06-01T08:00:00Z')],
    });
    const none = find(allStay, 'check_in_impact_score@trailing_quarter');
    expect(none.status).toBe('not_measurable');
  });

  it('counts a manager’s capacity once a day, and what was logged where none is stated', () => {
    const entry = (csm: string, on: string, minutes: number, more: Row = {}): Row => ({
      csm,
      worked_on: on,
      category: `${minutes}`,
      minutes,
      is_customer_work: true,
      ...more,
    });
    const world = worldOf([], {
      csm_time: [
        entry('ana', '2026-10-01', 300, { capacity_minutes: 480 }),
        entry('ana', '2026-10-01', 60, { capacity_minutes: 480, is_customer_work: false }),
        entry('ana', '2026-10-02', 100),
        entry('ana', '2026-10-02', 20, { is_customer_work: false }),
        entry('ben', '2026-10-31', 240, { capacity_minutes: 240 }),
        entry('ben', '2026-11-01', 500, { capacity_minutes: 240 }),
      ],
    });
    expect(find(world, 'csm_utilization', 'ana')).toMatchObject({
      numerator: 400,
      denominator: 600,
    });
    expect(find(world, 'csm_utilization', 'ben').value).toBe(100);
    expect(find(world, 'csm_utilization')).toMatchObject({ numerator: 640, denominator: 840 });
  });
});

describe('voices', () => {
  it('asks each person once, whether as a contact or as the user who the contact is', () => {
    const answer = (id: string, score: number, at: string, more: Row): Row => ({
      response_id: id,
      type: 'nps',
      score,
      scale_min: 0,
      scale_max: 10,
      higher_is_better: true,
      responded_at: at,
      ...more,
    });
    const world = worldOf([], {
      users: [
        { user_id: 'u1', account_id: 'a', contact_id: 'c1', signed_up_at: inOctober },
        { user_id: 'u2', account_id: 'a', signed_up_at: inOctober },
      ],
      survey_responses: [
        answer('1', 3, '2025-01-01T08:00:00Z', { contact_id: 'c1' }),
        answer('2', 7, '2026-10-01T08:00:00Z', { user_id: 'u1' }),
        answer('3', 9, '2026-01-01T08:00:00Z', { user_id: 'u2' }),
        answer('4', 6, '2026-02-01T08:00:00Z', { user_id: 'u2' }),
        answer('5', 10, '2026-10-31T23:00:00Z', { user_id: 'u2' }),
        answer('6', 0, '2026-02-01T08:00:00Z', {}),
      ],
    });
    expect(find(world, 'detractor_contacts').value).toBe(1);
  });

  it('sets what is said well off against what is said ill, of all that is said', () => {
    const mention = (id: string, tone: string, at = inOctober): Row => ({
      mention_id: id,
      source_type: 'social',
      occurred_at: at,
      tone,
    });
    const world = worldOf([], {
      mentions: [
        mention('1', 'negative'),
        mention('2', 'negative'),
        mention('3', 'positive'),
        mention('4', 'neutral'),
        mention('5', 'positive', '2026-10-31T23:00:00Z'),
      ],
    });
    expect(find(world, 'net_sentiment').value).toBe(-25);
  });

  it('grows a community by who joined before an instant and had not left before it', () => {
    const member = (id: string, joinedAt: string, leftAt: string | null = null): Row => ({
      member_id: id,
      joined_at: joinedAt,
      left_at: leftAt,
    });
    const [start, end] = ['2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z'];
    const world = worldOf([], {
      community_members: [
        member('1', '2026-01-01T08:00:00Z'),
        member('2', '2026-01-01T08:00:00Z', start),
        member('3', start),
        member('4', inOctober, end),
        member('5', inOctober, inOctober),
        member('6', end),
      ],
    });
    // two members at the start, three at the end
    expect(find(world, 'community_growth_rate')).toMatchObject({ value: 50, denominator: 2 });
  });

  it('re-engages an advocate whose first act lies more than 30 days before the opening', () => {
    const act = (contact: string | null, at: string): Row => ({
      act_id: `${contact} ${at}`,
      account_id: 'a',
      contact_id: contact,
      type: 'review',
      occurred_at: at,
    });
    const world = worldOf([customer('a'), customer('b')], {
      advocacy_acts: [
        act('again', '2026-08-31T21:59:59Z'),
        act('again', '2026-09-20T08:00:00Z'),
        act('again', inOctober),
        act('too soon', '2026-08-31T22:00:00Z'),
        act('too soon', inOctober),
        // the account's own act is not its contact's
        act(null, '2026-01-01T08:00:00Z'),
      ],
    });
    expect(find(world, 'advocate_re_engagement_rate')).toMatchObject({
      numerator: 1,
      denominator: 2,
    });
    expect(find(world, 'advocacy')).toMatchObject({ numerator: 1, denominator: 2 });
  });
});

describe('referrals', () => {
  it('closes the window of a referral after exactly 90 days, and an incentive comes first', () => {
    const referral = (id: string, startedAt: string, convertedAt: string | null): Row => ({
      referral_id: id,
      clicked_at: startedAt,
      incentive_shown_at: startedAt,
      converted_at: convertedAt,
    });
    const world = worldOf([], {
      referrals: [
        referral('in time', '2026-07-10T08:00:00Z', '2026-10-08T08:00:00Z'),
        referral('late', '2026-07-10T08:00:00Z', '2026-10-08T08:00:01Z'),
        referral('before', '2026-07-10T08:00:00Z', '2026-07-01T08:00:00Z'),
        referral('at once', '2026-07-10T08:00:00Z', '2026-07-10T08:00:00Z'),
        referral('not due', '2026-08-02T23:00:00Z', '2026-08-03T08:00:00Z'),
      ],
    });
    expect(find(world, 'referral_conversion_rate')).toMatchObject({
      numerator: 3,
      denominator: 4,
      pending: 1,
    });
    expect(find(world, 'referral_incentive_conversion_rate')).toMatchObject({
      numerator: 2,
      denominator: 4,
      pending: 1,
    });
    // the two that converted in October, the one a second later than the other
    const second = 1 / (24 * 3600);
    expect(find(world, 'first_referral_conversion_time').value).toBeCloseTo(90 + second / 2, 9);
  });

  it('measures from activation to the first invitation, and leaves out who was never activated', () => {
    const world = worldOf([], {
      users: ['early', 'first', 'idle', 'later'].map((id) => ({
        user_id: id,
        account_id: 'a',
        signed_up_at: '2026-01-01T08:00:00Z',
      })),
      onboarding_milestones: [
        ['early', '2026-10-20T08:00:00Z'],
        ['first', '2026-10-01T08:00:00Z'],
        ['later', '2026-10-31T23:00:00Z'],
      ].map(([id, at]) => ({
        milestone_id: 'activated',
        account_id: 'a',
        user_id: known(id),
        completed_at: known(at),
      })),
      referrals: [
        ['early', inOctober],
        ['first', '2026-10-11T20:00:00Z'],
        ['first', '2026-10-20T08:00:00Z'],
        ['idle', inOctober],
        ['later', inOctober],
      ].map(([id, at]) => ({
        referral_id: `${id} ${at}`,
        referrer_user_id: known(id),
        invited_at: known(at),
      })),
    });
    expect(find(world, 'time_to_first_referral')).toMatchObject({ value: 10.5, leftOut: 1 });
  });

  it('keeps a paused referred account, follows merges, and forgets conversions still to come', () => {
    const world = worldOf(
      [
        span('a', '2026-01-01', '2026-10-10', '10000', changed),
        span('a', '2026-10-10', null, '10000', { status: 'paused' }),
        span('b', '2026-01-01', '2026-10-10', '10000', cancelled),
        span('c', '2026-01-01', '2026-10-10', '20000', changed),
        span('c', '2026-10-10', null, '25000'),
        span('d', '2026-01-01', '2026-10-10', '10000', cancelled),
      ],
      {
        accounts: [account('old c', { merged_into_account_id: 'c' }), account('c')],
        referrals: [
          ['a', '2026-01-01T08:00:00Z'],
          ['b', '2026-01-01T08:00:00Z'],
          ['old c', inOctober],
          ['d', '2026-10-31T23:00:00Z'],
        ].map(([id, at]) => ({
          referral_id: known(id),
          referred_account_id: known(id),
          converted_at: known(at),
        })),
      },
    );
    expect(find(world, 'referral_churn_rate')).toMatchObject({ numerator: 1, denominator: 3 });
    expect(find(world, 'referral_retention_rate').numerator).toBe(2);
    // (400 + 50 − 100 paused − 100 lost) / 400
    expect(find(world, 'referred_account_net_revenue_retention').value).toBe(62.5);
    expect(find(world, 'referral_driven_expansion_revenue').value).toBe(50);
  });

  it('takes part through an account, through a user of it or through a prompt', () => {
    const ids = ['invites', 'has a user who does', 'accepts', 'was asked', 'is idle'];
    const world = worldOf(
      ids.map((id) => customer(id)),
      {
        users: ids.map((id) => ({
          user_id: `user ${id}`,
          account_id: id,
          signed_up_at: '2026-01-01T08:00:00Z',
        })),
        referrals: [
          { referral_id: '1', referrer_account_id: 'invites', invited_at: inOctober },
          {
            referral_id: '2',
            referrer_user_id: 'user has a user who does',
            invited_at: inOctober,
          },
        ],
        referral_prompts: [
          {
            prompt_id: '1',
            user_id: 'user accepts',
            shown_at: '2026-09-01T08:00:00Z',
            accepted_at: inOctober,
          },
          {
            prompt_id: '2',
            user_id: 'user accepts',
            shown_at: inOctober,
            accepted_at: '2026-10-31T23:00:00Z',
          },
          {
            prompt_id: '3',
            user_id: 'user was asked',
            shown_at: inOctober,
            interacted_at: inOctober,
          },
          { prompt_id: '4', user_id: 'user is idle', shown_at: inOctober, accepted_at: inOctober },
        ],
      },
    );
    expect(find(world, 'referral_program_participation_rate')).toMatchObject({
      numerator: 4,
      denominator: 5,
    });
    expect(find(world, 'referral_prompt_acceptance_rate')).toMatchObject({
      numerator: 1,
      denominator: 3,
    });
    expect(find(world, 'referral_prompt_interaction_rate').numerator).toBe(2);
  });
});
