import { idOf, type Reference } from '../shapes/common.ts';
import type { Discount } from '../shapes/discount.ts';
import type { Subscription } from '../shapes/subscription.ts';
import type { Known } from './known.ts';

/** The discounts that were there at an instant, in the order in which they apply. */
export interface Sighting {
  readonly at: number;
  readonly ids: readonly string[];
}

type Held = readonly (string | Discount)[] | null | undefined;

/** What an item had of its own, by the lines of its cycles and by what exports saw of it. */
export function itemSightings(known: Known, item: string): readonly Sighting[] {
  const lines = cycleLines(known)
    .filter((one) => one.item === item)
    .map(({ line }) => ({ at: line.period.start, ids: takenOff(line) }));
  const states = known.states.flatMap(({ at, is }) => {
    const own = itemIn(is, item);
    return own ? [{ at, ids: idsOf(own.discounts) }] : [];
  });
  return sorted([...lines, ...states]);
}

/** What the whole subscription had, by all lines of an invoice together. */
export function sharedSightings(known: Known): readonly Sighting[] {
  const byInvoice = new Map<number, Sighting>();
  for (const { issued, line } of cycleLines(known)) {
    const before = byInvoice.get(issued);
    const at = Math.min(before?.at ?? line.period.start, line.period.start);
    byInvoice.set(issued, { at, ids: [...(before?.ids ?? []), ...takenOff(line)] });
  }
  const { states, customer } = known;
  const seen = states.flatMap(({ at, is }, n): readonly Sighting[] => {
    const isBare = isEmpty(is.discounts) && is.items.data.every((one) => isEmpty(one.discounts));
    if (!isBare) return [{ at, ids: idsOf(is.discounts) }];
    // The customer's discount is for subscriptions without any of their own; it is known as it is now.
    return n === states.length - 1 ? [{ at, ids: idsOf(listed(customer?.discount)) }] : [];
  });
  return sorted([...byInvoice.values(), ...seen]);
}

/** Every discount that is known as an object, as it was seen last. */
export function discountObjects({ states, invoices, billed, customer }: Known) {
  const held: Held[] = [
    ...invoices.map((invoice) => invoice.discounts),
    ...billed.map(({ line }) => line?.discounts),
    listed(customer?.discount),
    ...states.flatMap(({ is }) => [is.discounts, ...is.items.data.map((one) => one.discounts)]),
  ];
  const objects = held.flatMap((list) => (list ?? []).filter((one) => typeof one === 'object'));
  return new Map(objects.map((one) => [one.id, one]));
}

/** Lines of whole cycles; one of nothing, as in a trial, says nothing of discounts. */
const cycleLines = ({ billed }: Known) =>
  billed.flatMap(({ item, isProration, issued, line }) =>
    isProration || !line || line.amount === 0 ? [] : [{ item, issued, line }],
  );

type Line = ReturnType<typeof cycleLines>[number]['line'];

const takenOff = ({ discounts, discount_amounts }: Line) => [
  ...new Set([
    ...idsOf(discounts),
    ...(discount_amounts ?? []).flatMap(({ discount }) => ids([discount])),
  ]),
];

const itemIn = ({ items }: Subscription, item: string) => items.data.find(({ id }) => id === item);
const sorted = (sightings: readonly Sighting[]) => [...sightings].sort((a, b) => a.at - b.at);
const listed = (one: string | Discount | null | undefined): Held => (one ? [one] : []);
const isEmpty = (held: Held) => (held ?? []).length === 0;
export const idsOf = (held: Held) => ids(held ?? []);
const ids = (references: readonly Reference[]) =>
  references.flatMap((one) => {
    const id = idOf(one);
    return id === null ? [] : [id];
  });
