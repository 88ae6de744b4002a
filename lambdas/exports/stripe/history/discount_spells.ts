import { idOf } from '../shapes/common.ts';
import type { Coupon, Discount } from '../shapes/discount.ts';
import {
  discountObjects,
  idsOf,
  itemSightings,
  type Sighting,
  sharedSightings,
} from './discount_sightings.ts';
import type { Known } from './known.ts';
import { joined, type Stretch } from './stretch.ts';

/** A discount while it runs. */
export interface Spell extends Stretch {
  readonly id: string;
  /** Whether it is of one item alone; else of the whole subscription. */
  readonly isOfItem: boolean;
  /** Undefined where nothing says any more what it was. */
  readonly coupon: Coupon | undefined;
}

export type FindCoupon = (id: string) => Coupon | undefined;
type Objects = ReadonlyMap<string, Discount>;

/** Discounts of each item, its own first, then those of the whole subscription, as they apply. */
export function discountSpells(known: Known, find: FindCoupon): (item: string) => readonly Spell[] {
  const objects = discountObjects(known);
  const isOwn = ownKeys(known, objects);
  const shared = spells(sharedSightings(known), objects, find, false, (key) => !isOwn(key));
  return (item) => [...spells(itemSightings(known, item), objects, find, true, isOwn), ...shared];
}

/** One coupon is one discount: what an invoice calls it need not be what the subscription calls it. */
const keyWith = (objects: Objects) => (id: string) => idOf(objects.get(id)?.source?.coupon) ?? id;

/** Whether a discount is of single items: the subscription's state says so, else the discount itself. */
function ownKeys({ states, billed }: Known, objects: Objects): (key: string) => boolean {
  const keyOf = keyWith(objects);
  const keys = (ids: readonly string[]) => new Set(ids.map(keyOf));
  const whole = keys(states.flatMap(({ is }) => idsOf(is.discounts)));
  const own = keys([
    ...states.flatMap(({ is }) => is.items.data.flatMap((one) => idsOf(one.discounts))),
    ...billed.flatMap(({ line }) => idsOf(line?.discounts)),
    ...[...objects.values()].flatMap((one) => (one.subscription_item ? [one.id] : [])),
  ]);
  return (key) => own.has(key) && !whole.has(key);
}

function spells(
  sightings: readonly Sighting[],
  objects: Objects,
  find: FindCoupon,
  isOfItem: boolean,
  isWanted: (key: string) => boolean,
): readonly Spell[] {
  const keyOf = keyWith(objects);
  const keyed = sightings.map(({ at, ids }) => ({ at, ids, keys: ids.map(keyOf) }));
  const ids = [...new Set(keyed.toReversed().flatMap((one) => one.ids))];
  const found = new Map<string, Spell[]>();
  for (const id of ids) {
    const [key, discount] = [keyOf(id), objects.get(id)];
    const coupon = discount && couponOf(discount, find);
    // A coupon for one invoice, or a discount that was given on one, changes nothing that recurs.
    const isOnce = coupon?.duration === 'once' || (discount && isOfOneInvoice(discount));
    if (!isWanted(key) || isOnce) continue;
    const spell = { ...stretchOf(id, key, discount, keyed), id: key, isOfItem, coupon };
    found.set(key, [...(found.get(key) ?? []), spell]);
  }
  return [...found.values()].flatMap(mergedSpells);
}

function mergedSpells(spells: readonly Spell[]): readonly Spell[] {
  const [first] = spells;
  return first ? joined(spells).map((stretch) => ({ ...first, ...stretch })) : [];
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

function couponOf({ source }: Discount, find: FindCoupon): Coupon | undefined {
  const held = source?.coupon;
  if (held === null || held === undefined) return undefined;
  // The list says which products it is for, the object inside a discount does not.
  return typeof held === 'string' ? find(held) : (find(held.id) ?? held);
}

const isOfOneInvoice = ({ invoice, invoice_item, subscription }: Discount) =>
  Boolean(invoice || invoice_item) && !subscription;
