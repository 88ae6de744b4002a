import { describe, expect, it } from 'vitest';
import {
  at,
  customer,
  invoice,
  item,
  line,
  mapped,
  price,
  type Records,
  spans,
  subscription,
} from './made.ts';

type Json = Record<string, unknown>;
const plan = price('p', 10_000);
const records = (sub: Json, more: Records = {}): Records => ({
  subscriptions: [sub],
  prices: [plan],
  ...more,
});
const sub = (start: string, more: Json = {}) =>
  subscription(
    start,
    [item('si_1', plan, 1, start, { current_period_end: at('2026-12-01') })],
    more,
  );
const month = (from: string, to: string, more: Json = {}) =>
  invoice(from, [line('si_1', 'p', 1, [from, to], 10_000)], more);

describe('trials', () => {
  const trial = { trial_start: at('2026-01-01'), trial_end: at('2026-01-15') };

  it('#21: a trial is no revenue, but a trialing span with what it would pay', () => {
    const result = mapped(records(sub('2026-01-01', { ...trial, status: 'trialing' })), {
      until: '2026-01-10',
    });
    expect(spans(result)[0]).toBe('si_1 2026-01-01..2026-01-15 trialing 10000 changed');
    expect(result.rows('trials')).toMatchObject([
      {
        trial_id: 'sub_1',
        account_id: 'cus_1',
        plan: 'p',
        started_at: '2026-01-01T00:00:00.000Z',
        converted_at: null,
      },
    ]);
  });

  it('#22: a trial that is paid for turns active, and says when it converted', () => {
    const bills = [
      invoice('2026-01-01', [line('si_1', 'p', 1, ['2026-01-01', '2026-01-15'], 0)]),
      month('2026-01-15', '2026-02-15', { paid_at: '2026-01-15T01:00:00Z' }),
    ];
    const result = mapped(records(sub('2026-01-01', trial), { invoices: bills }));
    expect(spans(result)).toEqual([
      'si_1 2026-01-01..2026-01-15 trialing 10000 changed',
      'si_1 2026-01-15.. active 10000',
    ]);
    expect(result.rows('trials')[0]).toMatchObject({ converted_at: '2026-01-15T01:00:00.000Z' });
  });

  it('#23: a trial that is cancelled was never active and converted never', () => {
    const ended = {
      status: 'canceled',
      ended_at: at('2026-01-10'),
      cancellation_details: { reason: 'cancellation_requested' },
    };
    const result = mapped(records(sub('2026-01-01', { ...trial, ...ended })));
    expect(spans(result)).toEqual(['si_1 2026-01-01..2026-01-10 trialing 10000 cancelled']);
    expect(result.rows('trials')[0]).toMatchObject({
      ended_at: '2026-01-10T00:00:00.000Z',
      converted_at: null,
    });
  });

  it('leaves no paused revenue behind where a trial ended without means of payment', () => {
    const result = mapped(records(sub('2026-01-01', { ...trial, status: 'paused' })));
    expect(spans(result)).toEqual(['si_1 2026-01-01..2026-01-15 trialing 10000 changed']);
  });
});

