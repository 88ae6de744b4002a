import { describe, expect, it } from 'vitest';
import { account, invoice, span, worldOf } from './examples/builders.ts';
import { cancelled, changed, customer, find, touch } from './examples/finding.ts';
import type { Row } from './world.ts';

describe('leads and trials', () => {
  const lead = (id: string, createdAt: string, more: Row = {}): Row => ({
    lead_id: id,
    created_at: createdAt,
    ...more,
  });

  it('takes a lead’s own time, else the first touch by hand, and counts who still waits', () => {
    const world = worldOf([], {
      leads: [
        lead('own', '2026-10-05T08:00:00Z', { first_response_at: '2026-10-05T10:00:00Z' }),
        lead('touched', '2026-10-05T08:00:00Z'),
        lead('asks again', '2026-10-05T08:00:00Z'),
        lead('too late', '2026-10-05T08:00:00Z', { first_response_at: '2026-10-31T23:00:00Z' }),
        lead('too early', '2026-10-05T08:00:00Z', { first_response_at: '2026-10-05T07:00:00Z' }),
      ],
      activities: [
        ['robot', '2026-10-05T09:00:00Z', { direction: 'outbound', is_automated: true }],
        ['planned', '2026-10-05T10:00:00Z', { direction: 'outbound', outcome: 'scheduled' }],
        ['hand', '2026-10-05T13:00:00Z', { direction: 'outbound' }],
      ]
        .map(([id, at, more]) => touch(id as string, 'email', at as string, more as Row))
        .concat(touch('in', 'email', '2026-10-05T09:00:00Z', { direction: 'inbound' }))
        .map((row) => ({ ...row, lead_id: row.activity_id === 'in' ? 'asks again' : 'touched' })),
    });
    // 2 and 5 hours; an hour before the creation is left out
    expect(find(world, 'lead_response_time')).toMatchObject({
      value: 3.5,
      mean: 3.5,
      p90: 5,
      leftOut: 1,
      pending: 2,
    });
    // contact is also what a machine sends
    expect(find(world, 'time_to_first_contact')).toMatchObject({ value: 1, pending: 4 });
  });

  it('converts a lead in exactly 90 days, not a second later', () => {
    const world = worldOf([], {
      leads: [
        lead('1', '2026-07-10T08:00:00Z', { converted_at: '2026-10-08T08:00:00Z' }),
        lead('2', '2026-07-10T08:00:00Z', { converted_at: '2026-10-08T08:00:01Z' }),
        // due on the last instant before October and on the first of November
        lead('3', '2026-07-02T21:59:59Z', { converted_at: '2026-07-03T08:00:00Z' }),
        lead('4', '2026-08-02T23:00:00Z', { converted_at: '2026-08-03T08:00:00Z' }),
      ],
    });
    expect(find(world, 'conversion_rate')).toMatchObject({
      value: 50,
      denominator: 2,
      pending: 1,
    });
  });

  it('counts a trial as sold when sales touched it up to its conversion', () => {
    const trial = (id: string, more: Row = {}): Row => ({
      trial_id: id,
      account_id: id,
      is_self_serve: true,
      started_at: '2026-09-10T08:00:00Z',
      converted_at: '2026-10-10T08:00:00Z',
      ...more,
    });
    const sales = (id: string, at: string, more: Row = {}) =>
      touch(id, 'call', at, { account_id: id, team: 'sales', ...more });
    const world = worldOf([], {
      trials: [
        trial('free'),
        trial('sold'),
        trial('sold later'),
        trial('helped'),
        trial('late', { converted_at: '2026-10-10T08:00:01Z' }),
        trial('by sales', { is_self_serve: false }),
      ],
      contacts: [{ contact_id: 'c', account_id: 'sold' }],
      activities: [
        sales('sold', '2026-10-10T08:00:00Z', { account_id: null, contact_id: 'c' }),
        sales('sold later', '2026-10-10T08:00:01Z'),
        sales('helped', '2026-09-12T08:00:00Z', { team: 'success' }),
      ],
    });
    expect(find(world, 'free_to_paid_conversion_rate')).toMatchObject({
      numerator: 3,
      denominator: 5,
      value: 60,
    });
  });

  it('counts each invoice once for the users of two trials of one account', () => {
    const world = worldOf([], {
      trials: ['2026-07-10T08:00:00Z', '2026-07-20T08:00:00Z'].map((startedAt) => ({
        trial_id: startedAt,
        account_id: 'a',
        started_at: startedAt,
        ended_at: startedAt.replace('-07-', '-08-'),
      })),
      users: [
        { user_id: 'u1', account_id: 'a', signed_up_at: '2026-07-10T08:00:00Z' },
        // in the second trial only
        { user_id: 'u2', account_id: 'a', signed_up_at: '2026-08-15T08:00:00Z' },
        { user_id: 'u3', account_id: 'a', signed_up_at: '2026-08-20T08:00:00Z' },
        { user_id: 'u4', account_id: 'b', signed_up_at: '2026-07-10T08:00:00Z' },
      ],
      invoices: [
        invoice('1', { account_id: 'a', total_minor: 9000, paid_at: '2026-08-01T08:00:00Z' }),
        // 90 days after the second start, all of it paid but 10
        invoice('2', {
          account_id: 'a',
          total_minor: 5000,
          paid_minor: 4000,
          refunded_minor: 1000,
          paid_at: '2026-10-18T08:00:00Z',
        }),
        invoice('3', { account_id: 'a', total_minor: 7000, paid_at: '2026-10-18T08:00:01Z' }),
      ],
    });
    // 90 + 40 − 10 of two users
    expect(find(world, 'revenue_per_trial_user')).toMatchObject({ value: 60, denominator: 2 });
  });
});

