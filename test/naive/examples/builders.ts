import type { NaiveOptions } from '../options.ts';
import type { Status, Window } from '../record.ts';
import { known, type Row, type World } from '../world.ts';

/** What one KPI is to be: a value (then it is measured), or the status that says why there is none. */
export interface Expectation {
  readonly kpi: string;
  readonly window?: Window;
  readonly segment?: { readonly dimension: string; readonly value: string };
  readonly value?: number;
  readonly status?: Status;
}

/** A world with numbers calculated by hand. */
export interface Example {
  /** Row of edge-cases.md; null for a rule of the other pages. */
  readonly row: number | null;
  readonly sentence: string;
  readonly world: World;
  readonly period: NaiveOptions;
  readonly expectations: readonly Expectation[];
}

/** `{ mrr: 100, arpa: 'not_measurable' }`, all of the period. */
export function expect(
  values: Readonly<Record<string, number | Status>>,
  window?: Window,
): readonly Expectation[] {
  return Object.entries(values).map(([kpi, value]) => ({
    kpi,
    ...(window ? { window } : {}),
    ...(typeof value === 'number' ? { value } : { status: value }),
  }));
}

export const trailing = (values: Readonly<Record<string, number | Status>>) =>
  expect(values, 'trailing_12_months');

/** No movement of any kind. */
export const noMovement = expect({
  new_mrr: 0,
  reactivation_mrr: 0,
  expansion_revenue: 0,
  contraction_mrr: 0,
  churned_mrr: 0,
  net_new_mrr: 0,
});

export function account(id: string, more: Row = {}): Row {
  return { account_id: id, name: `Account ${id}`, created_at: '2025-01-01T00:00:00Z', ...more };
}

/** A span in euro; `minor` is cents a month. The item is the account's only one unless it is named. */
export function span(
  accountId: string,
  startsOn: string,
  endsOn: string | null,
  minor: string,
  more: Row = {},
): Row {
  const [whole, decimals = ''] = minor.split('.');
  return {
    subscription_item_id: `${accountId}-item`,
    subscription_id: `${accountId}-subscription`,
    account_id: accountId,
    plan: 'standard',
    currency: 'EUR',
    mrr_minor: `${whole}.${decimals.padEnd(6, '0')}`,
    status: 'active',
    starts_on: startsOn,
    ends_on: endsOn,
    ...more,
  };
}

/** A second item, of a second subscription, of the account. */
export const second = (accountId: string): Row => ({
  subscription_item_id: `${accountId}-item-2`,
  subscription_id: `${accountId}-subscription-2`,
});

export function invoice(accountId: string, more: Row): Row {
  return {
    invoice_id: `${accountId}-invoice`,
    account_id: accountId,
    status: 'paid',
    issued_at: '2026-10-05T09:00:00Z',
    paid_at: '2026-10-06T09:00:00Z',
    currency: 'EUR',
    total_minor: 0,
    ...more,
  };
}

export function rate(rateOn: string, currency: string, perUnit: number): Row {
  return { rate_on: rateOn, currency, reporting_per_unit: perUnit };
}

/** A world of spans; the accounts that are not given are made. */
export function worldOf(
  spans: readonly Row[],
  { accounts = [], ...tables }: { readonly [table: string]: readonly Row[] } = {},
): World {
  const ids = new Set(spans.map((row) => String(known(row.account_id))));
  for (const row of accounts) ids.delete(String(row.account_id));
  return {
    accounts: [...accounts, ...[...ids].map((id) => account(id))],
    subscription_periods: spans,
    ...tables,
  };
}