describe('payments that fail', () => {
  const failed = (from: string, to: string, more: Json = {}) =>
    month(from, to, { status: 'open', paid_at: null, attempt_count: 3, ...more });

  it('#24: past due since the invoice that failed', () => {
    const bills = [month('2026-01-01', '2026-02-01'), failed('2026-02-01', '2026-03-01')];
    const result = mapped(records(sub('2026-01-01', { status: 'past_due' }), { invoices: bills }), {
      until: '2026-02-10',
    });
    expect(spans(result)).toEqual([
      'si_1 2026-01-01..2026-02-01 active 10000 changed',
      'si_1 2026-02-01.. past_due 10000',
    ]);
  });

  it('#24: an invoice that is sent is past due from its due date', () => {
    const sent = {
      collection_method: 'send_invoice',
      due_date: at('2026-03-03'),
      attempt_count: 0,
    };
    const result = mapped(
      records(sub('2026-01-01', { status: 'past_due' }), {
        invoices: [failed('2026-02-01', '2026-03-01', sent)],
      }),
      { until: '2026-03-10' },
    );
    expect(spans(result)[1]).toBe('si_1 2026-03-03.. past_due 10000');
  });

  it('#25: unpaid ends it for a failed payment, on the day that an export sees it', () => {
    const bills = [failed('2026-02-01', '2026-03-01')];
    const [due, given] = [
      sub('2026-01-01', { status: 'past_due' }),
      sub('2026-01-01', { status: 'unpaid' }),
    ];
    const states = {
      sub_1: [
        ['2026-02-09', due],
        ['2026-02-23', given],
      ] as const,
    };
    const result = mapped(records(given, { invoices: bills }), { states, until: '2026-03-02' });
    expect(spans(result)).toEqual([
      'si_1 2026-01-01..2026-02-01 active 10000 changed',
      'si_1 2026-02-01..2026-02-23 past_due 10000 payment_failed',
    ]);
  });

  it('#26: past due for weeks and then paid is past due from the failure to the payment', () => {
    const bills = [
      failed('2026-02-01', '2026-03-01', {
        status: 'paid',
        paid_at: '2026-03-20',
        attempt_count: 4,
      }),
    ];
    expect(spans(mapped(records(sub('2026-01-01'), { invoices: bills })))).toEqual([
      'si_1 2026-01-01..2026-02-01 active 10000 changed',
      'si_1 2026-02-01..2026-03-20 past_due 10000 changed',
      'si_1 2026-03-20.. active 10000',
    ]);
  });

  it('#27: what was unpaid and is paid begins anew on the day of payment', () => {
    const bills = [
      failed('2026-02-01', '2026-03-01', {
        status: 'paid',
        paid_at: '2026-04-10',
        attempt_count: 5,
      }),
    ];
    const [given, back] = [sub('2026-01-01', { status: 'unpaid' }), sub('2026-01-01')];
    const states = {
      sub_1: [
        ['2026-02-23', given],
        ['2026-04-13', back],
      ] as const,
    };
    const result = mapped(records(back, { invoices: bills }), { states, until: '2026-04-13' });
    expect(spans(result)).toEqual([
      'si_1 2026-01-01..2026-02-01 active 10000 changed',
      'si_1 2026-02-01..2026-02-23 past_due 10000 payment_failed',
      'si_1 2026-04-10.. active 10000',
    ]);
  });

  it('#31: an invoice that fails while the status stays good changes nothing', () => {
    const result = mapped(
      records(sub('2026-01-01'), { invoices: [failed('2026-02-01', '2026-03-01')] }),
    );
    expect(spans(result)).toEqual(['si_1 2026-01-01.. active 10000']);
  });

  it('is past due from the failure until Stripe gives up, though no export saw it before', () => {
    const ended = sub('2026-01-01', {
      ...{ status: 'canceled', ended_at: at('2026-02-22') },
      cancellation_details: { reason: 'payment_failed' },
    });
    const result = mapped(records(ended, { invoices: [failed('2026-02-01', '2026-03-01')] }));
    expect(spans(result)).toEqual([
      'si_1 2026-01-01..2026-02-01 active 10000 changed',
      'si_1 2026-02-01..2026-02-22 past_due 10000 payment_failed',
    ]);
  });

  it('is past due in one run while the status stays so, also where a price changes meanwhile', () => {
    const march = {
      ...failed('2026-03-01', '2026-04-01'),
      lines: { data: [line('si_1', 'p', 2, ['2026-03-01', '2026-04-01'], 20_000)] },
    };
    const bills = [failed('2026-02-01', '2026-03-01'), march];
    const due = sub('2026-01-01', { status: 'past_due' });
    const more = { ...due, items: { data: [item('si_1', plan, 2, '2026-01-01')] } };
    const states = {
      sub_1: [
        ['2026-01-26', sub('2026-01-01')],
        ['2026-02-09', due],
        ['2026-02-16', more],
      ] as const,
    };
    expect(
      spans(mapped(records(more, { invoices: bills }), { states, until: '2026-03-02' })),
    ).toEqual([
      'si_1 2026-01-01..2026-02-01 active 10000 changed',
      'si_1 2026-02-01..2026-02-16 past_due 10000 changed',
      'si_1 2026-02-16.. past_due 20000 <seats',
    ]);
  });

  it('ends with the reason that Stripe gives, and with what the customer said', () => {
    const end = (reason: string | null, more: Json = {}) =>
      mapped(
        records(
          sub('2026-01-01', {
            ...{ status: 'canceled', ended_at: at('2026-03-15') },
            cancellation_details: { reason, feedback: null, comment: null, ...more },
          }),
        ),
      );
    expect(spans(end('payment_failed'))).toEqual([
      'si_1 2026-01-01..2026-03-15 active 10000 payment_failed',
    ]);
    expect(spans(end('payment_disputed'))[0]).toMatch(/payment_failed$/);
    expect(spans(end(null))[0]).toMatch(/cancelled$/);
    expect(end('something_new').notes).toEqual(['a reason of an end that is not known: cancelled']);
    const said = end('cancellation_requested', { feedback: 'too_expensive', comment: 'see you' });
    expect(said.rows('subscription_periods')[0]).toMatchObject({
      end_comment: 'too_expensive: see you',
    });
  });

  it('has no revenue where the first payment was never made', () => {
    for (const status of ['incomplete', 'incomplete_expired']) {
      expect(spans(mapped(records(sub('2026-01-01', { status }))))).toEqual([]);
    }
  });

  it('takes a status that is not known for active, and says so', () => {
    const result = mapped(records(sub('2026-01-01', { status: 'something_new' })));
    expect(spans(result)).toEqual(['si_1 2026-01-01.. active 10000']);
    expect(result.notes).toEqual(['subscription of a status that is not known: taken for active']);
  });

  it('refuses an invoice of a status or currency that is not known', () => {
    const odd = [
      month('2026-01-01', '2026-02-01', { status: 'odd' }),
      month('2026-02-01', '2026-03-01', { currency: 'zzz' }),
    ];
    const result = mapped(records(sub('2026-01-01'), { invoices: odd }));
    expect(result.rows('invoices')).toEqual([]);
    expect(result.refused.map(({ refused }) => refused)).toEqual([
      'has a status that is not known',
      'has a currency that is no ISO 4217 code',
    ]);
  });
});

