import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { stripeObjects } from '../../lambdas/exports/stripe/objects.ts';
import { stripeOptions } from '../../lambdas/settings/exports/stripe.ts';
import { mapped, type Records } from '../exports/stripe/made.ts';

type Json = Record<string, unknown>;
type Row = Record<string, string>;

const data = resolve(import.meta.dirname, '../../../shared/data');
const objects = stripeObjects(stripeOptions.parse({}));

describe('the objects that Stripe publishes with its API', () => {
  const file = readFileSync(join(data, 'stripe_openapi/fixtures3.billing-subset.json'), 'utf8');
  const fixtures: Record<string, Json> = JSON.parse(file);
  const named = {
    ...{ subscriptions: 'subscription', invoices: 'invoice', invoice_items: 'invoiceitem' },
    ...{ credit_notes: 'credit_note', refunds: 'refund', customers: 'customer' },
    ...{ products: 'product', prices: 'price', coupons: 'coupon' },
  } as const;

  it.each(Object.entries(named))(
    'of %s are parsed, and what is kept parses again',
    (list, fixture) => {
      const { schema } = objects[list as keyof typeof named];
      const parsed = schema.parse(fixtures[fixture]);
      expect(schema.parse(JSON.parse(JSON.stringify(parsed)))).toEqual(parsed);
    },
  );

  it('are mapped, though they are of test mode and of no possible time', () => {
    const records = Object.fromEntries(
      Object.entries(named).map(([list, fixture]) => [list, [fixtures[fixture]]]),
    ) as Records;
    const result = mapped(records, { options: { test_mode: true } });
    // Cancelled in 2009, when it began.
    expect(result.rows('subscription_periods')).toEqual([]);
    expect(result.rows('invoices')).toMatchObject([
      { status: 'draft', total_minor: '1000', credited_minor: '0' },
    ]);
    expect(mapped(records).rows('invoices')).toEqual([]);
  });
});

/** Rows of Fivetran's tables in the shape of the API that they were made from. */
function table(name: string): Row[] {
  return parse(readFileSync(join(data, `dbt_stripe/${name}_data.csv`), 'utf8'), { columns: true });
}
const text = (cell: string | undefined) => (cell ? cell : null);
const whole = (cell: string | undefined) => (cell ? Number(cell) : null);
const truth = (cell: string | undefined) => /^true$/i.test(cell ?? '');
const instant = (cell: string | undefined) =>
  cell && Number.isFinite(Date.parse(`${cell.replace(' ', 'T')}Z`))
    ? Math.floor(Date.parse(`${cell.replace(' ', 'T')}Z`) / 1000)
    : null;

function outcomes(list: keyof typeof objects, rows: readonly Json[]) {
  const results = rows.map((row) => objects[list].schema.safeParse(row));
  const reasons = results.flatMap((one) =>
    one.success ? [] : [one.error.issues[0]?.path.join('.')],
  );
  return { parsed: results.length - reasons.length, refused: [...new Set(reasons)] };
}