describe('what an account costs and is worth', () => {
  const cost = (category: string, spentOn: string, minor: number, coversUntil?: string): Row => ({
    spent_on: spentOn,
    covers_until: coversUntil ?? null,
    category,
    channel: `${category} ${spentOn}`,
    amount_minor: minor,
    currency: 'EUR',
  });

  it('spreads spend over calendar days, and counts new accounts that left again', () => {
    const world = worldOf(
      [
        span('new', '2026-10-05', null, '7000'),
        span('flash', '2026-10-05', '2026-10-25', '5000', cancelled),
        span('back', '2026-01-01', '2026-05-01', '4000', cancelled),
        span('back', '2026-10-20', null, '4000'),
        span('waiting', '2026-09-01', '2026-10-10', '4000', { status: 'paused', ...changed }),
        span('waiting', '2026-10-10', null, '4000'),
        span('next', '2026-11-01', null, '4000'),
      ],
      {
        spend: [
          // 15 of 30 days, then the last day, then 12 of 20 days
          cost('sales', '2026-09-16', 30000, '2026-10-16'),
          cost('marketing', '2026-10-31', 5000),
          cost('marketing', '2026-10-20', 10000, '2026-11-09'),
          cost('success', '2026-10-10', 90000),
        ],
      },
    );
    // 150 + 50 + 60 for two accounts
    expect(find(world, 'cac')).toMatchObject({ value: 130, numerator: 260, denominator: 2 });
  });

  it('multiplies ARPA, margin and lifespan, and takes off what winning and serving cost', () => {
    const world = worldOf(
      [
        customer('a', '10000'),
        span('b', '2025-01-01', null, '30000'),
        // 487 days are 16 months
        span('c', '2025-01-01', '2026-05-03', '9000', cancelled),
      ],
      {
        spend: [
          cost('sales', '2026-02-01', 50000),
          // 10 of 40 days are of the 12 months
          cost('marketing', '2025-10-02', 40000, '2025-11-11'),
          cost('success', '2026-10-31', 30000),
          cost('support', '2026-11-01', 10000),
        ],
        referrals: [
          { referral_id: '1', referred_account_id: 'b', converted_at: '2025-01-01T08:00:00Z' },
          { referral_id: '2', referred_account_id: 'a', converted_at: '2026-10-31T23:00:00Z' },
        ],
      },
    );
    // 200 × 0.8 × 16 − 600 for one new account − 300 for two customers
    expect(find(world, 'cltv@to_date').value).toBeCloseTo(2560 - 600 - 150, 9);
    expect(find(world, 'cltv_for_referred_users@to_date').value).toBeCloseTo(3840 - 750, 9);
    const nobodyLost = { ...world, subscription_periods: [customer('a')] };
    expect(find(nobodyLost, 'cltv@to_date').status).toBe('not_measurable');
  });

  it('follows a merge from a lead to the account that survives', () => {
    const world = worldOf([], {
      accounts: [account('old', { merged_into_account_id: 'a' }), account('a')],
      leads: ['old', 'a'].map((id) => ({
        lead_id: id,
        created_at: '2026-01-01T08:00:00Z',
        pql_at: '2026-02-01T08:00:00Z',
        converted_at: '2026-03-01T08:00:00Z',
        converted_account_id: id,
      })),
      invoices: [
        invoice('1', { account_id: 'a', total_minor: 10000 }),
        invoice('2', { account_id: 'old', total_minor: 5000, refunded_minor: 2500 }),
        invoice('3', { account_id: 'a', total_minor: 70000, paid_at: '2026-10-31T23:00:00Z' }),
      ],
    });
    // 125 × 0.8 of one account
    expect(find(world, 'converted_pql_lifetime_value@to_date')).toMatchObject({
      value: 100,
      denominator: 1,
    });
  });
});