describe('pauses and ends', () => {
  const paused = { pause_collection: { behavior: 'void', resumes_at: null } };

  it('#28: a pause keeps what it would pay, and is dated by the first cycle that is not collected', () => {
    const bills = [
      month('2026-01-01', '2026-02-01'),
      month('2026-02-01', '2026-03-01', { status: 'void', paid_at: null }),
    ];
    const result = mapped(records(sub('2026-01-01', paused), { invoices: bills }), {
      until: '2026-02-20',
    });
    expect(spans(result)).toEqual([
      'si_1 2026-01-01..2026-02-01 active 10000 changed',
      'si_1 2026-02-01.. paused 10000 <pause',
    ]);
  });

  it('#28: a pause that was seen begin and end is so dated, and its end is a resume', () => {
    const [before, during] = [
      sub('2026-01-01'),
      sub('2026-01-01', { pause_collection: { behavior: 'void', resumes_at: at('2026-04-05') } }),
    ];
    const states = {
      sub_1: [
        ['2026-02-09', before],
        ['2026-02-16', during],
        ['2026-04-13', before],
      ] as const,
    };
    expect(spans(mapped(records(before), { states, until: '2026-04-20' }))).toEqual([
      'si_1 2026-01-01..2026-02-16 active 10000 changed',
      'si_1 2026-02-16..2026-04-05 paused 10000 changed <pause',
      'si_1 2026-04-05.. active 10000 <resume',
    ]);
  });

  it('#29: a cancellation at the end of the period counts then, not when it is asked for', () => {
    const asked = sub('2026-01-01', {
      cancel_at_period_end: true,
      canceled_at: at('2026-11-05'),
      cancellation_details: { reason: 'cancellation_requested' },
    });
    expect(spans(mapped(records(asked), { until: '2026-11-10' }))).toEqual([
      'si_1 2026-01-01..2026-12-01 active 10000 cancelled',
    ]);
    const set = sub('2026-01-01', { cancel_at: at('2026-12-24') });
    expect(spans(mapped(records(set), { until: '2026-11-10' }))).toEqual([
      'si_1 2026-01-01..2026-12-24 active 10000 cancelled',
    ]);
  });

  it('#30: a cancellation that was undone leaves no trace', () => {
    const [asked, undone] = [sub('2026-01-01', { cancel_at_period_end: true }), sub('2026-01-01')];
    const states = {
      sub_1: [
        ['2026-11-02', asked],
        ['2026-11-09', undone],
      ] as const,
    };
    expect(spans(mapped(records(undone), { states }))).toEqual(['si_1 2026-01-01.. active 10000']);
  });

  it('#32: what is terminated ends on its day; what runs beside it counts too', () => {
    const ended = sub('2026-01-01', { status: 'canceled', ended_at: at('2026-06-10') });
    const other = {
      ...subscription('2026-06-01', [item('si_2', plan, 1, '2026-06-01')]),
      id: 'sub_2',
    };
    expect(spans(mapped({ subscriptions: [ended, other], prices: [plan] }))).toEqual([
      'si_1 2026-01-01..2026-06-10 active 10000 cancelled',
      'si_2 2026-06-01.. active 10000',
    ]);
  });

  it('#33: from a free plan to a paid one it turns active', () => {
    const free = price('free', 0);
    const bills = [
      invoice('2026-01-01', [line('si_1', 'free', 1, ['2026-01-01', '2026-02-01'], 0)]),
      month('2026-02-01', '2026-03-01'),
    ];
    expect(
      spans(mapped({ subscriptions: [sub('2026-01-01')], prices: [plan, free], invoices: bills })),
    ).toEqual([
      'si_1 2026-01-01..2026-02-01 free 0 changed',
      'si_1 2026-02-01.. active 10000 <price',
    ]);
  });

  it('#34: a subscription that is no longer there keeps its history and says when it went', () => {
    const result = mapped(records(sub('2026-01-01')), { deleted: { sub_1: '2026-05-10' } });
    expect(result.rows('subscription_periods')).toMatchObject([
      {
        starts_on: '2026-01-01',
        ends_on: null,
        is_deleted: true,
        source_updated_at: '2026-05-10T00:00:00.000Z',
      },
    ]);
  });

  it('#38: back after a gap is another span after the gap', () => {
    const ended = sub('2026-01-01', { status: 'canceled', ended_at: at('2026-03-01') });
    const back = {
      ...subscription('2026-07-01', [item('si_2', plan, 1, '2026-07-01')]),
      id: 'sub_2',
    };
    const found = spans(mapped({ subscriptions: [ended, back], prices: [plan] }));
    expect(found).toEqual([
      'si_1 2026-01-01..2026-03-01 active 10000 cancelled',
      'si_2 2026-07-01.. active 10000',
    ]);
  });

  it('#59: begins and ends on days of UTC, the day of the end excluded', () => {
    const ended = sub('2026-01-01T23:59:59Z', {
      status: 'canceled',
      ended_at: at('2026-03-31T00:00:01Z'),
    });
    expect(spans(mapped(records(ended)))[0]).toMatch(/2026-01-01\.\.2026-03-31/);
    const same = sub('2026-01-01T08:00:00Z', {
      status: 'canceled',
      ended_at: at('2026-01-01T20:00:00Z'),
    });
    expect(spans(mapped(records(same)))).toEqual([]);
  });
});

