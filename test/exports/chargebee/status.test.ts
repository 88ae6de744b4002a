import { beforeEach, describe, expect, it } from 'vitest';
import { unix } from '../vendors/chargebee_face.ts';
import { type ChargebeeRecords, openRecords } from './chargebee_records.ts';

let world: ChargebeeRecords;
beforeEach(() => {
  world = openRecords();
  world.price('pro-usd');
});

const day = (date: string) => `2026-${date}T00:00:00Z`;
const trial = { trial_start: unix(day('10-01')), trial_end: unix(day('10-15')) };
const inTrial = { ...trial, status: 'in_trial', activated_at: undefined };
const begin = (more: object = {}) =>
  world.subscribe('s1', day('10-01'), [world.item('pro-usd')], more);

describe('a trial at Chargebee', () => {
  it('case 21: tries what it would pay, until it is to end', async () => {
    begin(inTrial);
    await world.look(day('10-05'));
    expect(world.spans()).toEqual([
      ['plan', '2026-10-01', '2026-10-15', 'trialing', 1_000, null, null],
    ]);
    expect(world.rows('trials')).toMatchObject([
      {
        trial_id: 's1',
        account_id: 'c1',
        plan: 'pro-usd',
        started_at: '2026-10-01T00:00:00.000Z',
        converted_at: null,
      },
    ]);
  });

  it('case 22: pays from the day on which it converted', async () => {
    begin(inTrial);
    await world.look(day('10-05'));
    world.change('s1', day('10-15'), { status: 'active', activated_at: unix(day('10-15')) });
    await world.look(day('10-20'));
    expect(world.spans()).toEqual([
      ['plan', '2026-10-01', '2026-10-15', 'trialing', 1_000, 'changed', null],
      ['plan', '2026-10-15', null, 'active', 1_000, null, null],
    ]);
    expect(world.rows('trials')).toMatchObject([
      { ended_at: '2026-10-15T00:00:00.000Z', converted_at: '2026-10-15T00:00:00.000Z' },
    ]);
  });

  it('is known from its dates where it was over before the first export', async () => {
    begin({ ...trial, activated_at: unix(day('10-15')) });
    world.invoice('i1', day('10-15'), [world.line('pro-usd', day('10-15'), day('11-15'), 1_000)]);
    await world.look();
    expect(world.spans().map((span) => span.slice(1, 4))).toEqual([
      ['2026-10-01', '2026-10-15', 'trialing'],
      ['2026-10-15', null, 'active'],
    ]);
  });

  it('case 23: that was cancelled was never active', async () => {
    begin({ ...inTrial, status: 'cancelled', cancelled_at: unix(day('10-08')) });
    await world.look();
    expect(world.spans()).toEqual([
      ['plan', '2026-10-01', '2026-10-08', 'trialing', 1_000, 'cancelled', null],
    ]);
    expect(world.rows('trials')).toMatchObject([
      { ended_at: '2026-10-08T00:00:00.000Z', converted_at: null },
    ]);
  });

  it('case 33: that goes on for nothing did not convert', async () => {
    world.price('pro-usd', { price: 0 });
    begin({ ...trial, activated_at: unix(day('10-15')) });
    await world.look();
    expect(world.spans()[1]?.slice(1, 5)).toEqual(['2026-10-15', null, 'free', 0]);
    expect(world.rows('trials')).toMatchObject([{ converted_at: null }]);
  });
});

describe('an unpaid invoice at Chargebee', () => {
  const line = () => world.line('pro-usd', day('10-01'), day('11-01'), 1_000);
  const spans = async (status: string, more: object = {}) => {
    begin();
    world.invoice('i1', day('10-01'), [line()], { status, paid_at: undefined, ...more });
    await world.look();
    return world.spans().map((span) => span.slice(1, 4));
  };

  it('case 24: makes its subscription past due from the day it was due', async () => {
    expect(await spans('payment_due', { due_date: unix(day('10-15')) })).toEqual([
      ['2026-10-01', '2026-10-15', 'active'],
      ['2026-10-15', null, 'past_due'],
    ]);
  });

  it('case 26: goes on being so when collecting was given up; staging ends it after the days of grace', async () => {
    expect(await spans('not_paid')).toEqual([['2026-10-01', null, 'past_due']]);
  });

  it('is past due until it is paid', async () => {
    const paid = { due_date: unix(day('10-10')), paid_at: unix(day('10-20')) };
    expect(await spans('paid', paid)).toEqual([
      ['2026-10-01', '2026-10-10', 'active'],
      ['2026-10-10', '2026-10-20', 'past_due'],
      ['2026-10-20', null, 'active'],
    ]);
  });

  it('is nothing before it is due, nor when it is paid on the day', async () => {
    expect(await spans('posted', { due_date: unix(day('11-15')) })).toEqual([
      ['2026-10-01', null, 'active'],
    ]);
  });

  it('case 31: for something that does not recur makes no subscription past due', async () => {
    begin();
    const once = { ...line(), entity_type: 'charge_item_price' };
    world.invoice('i1', day('10-01'), [once], { status: 'payment_due', paid_at: undefined });
    await world.look();
    expect(world.spans().map((span) => span[3])).toEqual(['active']);
  });

  it('is told by the subscription where invoices may not be read', async () => {
    begin({ due_since: unix(day('10-12')), due_invoices_count: 1 });
    await world.look();
    expect(world.spans().map((span) => span.slice(1, 4))).toEqual([
      ['2026-10-01', '2026-10-12', 'active'],
      ['2026-10-12', null, 'past_due'],
    ]);
  });

  it('of two subscriptions on one invoice concerns both', async () => {
    begin();
    world.subscribe('s2', day('10-01'), [world.item('pro-usd')]);
    const lines = [line(), { ...line(), id: 'li2', subscription_id: 's2' }];
    world.invoice('i1', day('10-01'), lines, {
      status: 'not_paid',
      paid_at: undefined,
      subscription_id: undefined,
    });
    await world.look();
    expect(world.spans().map((span) => span[3])).toEqual(['past_due', 'past_due']);
    expect(world.rows('invoices')).toMatchObject([{ subscription_id: null }]);
  });
});

