import type { MapContext, Mapped, SourceObject } from '../../../lambdas/exports/source.ts';
import { stripeMapping } from '../../../lambdas/exports/stripe/mapping.ts';
import { stripeObjects } from '../../../lambdas/exports/stripe/objects.ts';
import { stripeOptions } from '../../../lambdas/settings/exports/stripe.ts';
import { findTable } from '../../../lambdas/tables/catalogue.ts';
import { rowSchema } from '../../../lambdas/tables/row_schema.ts';

/** Seconds of `2026-01-15` or `2026-01-15T10:00:00Z`. */
export const at = (text: string) =>
  Math.floor(Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text) / 1000);

type Json = Record<string, unknown>;

export function price(id: string, unit: number | null, more: Json = {}): Json {
  const { interval = 'month', interval_count = 1, usage_type = 'licensed', ...rest } = more;
  return {
    ...{
      id,
      object: 'price',
      currency: 'usd',
      product: 'prod_app',
      nickname: null,
      lookup_key: null,
    },
    ...{
      billing_scheme: 'per_unit',
      unit_amount: unit,
      livemode: true,
      tax_behavior: 'unspecified',
    },
    unit_amount_decimal: unit === null ? null : String(unit),
    recurring: { interval, interval_count, usage_type },
    ...{ tiers_mode: null, transform_quantity: null, created: 0, active: true },
    ...rest,
  };
}

export function coupon(id: string, more: Json): Json {
  const base = { percent_off: null, amount_off: null, currency: null, duration: 'forever' };
  return { id, object: 'coupon', livemode: true, created: 0, ...base, ...more };
}

export function discount(id: string, of: Json, start: string, more: Json = {}): Json {
  const base = { end: null, subscription: 'sub_1', subscription_item: null, invoice: null };
  return {
    id,
    object: 'discount',
    start: at(start),
    source: { type: 'coupon', coupon: of },
    ...base,
    ...more,
  };
}

export function item(
  id: string,
  of: Json,
  quantity: number | undefined,
  created: string,
  more: Json = {},
): Json {
  const own = { created: at(created), discounts: [], subscription: 'sub_1', ...more };
  return {
    id,
    object: 'subscription_item',
    price: of,
    ...(quantity !== undefined && { quantity }),
    ...own,
  };
}

export function subscription(start: string, items: Json[], more: Json = {}): Json {
  return {
    ...{
      id: 'sub_1',
      object: 'subscription',
      customer: 'cus_1',
      status: 'active',
      currency: 'usd',
    },
    ...{ created: at(start), start_date: at(start), trial_start: null, trial_end: null },
    ...{ cancel_at: null, cancel_at_period_end: false, canceled_at: null, ended_at: null },
    ...{ cancellation_details: { reason: null, feedback: null, comment: null } },
    ...{ pause_collection: null, discounts: [], livemode: true, test_clock: null },
    collection_method: 'charge_automatically',
    items: { object: 'list', data: items, has_more: false },
    ...more,
  };
}

let lines = 0;
/** A line of a subscription's cycle, or of a proration. */
export function line(
  of: string,
  priceId: string,
  quantity: number | null,
  period: readonly [string, string],
  amount: number,
  more: Json & { proration?: boolean; credit?: boolean; invoice_item?: string } = {},
): Json {
  lines += 1;
  const { proration = false, credit = false, invoice_item = null, sub = 'sub_1', ...rest } = more;
  const details = credit ? { credited_items: { invoice: 'in_0', invoice_line_items: [] } } : null;
  return {
    ...{
      id: `il_${lines}`,
      object: 'line_item',
      amount,
      currency: 'usd',
      quantity,
      quantity_decimal: null,
    },
    period: { start: at(period[0]), end: at(period[1]) },
    pricing: {
      type: 'price_details',
      unit_amount_decimal: null,
      price_details: { price: priceId, product: 'prod_app' },
    },
    ...{ discounts: [], discount_amounts: [], taxes: [], livemode: true },
    parent: {
      type: 'subscription_item_details',
      invoice_item_details: null,
      subscription_item_details: {
        ...{ subscription: sub, subscription_item: of, invoice_item, proration },
        proration_details: details,
      },
    },
    ...rest,
  };
}