describe('money that is given back', () => {
  const bill = (more: Json = {}) => ({
    ...month('2026-01-01', '2027-01-01', more),
    id: 'in_x',
    payments: {
      data: [{ payment: { type: 'payment_intent', payment_intent: 'pi_1' } }],
      has_more: false,
    },
  });
  const refund = (amount: number, more: Json = {}) => ({
    ...{ id: `re_${amount}`, object: 'refund', amount, status: 'succeeded', customer: 'cus_1' },
    ...{ payment_intent: 'pi_1', charge: 'ch_1', ...more },
  });

  it('#53: a refund is of the invoice and changes no MRR', () => {
    const result = mapped(
      records(sub('2026-01-01'), {
        invoices: [bill()],
        refunds: [refund(2500), refund(99, { status: 'failed' })],
      }),
    );
    expect(spans(result)).toEqual(['si_1 2026-01-01.. active 10000']);
    expect(result.rows('invoices')).toMatchObject([
      { total_minor: '10000', paid_minor: '10000', refunded_minor: '2500', credited_minor: '0' },
    ]);
  });

  it('#54: a year that is paid back and cancelled ends on the day of the cancellation', () => {
    const ended = sub('2026-01-01', { status: 'canceled', ended_at: at('2026-02-10') });
    const result = mapped(records(ended, { invoices: [bill()], refunds: [refund(10_000)] }));
    expect(spans(result)).toEqual(['si_1 2026-01-01..2026-02-10 active 10000 cancelled']);
    expect(result.rows('invoices')[0]).toMatchObject({ refunded_minor: '10000' });
  });

  it('counts what a credit note pays back once, as a refund, and the rest of it as credit', () => {
    const note = {
      ...{ id: 'cn_1', customer: 'cus_1', invoice: 'in_x', status: 'issued', livemode: true },
      ...{ pre_payment_amount: 0, post_payment_amount: 4000 },
      refunds: [{ amount_refunded: 2500, refund: 're_2500' }],
    };
    const credited = bill({ post_payment_credit_notes_amount: 4000 });
    const result = mapped(
      records(sub('2026-01-01'), {
        invoices: [credited],
        refunds: [refund(2500)],
        credit_notes: [note],
      }),
    );
    expect(result.rows('invoices')[0]).toMatchObject({
      refunded_minor: '2500',
      credited_minor: '1500',
    });
  });

  it('is found by the charge where Stripe names the customer there alone', () => {
    const lost = refund(700, {
      customer: null,
      payment_intent: null,
      charge: { id: 'ch_1', customer: 'cus_1', payment_intent: 'pi_1' },
    });
    const result = mapped(records(sub('2026-01-01'), { invoices: [bill()], refunds: [lost] }));
    expect(result.rows('invoices')[0]).toMatchObject({ refunded_minor: '700' });
  });
});

