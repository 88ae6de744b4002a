import * as made from '../../test/exports/stripe/made.ts';
import type { VendorAnswer } from '../../test/exports/vendors/server.ts';
import { stripeFace, stripeWorld } from '../../test/exports/vendors/stripe_face.ts';
import { drawn, type Generated, generated, indexes } from './generated.ts';

/** Invoices of each subscription, one a month. */
const months = 25;
const day = 86_400;
const latest = made.at('2026-10-31');
const plan = made.price('price_seat', 4900);

/** Stripe with so many invoices, a subscription to every 25 of them, newest first. */
export function stripe(rows: number): Generated {
  const world = stripeWorld();
  world.put('prices', plan);
  world.put('products', { id: 'prod_app', name: 'App', livemode: true, created: 0, active: true });
  const customers = Math.ceil(rows / months);
  const lists: Record<string, Listed> = {
    '/v1/customers': { all: customers, make: customer },
    '/v1/subscriptions': { all: customers, make: subscription },
    '/v1/invoices': { all: rows, make: (index) => invoice(index, customers) },
  };
  return generated(
    ({ path, query }) => {
      const list = lists[path];
      return list ? page(list, query, customers) : null;
    },
    stripeFace(world),
    { secret: (address) => ({ api_key: 'rk_live_sesame', address }) },
  );
}

interface Listed {
  readonly all: number;
  make(index: number): object;
}

function page({ all, make }: Listed, query: URLSearchParams, customers: number): VendorAnswer {
  const from = Number(query.get('starting_after')?.replace(/^\D+/, '') ?? -1) + 1;
  const since = query.get('created[gte]');
  // A month of invoices is one of every customer.
  const wanted = since === null ? all : Math.min(all, monthsSince(Number(since)) * customers);
  const found = indexes(from, Number(query.get('limit')), wanted);
  return {
    body: {
      object: 'list',
      data: found.map(make),
      has_more: (found.at(-1) ?? wanted) + 1 < wanted,
    },
  };
}

/** The month that began last is number 0. */
const begins = (month: number) => {
  const date = new Date(latest * 1000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - month, 1) / 1000;
};
const monthsSince = (seconds: number) => {
  for (let month = 0; ; month += 1) if (begins(month) < seconds) return month;
};
const text = (seconds: number) => new Date(seconds * 1000).toISOString();
const seats = (customer: number, month: number) =>
  1 + drawn(customer, 1, 50) + (drawn(customer, 2, 20) > month ? 5 : 0);

const customer = (index: number) =>
  made.customer({
    ...{ id: `cus_${index}`, name: `Company ${index}`, created: begins(months) },
    metadata: { account_id: `acc-${index}` },
  });

function subscription(index: number) {
  const begun = begins(months - 1) + 3600;
  const item = made.item(`si_${index}`, plan, seats(index, 0), text(begun), {
    subscription: `sub_${index}`,
  });
  return made.subscription(text(begun), [item], { id: `sub_${index}`, customer: `cus_${index}` });
}

function invoice(index: number, customers: number) {
  const [customer, month] = [index % customers, Math.floor(index / customers)];
  const [from, to] = [begins(month) + 3600, begins(month - 1) + 3600];
  const amount = 4900 * seats(customer, month);
  const period = [text(from), text(to)] as const;
  const line = made.line(`si_${customer}`, 'price_seat', seats(customer, month), period, amount, {
    id: `il_${index}`,
    sub: `sub_${customer}`,
  });
  const id = { id: `in_${index}`, customer: `cus_${customer}`, sub: `sub_${customer}` };
  return made.invoice(text(from), [line], {
    ...{ ...id, paid_at: text(from + day * drawn(index, 3, 30)) },
    billing_reason: month === months - 1 ? 'subscription_create' : 'subscription_cycle',
  });
}
