import type { Row, World } from '../naive/world.ts';

/** Facts that engines are known to read differently: copies, merges, overlaps, clock changes, borders. */
export const tangledCompany: World = {
  accounts: [
    account('a1', { merged_into_account_id: 'a2', domain: 'One.example', csm: 'Zoë' }),
    account('a2', { merged_into_account_id: 'a3', domain: 'two.example' }),
    account('a3', { domain: 'ONE.example', segment: 'enterprise', csm: 'ß – Æ' }),
    account('a3', { domain: 'one.example', segment: 'smb', csm: 'Zoë', ...changedAt('10-01') }),
    account('a4', { merged_into_account_id: 'a4', domain: 'gmail.com', segment: "O'Neil" }),
    account('a5', { merged_into_account_id: 'nowhere', csm: 'zoë' }),
    account('a5', { merged_into_account_id: 'nowhere', csm: 'zoë' }),
    account('a6', { domain: 'six.example', is_deleted: true, ...changedAt('09-01') }),
    account('a7', { domain: 'shared.example', segment: '😀', region: '' }),
    account('a8', { domain: 'shared.example', closed_won_at: '2026-10-31T22:59:59.999Z' }),
    ...Array.from({ length: 20 }, (_, n) =>
      account(`m${n}`, { merged_into_account_id: n === 19 ? 'a8' : `m${n + 1}` }),
    ),
  ],
  account_links: [
    { source: 'desk', source_id: 'd1', account_id: 'a1' },
    { source: 'desk', source_id: 'd2', domain: 'Two.Example' },
    { source: 'desk', source_id: 'd3', domain: 'gmail.com' },
    { source: 'desk', source_id: 'd4', domain: 'shared.example' },
    { source: 'desk', source_id: 'd5', account_id: 'lost', domain: 'seven.example' },
    { source: 'desk', source_id: 'd6', account_id: 'm0' },
    { source: 'desk', source_id: 'd6', account_id: 'a4', ...changedAt('11-01') },
  ],
  contacts: [
    { contact_id: 'c1', account_id: 'a7', email: 'who@Seven.Example', persona: 'champion' },
    { contact_id: 'c2', account_id: 'a7', email: 'no-at-sign' },
    { contact_id: 'c3', account_id: 'a8', email: 'nothing-after@' },
    { contact_id: 'c4', account_id: 'a8', email: 'two@at@signs.example', persona: 'champion' },
  ],
  users: [user('u1', 'a1'), user('u2', 'm3'), user('u3', 'a7'), user('u4', 'unknown')],
  subscription_periods: [
    span('i1', 'a1', '2025-01-31', '2026-03-01', '12345678901234.123456'),
    span('i1', 'a1', '2026-02-01', null, '10000.000001', { change_reason: 'plan', plan: 'gold' }),
    span('i2', 'a4', '2026-02-28', '2026-10-31', '333.333333', { currency: 'JPY' }),
    span('i2', 'a4', '2026-10-31', null, '666.666667', { currency: 'EUR', seats: 3 }),
    span('i3', 'a5', '2026-06-01', '2026-08-01', '5000', { status: 'past_due' }),
    span('i3', 'a5', '2026-08-01', '2026-09-01', '5000', { status: 'past_due' }),
    span('i3', 'a5', '2026-09-01', '2026-09-15', '5000'),
    span('i3', 'a5', '2026-09-15', null, '5000', { status: 'past_due', end_reason: 'cancelled' }),
    span('i4', 'a6', '2026-01-01', null, '700', { is_deleted: true, ...changedAt('10-15') }),
    span('i5', 'a7', '2026-01-01', '2026-12-01', '700', { is_deleted: true }),
    span('i6', 'a7', '2026-05-01', '2026-05-01', '900'),
    span('i7', 'a8', '2026-05-01', '2026-10-01', '900', {
      status: 'paused',
      end_reason: 'changed',
    }),
    span('i7', 'a8', '2026-10-01', '2026-11-20', '0', { end_reason: 'cancelled' }),
    span('i8', 'd1', '2026-10-25', '2026-11-20', '-50', { source: 'desk' }),
    span('i9', 'd2', '2024-02-29', '2026-11-20', '1.5', { source: 'desk', end_reason: 'price' }),
  ],
  // Europe/Berlin left summer time on 2026-10-25 at 01:00 UTC and entered it on 2026-03-29.
  events: [
    ...['2026-10-24T22:00:00Z', '2026-10-25T00:59:59.999Z', '2026-10-25T01:00:00Z'],
    ...['2026-10-25T22:59:59.999Z', '2026-10-25T23:00:00Z', '2026-10-31T22:59:59.999Z'],
    ...['2026-10-31T23:00:00Z', '2026-03-28T22:59:59Z', '2026-03-29T01:00:00Z'],
  ].flatMap((occurred_at, n) => [
    event(`e${n}`, 'a1', 'u1', occurred_at, { feature_id: 'f1' }),
    event(`e${n}`, 'a1', 'u1', occurred_at, { feature_id: 'f1' }),
    event(`e${n}`, 'm3', 'u2', occurred_at, { event_name: 'login' }),
    event(`s${n}`, 'd3', `u${n % 5}`, occurred_at, { source: 'desk', feature_id: 'f2' }),
  ]),
  features: [
    { feature_id: 'f1', name: 'First', is_expansion: true },
    { feature_id: 'f2', name: 'Second' },
  ],
  tickets: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => ({
    ticket_id: `t${n}`,
    account_id: ['a1', 'a7', 'm19', 'unknown', null][n % 5] ?? null,
    created_at: `2026-10-${10 + n}T08:00:00.00${n % 10}Z`,
    solved_at: n === 4 ? null : `2026-10-${30 - n * 2}T23:30:00.5Z`,
    escalated_at: n % 3 === 0 ? '2026-10-31T23:00:00Z' : null,
    agent_replies: n % 4 === 0 ? null : n % 3,
    reopened_count: n % 2 === 0 ? 0 : null,
  })),
  survey_responses: Array.from({ length: 12 }, (_, n) => ({
    response_id: `r${n}`,
    type: ['nps', 'csat', 'ces'][n % 3] ?? 'nps',
    score: n % 3 === 0 ? (n * 3) % 11 : `${1 + (n % 4)}.333333`,
    scale_min: n % 3 === 0 ? 0 : 1,
    scale_max: n % 3 === 0 ? 10 : 5 + (n % 3),
    higher_is_better: n % 4 !== 3,
    user_id: n % 2 === 0 ? `u${1 + (n % 4)}` : null,
    contact_id: n % 5 === 1 ? 'c1' : null,
    responded_at: `2026-${n % 4 === 0 ? '05' : '10'}-${10 + n}T10:00:00Z`,
  })),
  spend: [
    spend('2026-10-25', null, 'support', 100_000_000_000_001),
    spend('2026-09-16', '2026-11-16', 'support', 12_345),
    spend('2026-10-31', '2026-10-31', 'support', 7),
    spend('2026-10-01', '2026-11-01', 'sales', 7),
  ],
  fx_rates: ['2026-09-30', '2026-10-30'].flatMap((rate_on) => [
    { rate_on, currency: 'JPY', reporting_per_unit: '0.006123' },
    { rate_on, currency: 'JPY', reporting_per_unit: '0.006124', ...changedAt('11-01') },
  ]),
  onboarding_milestones: ['a7', 'a8', 'm1'].flatMap((account_id, n) => [
    milestone(
      account_id,
      'value',
      null,
      '2026-10-28T12:00:00Z',
      n === 0 ? null : '2026-10-30T12:00:00Z',
    ),
    milestone(account_id, 'kickoff', null, `2026-08-2${n}T12:00:00Z`, null),
    milestone(account_id, 'activated', `u${n + 1}`, '2026-09-20T12:00:00Z', '2026-10-04T12:00:00Z'),
    milestone(account_id, 'first_value', `u${n + 1}`, null, '2026-10-04T12:00:00.001Z'),
  ]),
  activities: [
    touch('x1', { account_id: 'a1', type: 'meeting', occurred_at: '2026-10-31T23:00:00Z' }),
    touch('x2', { account_id: 'a7', direction: 'inbound' }),
    touch('x3', { contact_id: 'c1', outcome: 'replied' }),
    touch('x4', { contact_id: 'c4', outcome: 'no_show' }),
    touch('x5', { source: 'desk', account_id: 'd1', responded_at: '2026-10-12T00:00:00Z' }),
  ],
  invoices: [
    invoice('n1', 'open', '2026-09-01T00:00:00Z', null),
    invoice('n2', 'paid', '2026-09-02T00:00:00Z', '2026-11-05T00:00:00Z'),
    invoice('n3', 'void', '2026-09-03T00:00:00Z', null),
  ],
  contracts: [
    { contract_id: 'k1', account_id: 'a7', starts_on: '2026-01-01', ends_on: '2026-12-31' },
    { contract_id: 'k2', account_id: 'm0', starts_on: '2025-11-30', ends_on: '2026-11-30' },
  ],
  opportunities: [
    { opportunity_id: 'o1', account_id: 'm5', type: 'upsell', created_at: '2026-08-01T00:00:00Z' },
  ],
};

