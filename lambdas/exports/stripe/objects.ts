import type { z } from 'zod';
import type { StripeOptions } from '../../settings/exports/stripe.ts';
import type { Slice, SourceObject, Stream } from '../source.ts';
import { type Listing, recordsIn } from './pull/list.ts';
import { listings } from './pull/listings.ts';
import { bothLists, createdList, wholeList } from './pull/streams.ts';
import { idOf } from './shapes/common.ts';
import { customer } from './shapes/customer.ts';
import { coupon } from './shapes/discount.ts';
import { invoice, invoiceItem } from './shapes/invoice.ts';
import { creditNote, type Refund, refund } from './shapes/money_back.ts';
import { price, product } from './shapes/price.ts';
import { subscription } from './shapes/subscription.ts';

export type StripeObjects = ReturnType<typeof stripeObjects>;

/** What is read of Stripe. Subscriptions come first: what they say is the state at the cut-off, nearly. */
export function stripeObjects({ months_back }: StripeOptions) {
  const created = (listing: Listing) => ({
    reads: 'changes' as const,
    streams: (slice: Slice) => createdList(listing, slice, months_back),
  });
  const both = (listing: Listing) => ({ streams: () => bothLists(listing) });
  const invoices = whole('invoices', invoice, (one) => idOf(one.customer));
  const notes = whole('credit_notes', creditNote, (one) => idOf(one.customer));
  const states = whole('subscriptions', subscription, (one) => idOf(one.customer));
  const items = whole('invoice_items', invoiceItem, (one) => idOf(one.customer));
  return {
    subscriptions: { ...states, keeps: 'states' as const },
    // They leave the list when they are billed, all of a cycle at once: no sign of a cut answer.
    invoice_items: { ...items, absence: 'unknown' as const },
    invoices: { ...invoices, ...created(listings.invoices) },
    credit_notes: { ...notes, ...created(listings.credit_notes) },
    refunds: { ...whole('refunds', refund, payerOf), ...created(listings.refunds) },
    customers: whole('customers', customer, ({ id }) => id),
    products: { ...whole('products', product, alone), ...both(listings.products) },
    prices: { ...whole('prices', price, alone), ...both(listings.prices) },
    coupons: whole('coupons', coupon, alone),
  };
}

const alone = ({ id }: { readonly id: string }) => id;

function payerOf({ customer, charge }: Refund): string | null {
  const charged = typeof charge === 'object' ? charge?.customer : null;
  return idOf(customer) ?? idOf(charged);
}

/** Stripe does not date changes: everything is read every time, and what is no longer there was deleted. */
function whole<Data extends { readonly id: string; readonly deleted?: boolean | undefined }>(
  name: keyof typeof listings,
  schema: z.ZodType<Data>,
  groupOf: (record: Data) => string | null,
): SourceObject<Data> {
  const listing = listings[name];
  return {
    name,
    schema,
    reads: 'all',
    keeps: 'latest',
    absence: 'deleted',
    identify: (record) => ({
      id: record.id,
      group: groupOf(record) ?? '',
      changedAt: null,
      isDeleted: record.deleted ?? false,
    }),
    streams: (): readonly Stream[] => wholeList(listing),
    read: (received) => recordsIn(listing, received),
  };
}