describe('an invoice of Chargebee', () => {
  it.each([
    ['paid', 'paid'],
    ['posted', 'open'],
    ['payment_due', 'open'],
    ['not_paid', 'uncollectible'],
    ['voided', 'void'],
    ['pending', 'draft'],
  ])('that is %s is %s', async (status, expected) => {
    world.invoice('i1', day('10-01'), [], { status });
    await world.look();
    expect(world.rows('invoices')).toMatchObject([{ status: expected }]);
  });

  it('that is something else is refused, and nothing else is', async () => {
    world.invoice('i1', day('10-01'), [], { status: 'disputed' });
    world.invoice('i2', day('10-01'), []);
    await world.look();
    expect(world.rows('invoices')).toMatchObject([{ invoice_id: 'i2' }]);
    expect(world.refused()).toMatchObject([{ id: 'i1', refused: 'its status is not known' }]);
  });

  it('has its dates, its amounts and its reason', async () => {
    world.invoice('i1', day('10-01'), [], {
      first_invoice: true,
      due_date: unix(day('10-31')),
      total: 11_900,
      amount_paid: 11_900,
    });
    await world.look();
    expect(world.rows('invoices')).toMatchObject([
      {
        ...{
          account_id: 'c1',
          subscription_id: 's1',
          billing_reason: 'subscription_create',
          currency: 'USD',
        },
        ...{ issued_at: '2026-10-01T00:00:00.000Z', due_at: '2026-10-31T00:00:00.000Z' },
        ...{ paid_at: '2026-10-01T00:00:00.000Z', total_minor: '11900', paid_minor: '11900' },
        ...{ refunded_minor: '0', credited_minor: '0' },
      },
    ]);
  });

  it('case 53: is refunded and credited by its credit notes, and stays subscribed', async () => {
    begin();
    world.invoice('i1', day('10-01'), [world.line('pro-usd', day('10-01'), day('11-01'), 1_000)]);
    const note = { customer_id: 'c1', reference_invoice_id: 'i1', status: 'refunded' };
    world.face.write('credit_note', 'n1', day('10-05'), {
      ...note,
      type: 'refundable',
      total: 400,
      amount_refunded: 250,
    });
    world.face.write('credit_note', 'n2', day('10-05'), {
      ...note,
      type: 'adjustment',
      status: 'adjusted',
      total: 100,
    });
    world.face.write('credit_note', 'n3', day('10-05'), {
      ...note,
      type: 'adjustment',
      status: 'voided',
      total: 900,
    });
    world.face.write('credit_note', 'n4', day('10-05'), {
      ...note,
      type: 'adjustment',
      total: 70,
      deleted: true,
    });
    await world.look();
    expect(world.rows('invoices')).toMatchObject([
      { refunded_minor: '250', credited_minor: '250' },
    ]);
    expect(world.spans()).toEqual([['plan', '2026-10-01', null, 'active', 1_000, null, null]]);
  });

  it('names its credit notes itself, where they may not be read', async () => {
    const issued_credit_notes = [
      { cn_id: 'n1', cn_total: 300, cn_status: 'refunded' },
      { cn_id: 'n2', cn_total: 50, cn_status: 'refund_due' },
    ];
    world.invoice('i1', day('10-01'), [], { issued_credit_notes });
    await world.look();
    expect(world.rows('invoices')).toMatchObject([{ refunded_minor: '300', credited_minor: '50' }]);
  });

  it('case 54: of a year that was paid back is churn on the day of the cancellation', async () => {
    begin({ status: 'cancelled', cancelled_at: unix(day('10-20')) });
    world.invoice('i1', day('10-01'), [world.line('pro-usd', day('10-01'), day('11-01'), 1_000)]);
    await world.look();
    expect(world.spans()[0]?.slice(2, 3)).toEqual(['2026-10-20']);
  });

  it('that was deleted is no row', async () => {
    world.invoice('i1', day('10-01'), [], { deleted: true });
    await world.look();
    expect(world.rows('invoices')).toEqual([]);
  });
});

describe('a customer of Chargebee', () => {
  it('is a link to the account that its field names, and to the domain of its address', async () => {
    world.customer('c1', day('10-01'), { cf_account_id: 'A-1' });
    world.customer('c2', day('10-01'), { cf_account_id: 17, email: undefined });
    await world.look();
    expect(world.rows('account_links')).toMatchObject([
      { source: 'chargebee', source_id: 'c1', account_id: 'A-1', domain: 'c1.example' },
      { source: 'chargebee', source_id: 'c2', account_id: '17', domain: null },
    ]);
    expect(JSON.stringify(world.rows('account_links'))).not.toContain('jo');
  });

  it('is an account where Chargebee names accounts', async () => {
    world = openRecords({}, true);
    world.customer('c1', day('10-01'), { company: 'Acme' });
    await world.look();
    expect(world.rows('accounts')).toMatchObject([
      {
        account_id: 'c1',
        name: 'Acme',
        domain: 'c1.example',
        created_at: '2026-10-01T00:00:00.000Z',
      },
    ]);
  });

  it('that was deleted, or merged into another one, is no row; what it had bought stays', async () => {
    begin();
    world.customer('c1', day('10-01'), { deleted: true });
    await world.look();
    expect(world.rows('account_links')).toEqual([]);
    expect(world.spans()).toHaveLength(1);
  });
});
