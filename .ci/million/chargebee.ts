import { ChargebeeFace, unix } from '../../test/exports/vendors/chargebee_face.ts';
import type { VendorAnswer } from '../../test/exports/vendors/server.ts';
import { drawn, type Generated, generated, indexes } from './generated.ts';

/** Invoices of each subscription, one a month. */
const months = 25;

/** Chargebee with so many invoices, a subscription to every 25 of them, oldest first. */
export function chargebee(rows: number): Generated {
  const face = new ChargebeeFace();
  const at = '2024-01-01T00:00:00.000Z';
  face.write('item', 'app', at, { name: 'App', metered: false });
  face.write('item_price', 'app-monthly', at, {
    ...{ item_id: 'app', item_type: 'plan', pricing_model: 'per_unit', price: 4900 },
    ...{ currency_code: 'USD', period: 1, period_unit: 'month', name: 'App, monthly' },
  });
  const customers = Math.ceil(rows / months);
  const lists: Record<string, Listed> = {
    customers: { all: customers, make: customer },
    subscriptions: { all: customers, make: subscription },
    invoices: { all: rows, make: (index) => invoice(index, customers) },
  };
  return generated(
    ({ path, query }) => {
      const list = lists[path.replace('/api/v2/', '')];
      return list ? page(list, query) : null;
    },
    face,
    { secret: (address) => ({ site: 'acme', api_key: 'live_sesame', address }) },
  );
}

interface Listed {
  readonly all: number;
  make(index: number): object;
}

function page({ all, make }: Listed, query: URLSearchParams): VendorAnswer {
  // Everything is older than what changed since an export that was made before.
  const wanted = query.has('updated_at[after]') ? 0 : all;
  const from = Number(query.get('offset') ?? 0);
  const found = indexes(from, Number(query.get('limit')), wanted);
  const next = from + found.length;
  const more = next < wanted ? { next_offset: String(next) } : {};
  return { body: { list: found.map(make), ...more } };
}

/** Seconds of the beginning of a month, the first one being number 0. */
const begins = (month: number) => Date.UTC(2024, 9 + month, 1) / 1000;
const changed = unix('2026-10-31T00:00:00.000Z');
const times = { updated_at: changed, resource_version: changed * 1000, deleted: false };
const quantityOf = (customer: number, month: number) =>
  1 + drawn(customer, 1, 50) + (drawn(customer, 2, 25) < month ? 5 : 0);

const customer = (index: number) => ({
  customer: {
    ...{ id: `cus-${index}`, object: 'customer', company: `Company ${index}` },
    ...{ email: `billing@c${index}.example`, created_at: begins(0), ...times },
  },
});

function subscription(index: number) {
  const quantity = quantityOf(index, months - 1);
  const [from, to] = [begins(months - 1), begins(months)];
  const amounts = { unit_price: 4900, amount: 4900 * quantity, quantity };
  return {
    subscription: {
      ...{ id: `sub-${index}`, object: 'subscription', customer_id: `cus-${index}` },
      ...{ currency_code: 'USD', base_currency_code: 'USD', status: 'active', ...times },
      ...{ created_at: begins(0), started_at: begins(0), activated_at: begins(0) },
      ...{ current_term_start: from, current_term_end: to, mrr: 4900 * quantity },
      ...{ billing_period: 1, billing_period_unit: 'month' },
      subscription_items: [{ item_price_id: 'app-monthly', item_type: 'plan', ...amounts }],
    },
  };
}

function invoice(index: number, customers: number) {
  const [customer, month] = [index % customers, Math.floor(index / customers)];
  const [from, to] = [begins(month), begins(month + 1)];
  const quantity = quantityOf(customer, month);
  const total = 4900 * quantity;
  const line = {
    ...{ id: `li-${index}`, subscription_id: `sub-${customer}`, date_from: from, date_to: to },
    ...{ quantity, amount: total, unit_amount: 4900, pricing_model: 'per_unit', metered: false },
    ...{ entity_type: 'plan_item_price', entity_id: 'app-monthly', tax_rate: null },
  };
  return {
    invoice: {
      ...{ id: `inv-${index}`, object: 'invoice', customer_id: `cus-${customer}`, ...times },
      ...{ subscription_id: `sub-${customer}`, recurring: true, first_invoice: month === 0 },
      ...{ status: 'paid', date: from, due_date: from, paid_at: from + 86_400 },
      ...{ price_type: 'tax_exclusive', currency_code: 'USD', total },
      ...{ amount_paid: total, amount_due: 0, line_items: [line], line_item_discounts: [] },
      ...{ issued_credit_notes: [], adjustment_credit_notes: [] },
    },
  };
}