describe('customers', () => {
  it('are linked by the id in their metadata, or by the domain of their address', () => {
    const acme = customer({ email: 'Jo@Acme.example', metadata: { account_id: ' A-7 ' } });
    const result = mapped(records(sub('2026-01-01'), { customers: [acme] }));
    expect(result.rows('account_links')).toMatchObject([
      { source: 'stripe', source_id: 'cus_1', account_id: 'A-7', domain: 'acme.example' },
    ]);
    const crm = mapped(
      records(sub('2026-01-01'), { customers: [{ ...acme, metadata: { crm: 'B-8' } }] }),
      { options: { account_id_key: 'crm' } },
    );
    expect(crm.rows('account_links')[0]).toMatchObject({ account_id: 'B-8' });
  });

  it('are accounts where Stripe says which there are, those that were deleted too', () => {
    const named = (own: Json[]) =>
      mapped(records(sub('2026-01-01'), { customers: own }), { namesAccounts: true }).rows(
        'accounts',
      );
    expect(named([customer()])).toMatchObject([
      { account_id: 'cus_1', name: 'Acme', created_at: '2025-01-01T00:00:00.000Z' },
    ]);
    expect(named([{ id: 'cus_1', object: 'customer', deleted: true }])).toMatchObject([
      { name: 'cus_1', created_at: '2026-01-01T00:00:00.000Z' },
    ]);
    expect(named([])).toMatchObject([{ account_id: 'cus_1', is_deleted: null }]);
  });

  it('of test mode and of test clocks are left out and counted', () => {
    const test = { livemode: false };
    const own = records(sub('2026-01-01', test), {
      customers: [customer(test)],
      invoices: [month('2026-01-01', '2026-02-01', test)],
    });
    const result = mapped(own);
    expect([spans(result), result.rows('invoices'), result.rows('account_links')]).toEqual([
      [],
      [],
      [],
    ]);
    expect(result.notes).toContain('of test mode: left out');
    const tried = mapped(own, { options: { test_mode: true } });
    expect(spans(tried)).toHaveLength(1);
    expect(tried.notes.join()).toMatch(/TEST MODE: of no real money/);
    expect(spans(mapped(records(sub('2026-01-01', { test_clock: 'clock_1' }))))).toEqual([]);
  });
});
