import { inOrder, optional, required, table } from './column.ts';

export const subscriptionPeriods = table({
  name: 'subscription_periods',
  grain: 'subscription item and span of unchanged price, quantity and status',
  key: ['subscription_item_id', 'starts_on'],
  clock: 'starts_on',
  deleted: 'ended',
  columns: {
    subscription_item_id: required.text('id of the item; cannot run twice at once'),
    subscription_id: required.text('id of the subscription'),
    account_id: required.text('account that pays'),
    product: optional.text('product'),
    plan: optional.text('plan'),
    seats: optional.integer('purchased seats'),
    currency: required.text('ISO 4217 code'),
    mrr_minor: required.mrr('recurring revenue a month in minor units, unrounded'),
    status: required.text('status during the span', {
      values: ['trialing', 'active', 'past_due', 'paused', 'free'],
    }),
    starts_on: required.date('first day'),
    ends_on: optional.date('first day after the span; empty while it runs'),
    end_reason: optional.text('cancelled, payment_failed, business_closed, changed, …'),
    end_comment: optional.text('what the customer said'),
    change_reason: optional.text(
      'why it differs from the span before: seats, plan, price, term, discount_start, discount_end, pause, resume',
    ),
  },
  rules: [inOrder('starts_on', 'ends_on')],
});

export const trials = table({
  name: 'trials',
  grain: 'trial',
  key: ['trial_id'],
  clock: 'started_at',
  columns: {
    trial_id: required.text('id of the trial'),
    account_id: required.text('account'),
    plan: optional.text('plan tried'),
    is_self_serve: optional.boolean('started without sales'),
    started_at: required.instant('start'),
    ended_at: optional.instant('end'),
    converted_at: optional.instant('when it became a paid subscription'),
  },
});

export const invoices = table({
  name: 'invoices',
  grain: 'invoice',
  key: ['invoice_id'],
  clock: 'issued_at',
  columns: {
    invoice_id: required.text('id of the invoice'),
    account_id: required.text('account'),
    subscription_id: optional.text('subscription it bills'),
    status: required.text('status', {
      values: ['draft', 'open', 'paid', 'uncollectible', 'void'],
    }),
    billing_reason: optional.text('why it was issued'),
    issued_at: required.instant('issued'),
    due_at: optional.instant('due'),
    paid_at: optional.instant('paid in full'),
    currency: required.text('ISO 4217 code'),
    total_minor: required.integer('total in minor units'),
    paid_minor: optional.integer('paid so far'),
    refunded_minor: optional.integer('refunded'),
    credited_minor: optional.integer('credited'),
  },
});

export const contracts = table({
  name: 'contracts',
  grain: 'contract',
  key: ['contract_id'],
  columns: {
    contract_id: required.text('id of the contract'),
    account_id: required.text('account'),
    starts_on: required.date('first day'),
    ends_on: required.date('first day after the term'),
    status: optional.text('status'),
    value_minor: optional.integer('value of the term in minor units'),
    currency: optional.text('ISO 4217 code'),
    renewed_by_contract_id: optional.text('contract that continues it'),
    renewed_at: optional.instant('when it was renewed'),
    exit_reason: optional.text('why it was not renewed'),
  },
  rules: [inOrder('starts_on', 'ends_on')],
});

export const fxRates = table({
  name: 'fx_rates',
  grain: 'day and currency',
  key: ['rate_on', 'currency'],
  columns: {
    rate_on: required.date('day'),
    currency: required.text('ISO 4217 code'),
    reporting_per_unit: required.number('units of the reporting currency for one unit of this one'),
  },
});

export const spend = table({
  name: 'spend',
  grain: 'cost line',
  key: ['spent_on', 'category', 'channel'],
  columns: {
    spent_on: required.date('first day covered'),
    covers_until: optional.date('first day no longer covered; empty means that day alone'),
    category: required.text('what it was for', {
      values: ['sales', 'marketing', 'success', 'support'],
    }),
    channel: optional.text('channel'),
    amount_minor: required.integer('amount in minor units'),
    currency: required.text('ISO 4217 code'),
  },
  rules: [inOrder('spent_on', 'covers_until')],
});
