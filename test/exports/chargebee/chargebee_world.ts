import { chargebee } from '../../../lambdas/exports/chargebee/chargebee.ts';
import { chargebeeOptions } from '../../../lambdas/settings/exports/chargebee.ts';
import { openExport } from '../exported.ts';
import { ChargebeeFace, unix } from '../vendors/chargebee_face.ts';
import { openVendor, testClock } from '../vendors/server.ts';

interface World {
  /** JSON of `exports.chargebee` in the settings. */
  readonly options?: object;
  readonly namesAccounts?: boolean;
  readonly ours?: string;
}

/** Chargebee as it stands in, and exports of it into a folder of their own; time is the test's. */
export async function openChargebee({ options = {}, namesAccounts, ours }: World = {}) {
  const face = new ChargebeeFace();
  const vendor = await openVendor(face);
  const exported = openExport(chargebee(chargebeeOptions.parse(options)), {
    secret: { site: 'acme', api_key: 'live_sesame', address: vendor.address },
    clock: testClock(vendor, ours),
    settings: { accounts_from: namesAccounts ? ['chargebee'] : [] },
  });
  const billing = billingOf(face);
  return {
    ...{ face, vendor, exported, ...billing },
    asked: (path: string) =>
      vendor.requests.filter((request) => request.path === `/api/v2/${path}`),
    /** One export, some time later. */
    exportAt: async (at: string) => {
      vendor.now = at;
      return exported.export();
    },
    /** Spans as `[item, from, to, status, mrr, end reason, change reason]`. */
    spans: () =>
      exported
        .rows('subscription_periods')
        .map((row) => [
          String(row.subscription_item_id).replace(/^[^:]*:/, ''),
          ...[row.starts_on, row.ends_on, row.status, Number(row.mrr_minor)],
          ...[row.end_reason, row.change_reason],
        ]),
    notes: (table: string) => exported.record.tables[table]?.notes,
    close: async () => {
      exported.close();
      await vendor.close();
    },
  };
}
export type ChargebeeWorld = Awaited<ReturnType<typeof openChargebee>>;

/** What tests write at Chargebee, in a line each. */
export function billingOf(face: ChargebeeFace) {
  const item = (item_price_id: string, more: object = {}) => ({
    ...{ object: 'subscription_item', item_price_id, item_type: 'plan', quantity: 1 },
    ...more,
  });
  return {
    item,
    price: (id: string, more: object = {}) => {
      const item_id = String((more as { item_id?: string }).item_id ?? id.split('-')[0]);
      face.write('item', item_id, '2024-01-01T00:00:00Z', {
        name: item_id,
        type: 'plan',
        metered: false,
      });
      face.write('item_price', id, '2024-01-01T00:00:00Z', {
        ...{ name: id, item_id, item_type: 'plan', currency_code: 'USD', status: 'active' },
        ...{ pricing_model: 'per_unit', price: 1_000, period: 1, period_unit: 'month' },
        ...more,
      });
    },
    coupon: (id: string, more: object) =>
      face.write('coupon', id, '2024-01-01T00:00:00Z', {
        ...{ name: id, status: 'active', duration_type: 'forever', apply_on: 'invoice_amount' },
        ...more,
      }),
    customer: (id: string, at: string, more: object = {}) =>
      face.write('customer', id, at, { email: `jo@${id}.example`, first_name: 'Jo', ...more }),
    /** A subscription on an item price; its present term is a month from `at` on, unless told otherwise. */
    subscribe: (id: string, at: string, items: readonly object[], more: object = {}) =>
      face.write('subscription', id, at, {
        ...{ customer_id: 'c1', currency_code: 'USD', status: 'active' },
        ...{ billing_period: 1, billing_period_unit: 'month', subscription_items: items },
        ...{ started_at: unix(at), activated_at: unix(at) },
        ...{ current_term_start: unix(at), current_term_end: unix(at) + 30 * 86_400 },
        ...{ has_scheduled_changes: false, due_invoices_count: 0 },
        ...more,
      }),
    change: (id: string, at: string, more: object) =>
      face.write('subscription', id, at, { ...more }),
    /** A paid invoice of the subscription `s1`. */
    invoice: (id: string, at: string, lines: readonly object[], more: object = {}) =>
      face.write('invoice', id, at, {
        ...{ customer_id: 'c1', subscription_id: 's1', recurring: true, status: 'paid' },
        ...{
          price_type: 'tax_exclusive',
          currency_code: 'USD',
          paid_at: unix(at),
          due_date: unix(at),
        },
        ...{ total: 1_000, amount_paid: 1_000, amount_due: 0, tax: 0, sub_total: 1_000 },
        line_items: lines,
        ...more,
      }),
    line: (entity_id: string, from: string, to: string, amount: number, more: object = {}) => ({
      ...{ id: `li_${entity_id}_${from}`, subscription_id: 's1', entity_type: 'plan_item_price' },
      ...{ entity_id, date_from: unix(from), date_to: unix(to), amount, unit_amount: amount },
      ...{ quantity: 1, pricing_model: 'per_unit', is_taxed: false, description: entity_id },
      ...more,
    }),
  };
}

export { unix };
