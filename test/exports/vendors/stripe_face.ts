import type { Face, VendorAnswer, VendorRequest } from './server.ts';

type Json = Record<string, unknown>;

export interface StripeWorld {
  /** Every list's records by id; what is in them may be changed while they are read. */
  readonly lists: Record<StripeList, Map<string, Json>>;
  /** Records of a page at most, whatever is asked for; and of a list inside a record. */
  pageSize: number;
  innerSize: number;
  /** A record can be seen from so many milliseconds after its `created` on. */
  delay: number;
  put(list: StripeList, ...records: readonly Json[]): void;
}

const paths = {
  customers: '/v1/customers',
  products: '/v1/products',
  prices: '/v1/prices',
  coupons: '/v1/coupons',
  subscriptions: '/v1/subscriptions',
  invoices: '/v1/invoices',
  invoice_items: '/v1/invoiceitems',
  refunds: '/v1/refunds',
  credit_notes: '/v1/credit_notes',
};
export type StripeList = keyof typeof paths;
const names = Object.keys(paths) as StripeList[];

export function stripeWorld(): StripeWorld {
  const lists = Object.fromEntries(names.map((name) => [name, new Map()])) as StripeWorld['lists'];
  return {
    ...{ lists, pageSize: 100, innerSize: 10, delay: 0 },
    put: (list, ...records) => {
      for (const record of records) lists[list].set(String(record.id), record);
    },
  };
}

/** Stripe's lists as they are documented: newest first, keyset by id, what is not expanded as an id. */
export function stripeFace(world: StripeWorld): Face {
  return { handle: (request) => answer(world, request) };
}

function answer(world: StripeWorld, request: VendorRequest): VendorAnswer {
  const { path, query, headers } = request;
  if (!/^Bearer (rk|sk)_/.test(headers.authorization ?? '')) return failure(401, 'invalid_api_key');
  if (headers['stripe-version'] !== '2026-10-28.endive') return failure(400, 'api_version');
  const deep = query.getAll('expand[]').find((one) => one.split('.').length > 4);
  if (deep) return failure(400, 'too_deep');
  const name = names.find((one) => paths[one] === path);
  if (name)
    return page(listed(world, name, request), query, world.pageSize, (one) =>
      shown(world, one, query),
    );
  return inner(world, request);
}

function inner(world: StripeWorld, { path, query }: VendorRequest): VendorAnswer {
  const lines = /^\/v1\/invoices\/(\w+)\/lines$/.exec(path)?.[1];
  const [list, id, field] = lines
    ? (['invoices', lines, 'lines'] as const)
    : path === '/v1/subscription_items'
      ? (['subscriptions', query.get('subscription') ?? '', 'items'] as const)
      : (['invoices', query.get('invoice') ?? '', 'payments'] as const);
  const record = world.lists[list].get(id);
  if (!record) return failure(404, 'resource_missing');
  return page(dataOf(record[field]), query, world.pageSize, (one) => one);
}

const dataOf = (list: unknown) => ((list as Json | undefined)?.data ?? []) as Json[];

function listed(world: StripeWorld, name: StripeList, { query, now }: VendorRequest): Json[] {
  const since = Number(query.get('created[gte]') ?? 0);
  const visible = (Date.parse(now) - world.delay) / 1000;
  return [...world.lists[name].values()]
    .filter(({ created = 0 }) => Number(created) >= since)
    .filter((one) => Number(one.revealed ?? one.created ?? 0) <= visible)
    .filter(
      (one) =>
        name !== 'subscriptions' || query.get('status') === 'all' || one.status !== 'canceled',
    )
    .filter(
      (one) => name !== 'prices' || String(one.active ?? true) === (query.get('active') ?? 'true'),
    )
    .filter(
      (one) =>
        name !== 'products' || String(one.active ?? true) === (query.get('active') ?? 'true'),
    )
    .filter((one) => name !== 'invoice_items' || query.get('pending') !== 'true' || !one.invoice)
    .sort(
      (a, b) => Number(b.created) - Number(a.created) || (String(a.id) < String(b.id) ? -1 : 1),
    );
}

function page(
  all: Json[],
  query: URLSearchParams,
  most: number,
  show: (one: Json) => Json,
): VendorAnswer {
  const after = query.get('starting_after');
  const from = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
  if (after !== null && from === 0) return failure(400, 'resource_missing');
  const data = all.slice(from, from + Math.min(most, Number(query.get('limit') ?? 10)));
  const has_more = from + data.length < all.length;
  return { body: { object: 'list', url: '/v1', has_more, data: data.map(show) } };
}

/** What is not asked for is not shown: discounts and coupons are ids, tiers and payments are missing. */
function shown(world: StripeWorld, record: Json, query: URLSearchParams): Json {
  const expanded = new Set(query.getAll('expand[]'));
  const { tiers, currency_options, applies_to, payments, revealed: _, ...rest } = record;
  const own: Json = { ...rest };
  if (expanded.has('data.tiers')) own.tiers = tiers;
  if (expanded.has('data.currency_options')) own.currency_options = currency_options;
  if (expanded.has('data.applies_to')) own.applies_to = applies_to;
  if (expanded.has('data.payments') && payments) own.payments = cut(payments, world.innerSize);
  if (record.discounts) own.discounts = discountsOf(record, expanded, 'data.discounts');
  const isItem = record.object === 'subscription';
  for (const field of ['items', 'lines'] as const) {
    if (!record[field]) continue;
    const list = cut(record[field], world.innerSize);
    const at = `data.${field}.data.discounts`;
    const data = dataOf(list).map((one) => ({
      ...one,
      ...(isItem && { price: withoutTiers(one.price) }),
      discounts: discountsOf(one, expanded, at),
    }));
    own[field] = { ...list, data };
  }
  return own;
}

const withoutTiers = (price: unknown) => {
  const { tiers: _, currency_options: __, ...rest } = price as Json;
  return rest;
};

function cut(list: unknown, most: number): Json {
  const data = dataOf(list);
  return { object: 'list', data: data.slice(0, most), has_more: data.length > most };
}

function discountsOf(record: Json, expanded: ReadonlySet<string>, at: string): unknown[] {
  const own = (record.discounts ?? []) as Json[];
  const isWhole = [...expanded].some((one) => one === at || one.startsWith(`${at}.`));
  if (!isWhole) return own.map(({ id }) => id);
  if (expanded.has(`${at}.source.coupon`)) return own;
  return own.map((one) => {
    const source = one.source as Json;
    return { ...one, source: { ...source, coupon: (source.coupon as Json).id } };
  });
}

const failure = (status: number, code: string): VendorAnswer => ({
  status,
  body: { error: { type: 'invalid_request_error', code, message: 'of no use' } },
});
