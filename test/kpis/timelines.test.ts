import { describe, expect, it } from 'vitest';
import { type ChosenAccount, timelines } from '../../lambdas/kpis/timelines.ts';
import { queryText } from '../../lambdas/local/world.ts';
import type { Engine } from '../../lambdas/ports.ts';
import { settings } from '../../lambdas/settings/schema.ts';
import { periodOf } from '../naive/periods.ts';
import type { World } from '../naive/world.ts';
import { withMeasuredWorld } from './compare.ts';
import { scansOf } from './scans.ts';

const zone = { timeZone: 'Europe/Berlin', reportingCurrency: 'USD' };
const account = (id: string) => ({ account_id: id, name: id, created_at: '2025-01-01T00:00:00Z' });
const touch = (id: string, more: World[string][number]) => ({
  activity_id: id,
  account_id: 'a',
  type: 'call',
  occurred_at: '2026-10-05T09:00:00Z',
  ...more,
});

const world: World = {
  accounts: [account('a'), account('b')],
  contacts: [
    { contact_id: 'c1', account_id: 'a', persona: 'champion', left_at: '2026-09-30T22:30:00Z' },
    { contact_id: 'c2', account_id: 'b', persona: 'champion', left_at: '2026-10-02T10:00:00Z' },
  ],
  users: [{ user_id: 'u1', account_id: 'a', signed_up_at: '2025-02-01T00:00:00Z' }],
  activities: [
    touch('1', { contact_id: 'c1', account_id: null }),
    touch('2', { contact_id: 'c1', account_id: null, type: 'email', direction: 'outbound' }),
    touch('3', { type: 'qbr', outcome: 'no_show', occurred_at: '2026-10-06T09:00:00Z' }),
    touch('4', { type: 'meeting', outcome: 'cancelled' }),
    touch('5', { account_id: 'b' }),
    touch('6', { occurred_at: '2026-11-01T09:00:00Z' }),
  ],
  survey_responses: [
    {
      ...{ response_id: 'r1', type: 'ces', score: 6, scale_min: 1, scale_max: 7 },
      ...{ higher_is_better: false, user_id: 'u1', responded_at: '2026-10-07T09:00:00Z' },
    },
  ],
  tickets: [
    {
      ...{ ticket_id: 't1', account_id: 'a', category: 'bug', created_at: '2026-10-08T09:00:00Z' },
      ...{ escalated_at: '2026-10-09T09:00:00Z', solved_at: '2026-10-10T09:00:00Z' },
    },
    {
      ...{ ticket_id: 't2', account_id: 'a', created_at: '2026-10-08T09:00:00Z' },
      solved_at: '2026-10-11T09:00:00Z',
    },
  ],
  invoices: [
    invoice('i1', '2026-10-12T00:00:00Z', '2026-10-20T00:00:00Z'),
    invoice('i2', '2026-10-13T00:00:00Z', '2026-10-15T00:00:00Z'),
  ],
  subscription_periods: [
    span('2025-01-01', '2026-10-14', { end_reason: 'changed' }),
    span('2026-10-14', '2026-10-21', {
      change_reason: 'seats',
      end_reason: 'cancelled',
      end_comment: 'Too dear',
    }),
  ],
  onboarding_milestones: [
    { milestone_id: 'value', account_id: 'a', completed_at: '2026-10-16T09:00:00Z' },
    {
      milestone_id: 'activated',
      account_id: 'a',
      user_id: 'u1',
      completed_at: '2026-10-16T09:00:00Z',
    },
  ],
  opportunities: [deal('o1', { is_won: true }), deal('o2', { is_won: false })],
};

function invoice(id: string, due_at: string, paid_at: string) {
  return {
    ...{ invoice_id: id, account_id: 'a', status: 'paid', currency: 'USD', total_minor: 100 },
    ...{ issued_at: '2026-10-01T00:00:00Z', due_at, paid_at },
  };
}

function span(starts_on: string, ends_on: string, more: World[string][number]) {
  return {
    ...{ subscription_item_id: 's1', subscription_id: 's1', account_id: 'a', currency: 'USD' },
    ...{ mrr_minor: 100, status: 'active', starts_on, ends_on, ...more },
  };
}

function deal(id: string, more: World[string][number]) {
  return {
    ...{ opportunity_id: id, account_id: 'a', type: 'upsell', created_at: '2026-09-01T00:00:00Z' },
    ...{ closed_at: '2026-10-17T09:00:00Z', ...more },
  };
}

const of = (chosen: readonly ChosenAccount[]) =>
  withMeasuredWorld(world, periodOf('2026-10', zone), async ({ query }) => {
    const engine = { query } as unknown as Engine;
    const own = settings.parse({ time_zone: 'Europe/Berlin' });
    const found = await timelines({ engine, queryText, settings: own, chosen });
    return [...found].map(([id, facts]) => [
      id,
      facts.map(({ day, kind, code, score, worst, best }) =>
        [day, kind, code, ...(score === null ? [] : [score, worst, best])].join(' '),
      ),
    ]);
  });

describe('timelines', () => {
  it('hold the dated facts of the chosen account in the report’s zone, within its days', async () => {
    const october = { account_id: 'a', from: '2026-10-01', until: '2026-11-01' };
    expect(await of([october])).toEqual([
      [
        'a',
        [
          '2026-10-01 left champion',
          '2026-10-05 talk call',
          '2026-10-05 touch email',
          '2026-10-06 no_show qbr',
          '2026-10-07 answer ces 6 7 1',
          '2026-10-08 ticket ',
          '2026-10-08 ticket bug',
          '2026-10-09 escalation bug',
          '2026-10-10 solution bug',
          '2026-10-12 overdue paid',
          '2026-10-14 change seats',
          '2026-10-14 end changed',
          '2026-10-16 milestone value',
          '2026-10-17 won upsell',
          '2026-10-20 late_payment paid',
          '2026-10-21 comment Too dear',
          '2026-10-21 end cancelled',
        ],
      ],
    ]);
  });

  it('take the longest stretch that any reader wants of an account', async () => {
    const found = await of([
      { account_id: 'a', from: '2026-10-05', until: '2026-10-06' },
      { account_id: 'a', from: '2026-10-06', until: '2026-10-07' },
      { account_id: 'b', from: '2026-10-01', until: '2026-10-03' },
    ]);
    expect(found).toEqual([
      ['a', ['2026-10-05 talk call', '2026-10-05 touch email', '2026-10-06 no_show qbr']],
      ['b', ['2026-10-02 left champion']],
    ]);
  });

  it('ask nothing where nobody is chosen, and read no table twice', async () => {
    const engine = {
      query: () => Promise.reject(new Error('asked')),
    } as unknown as Engine;
    expect(
      await timelines({ engine, queryText, settings: settings.parse({}), chosen: [] }),
    ).toEqual(new Map());
    const scans = scansOf(await queryText('kpis/measures/timelines.sql'));
    expect([...scans].filter(([, count]) => count > 1)).toEqual([]);
  });
});