let invoices = 0;
export function invoice(created: string, own: Json[], more: Json = {}): Json {
  invoices += 1;
  const total = own.reduce((sum, one) => sum + Number(one.amount), 0);
  const { paid_at = created, finalized_at = created, sub = 'sub_1', ...rest } = more;
  const moment = (one: unknown) => (typeof one === 'string' ? at(one) : null);
  return {
    ...{
      id: `in_${invoices}`,
      object: 'invoice',
      customer: 'cus_1',
      status: 'paid',
      currency: 'usd',
    },
    ...{ billing_reason: 'subscription_cycle', collection_method: 'charge_automatically' },
    ...{ created: at(created), due_date: null, attempt_count: 1, total, amount_due: total },
    amount_paid: paid_at === null ? 0 : total,
    status_transitions: {
      ...{ finalized_at: moment(finalized_at), paid_at: moment(paid_at) },
      ...{ voided_at: null, marked_uncollectible_at: null },
    },
    ...{ pre_payment_credit_notes_amount: 0, post_payment_credit_notes_amount: 0, discounts: [] },
    parent: { type: 'subscription_details', subscription_details: { subscription: sub } },
    lines: { object: 'list', data: own, has_more: false },
    payments: { object: 'list', data: [], has_more: false },
    ...{ livemode: true, test_clock: null },
    ...rest,
  };
}

export function customer(more: Json = {}): Json {
  return {
    ...{ id: 'cus_1', object: 'customer', created: at('2025-01-01'), name: 'Acme', email: null },
    ...{ metadata: {}, discount: null, livemode: true, test_clock: null },
    ...more,
  };
}

export type Objects = ReturnType<typeof stripeObjects>;
export type Records = { readonly [Name in keyof Objects]?: readonly Json[] };

export interface Mapping {
  /** Cut-off of the last export. Default: 2027-01-01. */
  readonly until?: string;
  /** Earlier states of a subscription by id, with the day of the export that first saw each. */
  readonly states?: Readonly<Record<string, readonly (readonly [string, Json])[]>>;
  /** Ids of records that a full read no longer saw, and when. */
  readonly deleted?: Readonly<Record<string, string>>;
  readonly options?: Json;
  readonly namesAccounts?: boolean;
}

export interface MappedRows {
  rows(table: string): Json[];
  readonly refused: { id: string; refused: string }[];
  readonly notes: string[];
}

const instant = (text: string) => new Date(at(text) * 1000).toISOString();

/** The rows of one customer's records, each as it would be landed; throws where one would be refused. */
export function mapped(records: Records, how: Mapping = {}): MappedRows {
  const { until = '2027-01-01', states = {}, deleted = {}, namesAccounts = false } = how;
  const options = stripeOptions.parse(how.options ?? {});
  const objects = stripeObjects(options);
  const notes: string[] = [];
  const kept = <Data>(object: SourceObject<Data>) =>
    (records[object.name as keyof Objects] ?? []).map((json) => {
      const data = object.schema.parse(json);
      const { id, changedAt } = object.identify(data);
      const seen = (states[id] ?? [[until, json]]) as readonly (readonly [string, Json])[];
      const isKeeping = object.keeps === 'states';
      return {
        ...{ id, data, seenAt: instant(deleted[id] ?? until), isDeleted: id in deleted },
        changedAt: deleted[id] ? instant(deleted[id]) : changedAt,
        states: isKeeping
          ? seen.map(([day, state]) => ({ seenAt: instant(day), data: object.schema.parse(state) }))
          : [],
      };
    });
  const context: MapContext = {
    find: (object, id) => kept(object).find((one) => one.id === id),
    ...{ namesAccounts, until: instant(until) },
    note: (_, text) => notes.push(text),
  };
  const group = { key: 'cus_1', of: kept };
  const found: Mapped[] = [...stripeMapping(objects, options).rows(group, context)];
  return {
    rows: (table) =>
      found.flatMap((one) => (one.table === table && 'row' in one ? [landed(table, one.row)] : [])),
    refused: found.flatMap((one) =>
      'refused' in one ? [{ id: one.id, refused: one.refused }] : [],
    ),
    notes,
  };
}

function landed(name: string, row: object): Json {
  const table = findTable(name);
  if (!table) throw new Error(`${name} is no table`);
  return rowSchema(table).parse({ source: 'stripe', ...row });
}

/** A span in a line: `si_1 2026-01-01..2026-03-01 active 10000 changed <seats`. */
export function spans(result: MappedRows): string[] {
  return result.rows('subscription_periods').map((row) => {
    const reasons = [row.end_reason, row.change_reason && `<${row.change_reason}`].filter(Boolean);
    const days = `${row.starts_on}..${row.ends_on ?? ''}`;
    return [row.subscription_item_id, days, row.status, row.mrr_minor, ...reasons].join(' ');
  });
}
