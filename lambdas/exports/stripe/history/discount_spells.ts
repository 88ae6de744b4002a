import { idOf, type Reference } from '../shapes/common.ts';
import type { Coupon, Discount } from '../shapes/discount.ts';
import type { InvoiceLine } from '../shapes/invoice.ts';
import type { Subscription, SubscriptionItem } from '../shapes/subscription.ts';
import type { Known } from './known.ts';
import { joined, type Stretch } from './stretch.ts';

/** A discount of an item while it runs. */
export interface Spell extends Stretch {
  readonly id: string;
  /** Whether it is of this item alone; else of the whole subscription. */
  readonly isOfItem: boolean;
  /** Undefined where nothing says any more what it was. */
  readonly coupon: Coupon | undefined;
}

type Held = readonly (string | Discount)[] | null | undefined;
/** The discounts that an item had at an instant, in the order in which they apply. */
interface Sighting {
  readonly at: number;
  readonly ids: readonly string[];
}

export type FindCoupon = (id: string) => Coupon | undefined;

/**
 * Discounts of an item, its own first, as they apply. One coupon is one discount: what it is called on an
 * invoice need not be what it is called on the subscription.
 */
export function discountSpells(known: Known, item: string, find: FindCoupon): readonly Spell[] {
  const objects = discountObjects(known);
  const own = new Set(known.states.flatMap(({ is }) => idsOf(itemIn(is, item)?.discounts)));
  const keyOf = (id: string) => couponId(objects.get(id)) ?? id;
  const sightings = [...lineSightings(known, item), ...stateSightings(known, item)]
    .map(({ at, ids }) => ({ at, ids, keys: ids.map(keyOf) }))
    .sort((a, b) => a.at - b.at);
  const ids = [...new Set(sightings.toReversed().flatMap((one) => one.ids))];
  const spells = ids.flatMap((id) => {
    const discount = objects.get(id);
    const isOfItem = own.has(id) || Boolean(discount?.subscription_item);
    const coupon = discount && couponOf(discount, find);
    // A coupon for one invoice, or a discount that was given on one, changes nothing that recurs.
    if (coupon?.duration === 'once' || (discount && isOfOneInvoice(discount))) return [];
    const stretch = stretchOf(id, keyOf(id), discount, sightings);
    return [{ ...stretch, id: keyOf(id), isOfItem, coupon }];
  });
  const merged = [...new Set(spells.map(({ id }) => id))].flatMap((id) =>
    mergedSpells(spells.filter((spell) => spell.id === id)),
  );
  return [...merged.filter((one) => one.isOfItem), ...merged.filter((one) => !one.isOfItem)];
}

function mergedSpells(spells: readonly Spell[]): readonly Spell[] {
  const [first] = spells;
  if (!first) return [];
  const isOfItem = spells.some((one) => one.isOfItem);
  return joined(spells).map((stretch) => ({ ...first, ...stretch, isOfItem }));
}

/** From its start, until its end or until it was first missing where it had been. */
function stretchOf(
  id: string,
  key: string,
  discount: Discount | undefined,
  sightings: readonly (Sighting & { readonly keys: readonly string[] })[],
): Stretch {
  const having = sightings.filter(({ ids }) => ids.includes(id)).map(({ at }) => at);
  const last = having.at(-1) ?? 0;
  const gone = sightings.find(({ at, keys }) => at > last && !keys.includes(key))?.at;
  const endless = Number.POSITIVE_INFINITY;
  return {
    from: discount?.start ?? having[0] ?? 0,
    to: Math.min(discount?.end ?? endless, gone ?? endless),
  };
}

const couponId = (discount: Discount | undefined) => idOf(discount?.source?.coupon);
const itemIn = ({ items }: Subscription, item: string) => items.data.find(({ id }) => id === item);

function couponOf({ source }: Discount, find: FindCoupon): Coupon | undefined {
  const held = source?.coupon;
  if (held === null || held === undefined) return undefined;
  // The list says which products it is for, the object inside a discount does not.
  return typeof held === 'string' ? find(held) : (find(held.id) ?? held);
}

const isOfOneInvoice = ({ invoice, invoice_item, subscription }: Discount) =>
  Boolean(invoice || invoice_item) && !subscription;

/** What lines of whole cycles had taken off; one of nothing, as in a trial, says nothing. */
function lineSightings({ billed }: Known, item: string): readonly Sighting[] {
  return billed.flatMap(({ item: of, isProration, line }) =>
    of !== item || isProration || !line || line.amount === 0
      ? []
      : [{ at: line.period.start, ids: lineDiscounts(line) }],
  );
}

const lineDiscounts = ({ discounts, discount_amounts }: InvoiceLine) => [
  ...new Set([
    ...idsOf(discounts),
    ...(discount_amounts ?? []).flatMap(({ discount }) => ids([discount])),
  ]),
];

function stateSightings({ states, customer }: Known, item: string): readonly Sighting[] {
  return states.flatMap(({ at, is }, n): readonly Sighting[] => {
    const own = itemIn(is, item);
    if (!own) return [];
    const held = [...idsOf(own.discounts), ...idsOf(is.discounts)];
    if (held.length > 0) return [{ at, ids: held }];
    // The customer's discount is known as it is now: it is for subscriptions that have none of their own.
    if (n === states.length - 1) return [{ at, ids: idsOf(listed(customer?.discount)) }];
    return [];
  });
}

/** Every discount that is known as an object, as it was seen last. */
function discountObjects({ states, invoices, billed, customer }: Known) {
  const held: Held[] = [
    ...invoices.map((invoice) => invoice.discounts),
    ...billed.map(({ line }) => line?.discounts),
    listed(customer?.discount),
    ...states.flatMap(({ is }) => [is.discounts, ...is.items.data.map(discountsOf)]),
  ];
  const objects = held.flatMap((list) => (list ?? []).filter((one) => typeof one === 'object'));
  return new Map(objects.map((one) => [one.id, one]));
}

const discountsOf = ({ discounts }: SubscriptionItem | Subscription): Held => discounts;
const listed = (one: string | Discount | null | undefined): Held => (one ? [one] : []);
const idsOf = (held: Held) => ids(held ?? []);
const ids = (references: readonly Reference[]) =>
  references.flatMap((one) => (idOf(one) === null ? [] : [idOf(one) ?? '']));
