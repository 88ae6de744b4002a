import { BadSettings } from '../../errors.ts';
import type { ChargebeeOptions } from '../../settings/exports/chargebee.ts';
import { openApi } from '../client/api.ts';
import { serverTime } from '../client/server_time.ts';
import { parseSecret } from '../secret.ts';
import type { Connecting, Connection, MapContext, Source } from '../source.ts';
import {
  addressOf,
  authorizationOf,
  type ChargebeeSecret,
  chargebeeSecret,
} from './credentials.ts';
import { customerRows } from './map_customers.ts';
import { invoiceRows } from './map_invoices.ts';
import { subscriptionRows } from './map_subscriptions.ts';
import { addons, configurationOf, coupons, itemPrices, items, plans } from './shapes/catalogue.ts';
import { creditNotes } from './shapes/credit_note.ts';
import { customers } from './shapes/customer.ts';
import { invoices } from './shapes/invoice.ts';
import { subscriptions } from './shapes/subscription.ts';

/** Chargebee Billing: what customers subscribe to, what they were billed, and what was credited of it. */
export function chargebee(options: ChargebeeOptions): Source {
  const known = customers(options.account_field);
  const lookups = [itemPrices, items, plans, addons, coupons];
  return {
    name: 'chargebee',
    lag: 2 * 60_000,
    overlap: 10 * 60_000,
    objects: [...lookups, known, subscriptions, invoices, creditNotes],
    mapping: {
      lookups,
      tables: ['subscription_periods', 'trials', 'invoices', 'account_links', 'accounts'],
      *rows(group, context) {
        const billed = group.of(invoices);
        yield* customerRows(group, context, known);
        yield* subscriptionRows(billed, group, remembering(context), options);
        yield* invoiceRows(billed, group);
      },
    },
    connect: async (secret, world) =>
      connect(parseSecret('Chargebee', chargebeeSecret, secret), world, options),
  };
}

/** Every line of an invoice asks for its price, and a customer has few prices. */
function remembering(context: MapContext): MapContext {
  const found = new Map<object, Map<string, unknown>>();
  return {
    ...context,
    find: (object, id) => {
      if (!id) return undefined;
      const known = found.get(object) ?? new Map();
      found.set(object, known);
      if (!known.has(id)) known.set(id, context.find(object, id));
      return known.get(id);
    },
  };
}

async function connect(
  secret: ChargebeeSecret,
  world: Connecting,
  { requests_per_minute }: ChargebeeOptions,
): Promise<Connection> {
  const api = openApi({
    vendor: 'Chargebee',
    address: addressOf(secret),
    authorize: async () => authorizationOf(secret),
    perSecond: requests_per_minute / 60,
    atOnce: 1,
    world,
  });
  const answer = await api.get('/api/v2/configurations');
  const site = configurationOf(answer.json);
  if (!site) {
    throw new BadSettings(
      `Chargebee tells nothing of the site ${secret.site}: is it a site of Chargebee Billing?`,
    );
  }
  const catalogue = site.product_catalog_version === 'v1' ? 1 : 2;
  const account = `site ${site.domain ?? secret.site}, catalogue ${catalogue}`;
  return { api, now: serverTime(answer.headers), account };
}
