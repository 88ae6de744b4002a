import type { Listing, Nested } from './list.ts';

/** No more than four levels can be expanded: what lies deeper is read as an object of its own. */
const expanding = (...expand: readonly string[]) => ({ 'expand[]': expand });

const items: Nested = {
  field: 'items',
  address: (id) => ({
    path: '/v1/subscription_items',
    query: { subscription: id, ...expanding('data.discounts.source.coupon') },
  }),
  parentOf: ({ pathname, searchParams }) =>
    pathname.endsWith('/v1/subscription_items') ? searchParams.get('subscription') : null,
};

const lines: Nested = {
  field: 'lines',
  address: (id) => ({
    path: `/v1/invoices/${encodeURIComponent(id)}/lines`,
    query: expanding('data.discounts.source.coupon'),
  }),
  parentOf: ({ pathname }) => /\/v1\/invoices\/([^/]+)\/lines$/.exec(pathname)?.[1] ?? null,
};

const payments: Nested = {
  field: 'payments',
  address: (id) => ({ path: '/v1/invoice_payments', query: { invoice: id } }),
  parentOf: ({ pathname, searchParams }) =>
    pathname.endsWith('/v1/invoice_payments') ? searchParams.get('invoice') : null,
};

const plain = (path: string, ...expand: readonly string[]): Listing => ({
  path,
  query: expanding(...expand),
  nested: [],
});

export const listings = {
  customers: plain('/v1/customers', 'data.discount.source.coupon'),
  products: plain('/v1/products'),
  prices: plain('/v1/prices', 'data.tiers', 'data.currency_options'),
  coupons: plain('/v1/coupons', 'data.applies_to', 'data.currency_options'),
  subscriptions: {
    path: '/v1/subscriptions',
    query: {
      // Without it those that were cancelled are left out, and their churn is never booked.
      status: 'all',
      ...expanding('data.discounts.source.coupon', 'data.items.data.discounts'),
    },
    nested: [items],
  },
  invoices: {
    path: '/v1/invoices',
    query: expanding('data.discounts.source.coupon', 'data.lines.data.discounts', 'data.payments'),
    nested: [lines, payments],
  },
  invoice_items: {
    path: '/v1/invoiceitems',
    query: { pending: true },
    nested: [],
  },
  // Where a refund names no customer, its charge does.
  refunds: plain('/v1/refunds', 'data.charge'),
  credit_notes: plain('/v1/credit_notes'),
} satisfies Readonly<Record<string, Listing>>;