function account(account_id: string, more: Row): Row {
  return { account_id, name: `Account ${account_id}`, created_at: '2025-06-30T22:00:00Z', ...more };
}

function changedAt(day: string): Row {
  return { source_updated_at: `2026-${day}T04:05:06.789Z` };
}

function user(user_id: string, account_id: string): Row {
  return { user_id, account_id, signed_up_at: '2026-09-20T12:00:00Z' };
}

function span(
  item: string,
  account_id: string,
  starts_on: string,
  ends_on: string | null,
  mrr_minor: string,
  more: Row = {},
): Row {
  return {
    ...{ subscription_item_id: item, subscription_id: `s-${item}`, account_id, starts_on, ends_on },
    ...{ mrr_minor, currency: 'EUR', status: 'active', plan: 'standard', seats: 10, ...more },
  };
}

function event(id: string, account_id: string, user_id: string, at: string, more: Row): Row {
  return { event_id: id, account_id, user_id, event_name: 'used', occurred_at: at, ...more };
}

function spend(
  spent_on: string,
  covers_until: string | null,
  category: string,
  amount: number,
): Row {
  return { spent_on, covers_until, category, amount_minor: amount, currency: 'EUR' };
}

function milestone(
  account_id: string,
  milestone_id: string,
  user_id: string | null,
  started_at: string | null,
  completed_at: string | null,
): Row {
  return { account_id, milestone_id, user_id, started_at, completed_at, is_required: true };
}

function touch(activity_id: string, more: Row): Row {
  return { activity_id, type: 'email', occurred_at: '2026-10-11T22:30:00Z', ...more };
}

function invoice(invoice_id: string, status: string, due_at: string, paid_at: string | null): Row {
  const total = { currency: 'EUR', total_minor: 1 };
  return {
    invoice_id,
    account_id: 'a7',
    status,
    issued_at: '2026-08-01T00:00:00Z',
    due_at,
    paid_at,
    ...total,
  };
}
