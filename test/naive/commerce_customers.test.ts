import { describe, expect, it } from 'vitest';
import { account, invoice, second, span, worldOf } from './examples/builders.ts';
import { cancelled, changed, customer, find } from './examples/finding.ts';
import { known, type Row } from './world.ts';

describe('customers and revenue', () => {
  it('does not call the renewal of a subscription a purchase', () => {
    const bought = (id: string, accountId: string, reason: string | null): Row =>
      invoice(id, { account_id: accountId, billing_reason: reason });
    const world = worldOf([], {
      invoices: [
        bought('1', 'a', 'manual'),
        bought('2', 'a', null),
        bought('3', 'b', 'subscription_create'),
        bought('4', 'b', 'subscription_cycle'),
        bought('5', 'c', 'subscription_cycle'),
        { ...bought('6', 'd', 'manual'), status: 'open', paid_at: null },
      ],
    });
    expect(find(world, 'average_purchase_frequency').value).toBe(1.5);
    expect(find(world, 'repeat_purchase_rate').value).toBe(50);
  });

  it('counts a renewal on the day of the end, not on the day after', () => {
    const contract = (id: string, accountId: string, endsOn: string, more: Row): Row => ({
      contract_id: id,
      account_id: accountId,
      starts_on: '2025-10-01',
      ends_on: endsOn,
      currency: 'EUR',
      ...more,
    });
    const world = worldOf([], {
      contracts: [
        // in Berlin still the 15th, then the 16th
        contract('1', 'a', '2026-10-15', {
          renewed_at: '2026-10-15T21:59:59Z',
          value_minor: 100000,
        }),
        contract('2', 'a', '2026-10-15', {
          renewed_at: '2026-10-15T22:00:00Z',
          value_minor: 200000,
        }),
        contract('3', 'b', '2026-10-20', { renewed_by_contract_id: '9', value_minor: 300000 }),
        contract('4', 'c', '2026-10-31', {
          renewed_at: '2026-10-31T23:00:00Z',
          renewed_by_contract_id: '9',
        }),
        contract('5', 'd', '2026-10-01', { value_minor: 200000 }),
        contract('6', 'e', '2026-11-01', { renewed_by_contract_id: '9', value_minor: 700000 }),
      ],
    });
    expect(find(world, 'contract_renewal_rate')).toMatchObject({ numerator: 2, denominator: 5 });
    expect(find(world, 'contract_renewal_rate', 'contract_value').value).toBe(50);
    expect(find(world, 'customer_renewal_rate')).toMatchObject({ numerator: 2, denominator: 4 });
  });

  it('finds on daily MRR who paid less and left within 90 days', () => {
    const down = (id: string, on: string, until: string | null, more: Row = cancelled) => [
      span(id, '2026-01-01', on, '10000', changed),
      span(id, on, until, '6000', more),
    ];
    const world = worldOf([
      ...down('left in time', '2026-07-10', '2026-10-08'),
      ...down('left late', '2026-07-10', '2026-10-09'),
      ...down('pausing', '2026-07-10', '2026-09-01', changed),
      span('pausing', '2026-09-01', null, '6000', { status: 'paused' }),
      // 90 days later is 30 September, and 1 November
      ...down('too early', '2026-07-02', '2026-07-20'),
      ...down('not due', '2026-08-03', '2026-08-20'),
    ]);
    expect(find(world, 'downgrade_to_churn_conversion_rate')).toMatchObject({
      numerator: 1,
      denominator: 3,
      pending: 1,
    });
  });

  it('counts growth on the day of activation and on the ninetieth day after, not a first payment', () => {
    const grown = (id: string, on: string) => [
      span(id, '2026-01-01', on, '10000', changed),
      span(id, on, null, '15000'),
    ];
    const ids = ['at once', 'at last', 'too late', 'first paid'];
    const world = worldOf(
      [
        ...grown('at once', '2026-07-10'),
        ...grown('at last', '2026-10-08'),
        ...grown('too late', '2026-10-09'),
        span('first paid', '2026-07-20', null, '5000'),
      ],
      {
        users: ids.map((id) => ({
          user_id: id,
          account_id: id,
          signed_up_at: '2026-07-01T08:00:00Z',
        })),
        // in Berlin it is the 10th already
        onboarding_milestones: ids.map((id) => ({
          milestone_id: 'activated',
          account_id: id,
          user_id: id,
          completed_at: '2026-07-09T22:30:00Z',
        })),
      },
    );
    expect(find(world, 'activation_to_expansion_rate')).toMatchObject({
      numerator: 2,
      denominator: 4,
    });
  });

  it('calls cross-sold who pays for a product never had before beside one that it had', () => {
    const product = (name: string): Row => ({ product: name });
    const world = worldOf([
      span('both', '2026-01-01', null, '10000', product('x')),
      span('both', '2026-10-10', null, '5000', { ...second('both'), ...product('y') }),
      span('instead', '2026-01-01', '2026-10-10', '10000', { ...product('x'), ...changed }),
      span('instead', '2026-10-10', null, '5000', product('y')),
      span('again', '2026-01-01', null, '10000', product('x')),
      span('again', '2026-01-01', '2026-02-01', '5000', { ...second('again'), ...product('y') }),
      span('again', '2026-10-10', null, '5000', { ...second('again'), ...product('y') }),
      span('free', '2026-01-01', null, '10000', product('x')),
      span('free', '2026-10-10', null, '0', { ...second('free'), ...product('y') }),
      span('new', '2026-10-10', null, '10000', product('x')),
    ]);
    expect(find(world, 'cross_sell_conversion_rate')).toMatchObject({
      numerator: 1,
      denominator: 4,
    });
    const unnamed = worldOf([customer('a')]);
    expect(find(unnamed, 'cross_sell_conversion_rate').status).toBe('no_data_source');
  });

  it('wins back only who had left before the opening', () => {
    const world = worldOf([
      span('back', '2026-01-01', '2026-05-01', '4000', cancelled),
      span('back', '2026-10-20', null, '3000'),
      span('gone', '2026-01-01', '2026-09-30', '4000', cancelled),
      // paid through the last day of September, so there at the opening
      span('at the edge', '2026-01-01', '2026-10-01', '4000', cancelled),
      span('paused', '2026-01-01', '2026-05-01', '4000', changed),
      span('paused', '2026-05-01', null, '4000', { status: 'paused' }),
      span('never paid', '2026-01-01', '2026-05-01', '4000', { status: 'trialing' }),
    ]);
    expect(find(world, 'win_back_rate')).toMatchObject({ numerator: 1, denominator: 2 });
  });

  it('tells why accounts left, with what they paid, by reason and within each segment', () => {
    const world = worldOf(
      [
        // a smaller item that ended with another reason on the same day
        span('a', '2026-01-01', '2026-10-10', '10000', { end_reason: 'price' }),
        span('a', '2026-01-01', '2026-10-10', '2000', { ...second('a'), ...cancelled }),
        span('b', '2026-01-01', '2026-10-10', '5000'),
        span('c', '2026-01-01', '2026-10-10', '3000', { end_reason: 'price' }),
        span('d', '2026-01-01', '2026-11-01', '3000', { end_reason: 'price' }),
        // a trial took the place of what was to end for another reason later
        span('e', '2026-01-01', '2026-12-01', '4000', { end_reason: 'price' }),
        span('e', '2026-10-20', null, '4000', { status: 'trialing' }),
      ],
      { accounts: [account('a', { segment: 'smb' }), account('b', { segment: 'smb' })] },
    );
    const unlinked = {
      ...world,
      accounts: known(world.accounts).filter((row) => row.account_id !== 'c'),
    };
    const exits = (value: string) => find(unlinked, 'exit_reason_frequency', value);
    expect(exits('price')).toMatchObject({ numerator: 2, denominator: 4, amount: 150 });
    expect(exits('unknown')).toMatchObject({ numerator: 2, denominator: 4, amount: 90 });
    expect(exits('smb: price').value).toBe(50);
    expect(exits('smb: unknown').value).toBe(50);
    expect(exits('unlinked: price').value).toBe(100);
  });

  it('adds up what is used without being paid for and what will hardly be paid', () => {
    const event = (id: string): Row => ({
      event_id: id,
      account_id: id,
      user_id: id,
      event_name: 'use',
      occurred_at: '2026-10-05T08:00:00Z',
    });
    const bill = (id: string, total: number, more: Row): Row =>
      invoice(id, { account_id: 'z', total_minor: total, paid_at: null, ...more });
    const open = { status: 'open', issued_at: '2026-08-01T08:00:00Z' };
    const world = worldOf(
      [
        span('left', '2026-01-01', '2026-08-01', '10000', cancelled),
        span('left', '2026-01-01', '2026-09-01', '3000', { ...second('left'), ...cancelled }),
        span('left', '2026-01-01', '2026-09-01', '2000', { subscription_item_id: 'third' }),
        span('at the edge', '2026-01-01', '2026-10-01', '7000', cancelled),
        span('leaving', '2026-01-01', '2026-10-02', '9000', cancelled),
        span('quiet', '2026-01-01', '2026-09-01', '9000', cancelled),
      ],
      {
        events: ['left', 'at the edge', 'leaving', 'never paid'].map(event),
        invoices: [
          bill('1', 50000, { status: 'uncollectible', paid_minor: 10000, credited_minor: 5000 }),
          // 60 days overdue on the last instant, and a second less
          bill('2', 20000, { ...open, due_at: '2026-09-01T23:00:00Z', paid_minor: 2000 }),
          bill('3', 20000, { ...open, due_at: '2026-09-01T23:00:01Z' }),
          bill('4', 8000, {
            ...open,
            status: 'paid',
            due_at: '2026-08-10T08:00:00Z',
            paid_at: '2026-11-02T08:00:00Z',
            paid_minor: 8000,
          }),
          bill('5', 90000, { ...open, status: 'void', due_at: '2026-08-10T08:00:00Z' }),
          bill('6', 90000, { status: 'uncollectible', issued_at: '2026-10-31T23:00:00Z' }),
        ],
      },
    );
    // 30 + 20 and 70 of last MRR, 350 + 180 + 80 of invoices
    expect(find(world, 'revenue_leakage').value).toBe(50 + 70 + 350 + 180 + 80);
  });

  it('holds the forecast as it was when the period began against what was won', () => {
    const deal = (id: string, type: string, more: Row): Row => ({
      opportunity_id: id,
      account_id: 'a',
      type,
      currency: 'EUR',
      created_at: '2026-08-01T08:00:00Z',
      ...more,
    });
    const change = (id: string, at: string, minor: number, closesOn: string, more: Row = {}) => ({
      opportunity_id: id,
      changed_at: at,
      amount_minor: minor,
      expected_close_on: closesOn,
      ...more,
    });
    const won = { is_won: true, closed_at: '2026-10-20T08:00:00Z' };
    const world = worldOf([], {
      opportunities: [
        deal('renewal', 'renewal', { ...won, amount_minor: 80000 }),
        deal('later', 'upsell', { ...won, amount_minor: 20000 }),
        deal('lost', 'cross_sell', { is_won: false, closed_at: '2026-10-20T08:00:00Z' }),
        deal('omitted', 'upsell', {}),
        deal('closed', 'renewal', { is_won: true, closed_at: '2026-09-30T21:59:59Z' }),
        deal('new', 'new_business', { ...won, amount_minor: 500000 }),
      ],
      opportunity_history: [
        change('renewal', '2026-09-01T08:00:00Z', 70000, '2026-10-15'),
        change('renewal', '2026-09-20T08:00:00Z', 100000, '2026-10-15'),
        // not known when the period begins
        change('renewal', '2026-09-30T22:00:00Z', 500000, '2026-10-15'),
        change('later', '2026-09-10T08:00:00Z', 30000, '2026-11-01'),
        change('lost', '2026-09-10T08:00:00Z', 10000, '2026-10-31'),
        change('omitted', '2026-09-10T08:00:00Z', 90000, '2026-10-31', {
          forecast_category: 'omitted',
        }),
        change('closed', '2026-09-10T08:00:00Z', 90000, '2026-10-31'),
        change('new', '2026-09-10T08:00:00Z', 90000, '2026-10-31'),
      ],
    });
    // 1,100 forecast, 1,000 won
    expect(find(world, 'forecasting_accuracy').value).toBe(90);
    const [renewal] = known(world.opportunities);
    const less = { ...world, opportunities: [{ ...known(renewal), amount_minor: 40000 }] };
    // 1,000 forecast, 400 won: below 0
    expect(find(less, 'forecasting_accuracy').value).toBe(0);
  });
});
