import { account, span, worldOf } from '../examples/builders.ts';
import type { Row } from '../world.ts';

function use(userId: string, occurredAt: string, more: Row = {}): Row {
  return {
    event_id: `${userId} ${occurredAt}`,
    account_id: 'a',
    user_id: userId,
    event_name: 'view',
    occurred_at: occurredAt,
    ...more,
  };
}

const login = { event_name: 'login' };

function answer(id: string, score: number, respondedAt: string, more: Row): Row {
  return {
    response_id: id,
    type: 'nps',
    score,
    scale_min: 0,
    scale_max: 10,
    higher_is_better: true,
    responded_at: respondedAt,
    ...more,
  };
}

function touch(contactId: string | null, occurredAt: string, type: string, more: Row = {}): Row {
  return {
    activity_id: `${contactId} ${occurredAt}`,
    account_id: 'a',
    contact_id: contactId,
    type,
    occurred_at: occurredAt,
    ...more,
  };
}

const personas = ['champion', 'decision_maker', 'end_user', 'end_user', 'business_owner'];

/** One customer of 10 seats, seen at the end of October in Berlin, 2026-10-31T23:00:00Z. */
export const engaged = worldOf([span('a', '2026-01-01', null, '10000', { seats: 10 })], {
  accounts: [account('a')],
  features: ['f1', 'f2', 'f3', 'f4', 'f5'].map((id) => ({ feature_id: id, name: id })),
  users: [{ user_id: 'u2', account_id: 'a', signed_up_at: '2026-01-01T00:00:00Z' }],
  events: [
    use('u1', '2026-10-20T08:00:00Z', login),
    use('u1', '2026-10-20T09:00:00Z', { feature_id: 'f1' }),
    use('u1', '2026-10-21T08:00:00Z', { feature_id: 'f2' }),
    // half past one on the 21st in Berlin, the day of the next one
    use('u2', '2026-10-20T23:30:00Z', login),
    use('u2', '2026-10-21T08:00:00Z', { feature_id: 'f1' }),
    // the first instant of the 30 days, and the second before
    use('u3', '2026-10-01T22:00:00Z', login),
    use('u4', '2026-10-06T08:00:00Z'),
    use('u5', '2026-10-01T21:59:59Z', login),
  ],
  contacts: personas.map((persona, n) => ({
    contact_id: `c${n + 1}`,
    account_id: 'a',
    persona,
    // that the end user has left by now takes nothing back
    left_at: n === 3 ? '2026-09-15T00:00:00Z' : null,
  })),
  activities: [
    touch('c1', '2026-10-11T23:00:00Z', 'call', { outcome: 'completed' }),
    touch('c2', '2026-09-01T08:00:00Z', 'email', { direction: 'outbound' }),
    touch('c3', '2026-10-20T08:00:00Z', 'meeting', { outcome: 'no_show' }),
    // the account is its contact's; the first instant of the 90 days, and the second before
    touch('c4', '2026-08-02T22:00:00Z', 'email', { account_id: null }),
    touch('c5', '2026-08-02T21:59:59Z', 'email'),
    touch(null, '2026-10-20T08:00:00Z', 'email', { outcome: null }),
  ],
  survey_responses: [
    answer('1', 4, '2026-03-01T08:00:00Z', { account_id: 'a', user_id: 'u1' }),
    answer('2', 9, '2026-09-01T08:00:00Z', { account_id: 'a', user_id: 'u1' }),
    answer('3', 8, '2026-01-15T08:00:00Z', { contact_id: 'c2' }),
    answer('4', 10, '2026-10-10T08:00:00Z', { account_id: 'a' }),
    // after the cut-off
    answer('5', 0, '2026-10-31T23:00:00Z', { user_id: 'u2' }),
  ],
  advocacy_acts: [
    { act_id: '1', account_id: 'a', type: 'review', occurred_at: '2025-02-01T08:00:00Z' },
  ],
});

/** Points of each signal, worked out from the rows above. */
const points = {
  // 4 users of 10 seats, of 0.8
  usersPerSeat: 50,
  // 2 of 5 features, of 0.6
  features: 200 / 3,
  // 3 logins of 4 users, of 12
  logins: 6.25,
  // 4 in 90 days, of 6
  touches: 200 / 3,
  // 5 days of 4 users: 1.25, from 1 to 15
  activeDays: 25 / 14,
  // c1, c2 and c4, of 5; champion, decision maker and end user, of 4
  contacts: 60,
  personas: 75,
  // 20 days, from 60 to 7
  twoWay: 4000 / 53,
  // 9 and 8 and 10 are the latest: two promoters of three
  promoters: 200 / 3,
  // 304 days, from 3 to 12 months
  tenure: (100 * (304 / 30.4375 - 3)) / 9,
};

// 30 users per seat, 15 usage ratio (7 events against 1), 10 features, 15 mean NPS of 9.5, 10
// two-way; tickets and invoices are not there
const health = (30 * 50 + 15 * 100 + 2000 / 3 + 15 * 95 + 10 * points.twoWay) / 80;
const healthPoints = (100 * (health - 40)) / 40;

export const pointsByHand = {
  customer_health_score: health,
  customer_engagement_score:
    (25 * points.logins +
      25 * points.usersPerSeat +
      20 * points.features +
      15 * points.touches +
      15 * 100) /
    100,
  expansion_readiness_index:
    (30 * healthPoints +
      15 * points.tenure +
      20 * points.features +
      20 * points.usersPerSeat +
      15 * 100) /
    100,
  referral_readiness_score:
    (30 * healthPoints +
      30 * points.promoters +
      15 * points.tenure +
      15 * 100 +
      10 * points.usersPerSeat) /
    100,
  relationship_depth_score:
    (35 * points.contacts + 30 * points.personas + 20 * points.twoWay + 15 * 100) / 100,
  adoption_score: (40 * points.features + 40 * points.usersPerSeat + 20 * points.activeDays) / 100,
};