describe("the columns of dbt_stripe's samples", () => {
  it('hold prices that are parsed: three recur, one is paid once', () => {
    const rows = table('price').map((row) => ({
      ...{
        id: row.id,
        currency: row.currency,
        product: row.product_id,
        nickname: text(row.nickname),
      },
      ...{ billing_scheme: row.billing_scheme, livemode: truth(row.livemode) },
      ...{
        unit_amount: whole(row.unit_amount),
        unit_amount_decimal: text(row.unit_amount_decimal),
      },
      recurring: row.recurring_interval
        ? {
            ...{ interval: row.recurring_interval, usage_type: row.recurring_usage_type },
            interval_count: whole(row.recurring_interval_count),
          }
        : null,
    }));
    expect(outcomes('prices', rows)).toEqual({ parsed: 4, refused: [] });
    expect(rows.filter(({ recurring }) => recurring)).toHaveLength(3);
  });

  it('hold coupons of every duration and in several currencies that are parsed', () => {
    const rows = table('coupon').map((row) => ({
      ...{ id: row.id, amount_off: whole(row.amount_off), percent_off: whole(row.percent_off) },
      ...{ currency: text(row.currency), duration: row.duration, livemode: truth(row.livemode) },
    }));
    expect(outcomes('coupons', rows)).toEqual({ parsed: 10, refused: [] });
    expect(new Set(rows.map(({ duration }) => duration))).toEqual(
      new Set(['once', 'forever', 'repeating']),
    );
  });

  it('hold customers, products, refunds and credit notes that are parsed', () => {
    const customers = table('customer').map((row) => ({
      ...{
        id: row.id,
        created: instant(row.created),
        name: text(row.name),
        email: text(row.email),
      },
      ...{ livemode: truth(row.livemode), metadata: row.metadata ? JSON.parse(row.metadata) : {} },
    }));
    expect(outcomes('customers', customers)).toEqual({ parsed: 12, refused: [] });
    const products = table('product').map((row) => ({ ...row, livemode: truth(row.livemode) }));
    expect(outcomes('products', products)).toEqual({ parsed: 10, refused: [] });
    const refunds = table('refund').map((row) => ({
      ...{ id: row.id, amount: whole(row.amount), status: row.status, charge: row.charge_id },
    }));
    expect(outcomes('refunds', refunds)).toEqual({ parsed: 4, refused: [] });
    const notes = table('credit_note').map((row) => ({
      ...{ id: row.id, customer: 'cus_1', invoice: row.invoice_id, status: row.status },
      ...{ pre_payment_amount: 0, post_payment_amount: whole(row.amount) },
    }));
    expect(outcomes('credit_notes', notes)).toEqual({ parsed: 2, refused: [] });
  });

  it('hold subscriptions that are parsed, and whose items join none of them', () => {
    const rows = table('subscription').map((row) => ({
      ...{ id: row.id, customer: row.customer_id, status: row.status, currency: 'usd' },
      ...{ created: instant(row.created), start_date: instant(row.start_date) },
      ...{ ended_at: instant(row.ended_at), cancel_at: instant(row.cancel_at) },
      ...{ cancel_at_period_end: truth(row.cancel_at_period_end), livemode: truth(row.livemode) },
      items: { data: [] },
    }));
    expect(outcomes('subscriptions', rows).refused).toEqual([]);
    expect(mapped({ subscriptions: rows }).rows('subscription_periods')).toEqual([]);
  });

  it('hold items whose plans give 11,838.20 a month, and one whose plan is not there', () => {
    const recurs = (interval: string | undefined, count: string | undefined) => ({
      ...{ interval, interval_count: whole(count) },
      usage_type: 'licensed',
    });
    const prices = table('plan').map((row) => ({
      ...{ id: row.id, currency: row.currency, product: row.product_id, livemode: true },
      ...{ billing_scheme: row.billing_scheme, unit_amount: whole(row.amount) },
      recurring: recurs(row.interval, row.interval_count),
    }));
    const data = table('subscription_item').map((row) => ({
      ...{ id: row.id, created: instant(row.created), quantity: whole(row.quantity) },
      price: {
        ...{ id: row.plan_id, currency: 'usd', billing_scheme: 'per_unit', livemode: true },
        recurring: recurs('month', '1'),
      },
    }));
    const start = instant('2024-07-01 10:00:00');
    const one = {
      ...{ id: 'sub', customer: 'cus_1', status: 'active', currency: 'usd', created: start },
      ...{ start_date: start, cancel_at_period_end: false, livemode: true, items: { data } },
    };
    const result = mapped({ subscriptions: [one], prices });
    const rows = result.rows('subscription_periods');
    expect(rows.map(({ mrr_minor }) => Number(mrr_minor))).toEqual([
      ...[150_000, 300_000, 25_000, 90_000, 176_020, 45_000, 40_000, 300, 50_000, 80_000],
      ...[15_000, 34_500, 178_000],
    ]);
    expect(rows[1]).toMatchObject({ starts_on: '2024-07-02', seats: '2' });
    expect(result.refused).toEqual([
      { id: data[13]?.id, refused: 'its price 146gcb has no amount that a unit costs' },
    ]);
  });
});
