import { compare, type Fraction, mrrText, times, zero } from '../../../tables/cells/fraction.ts';
import { discountSpells, type FindCoupon, type Spell } from '../history/discount_spells.ts';
import { type ItemHistory, itemHistories } from '../history/item_history.ts';
import type { Known } from '../history/known.ts';
import { type Phase, type Phases, phasesOf } from '../history/phases.ts';
import { covers } from '../history/stretch.ts';
import { type TaxShares, taxShares } from '../history/tax_shares.ts';
import { type Terms, termsAt } from '../history/terms.ts';
import { discounted, Incomputable, type Priced } from '../money/discounted.ts';
import { type FindPrice, itemPrice } from '../money/item_price.ts';
import { lastOfDays } from './days.ts';

export interface Mrr {
  readonly amount: Fraction;
  /** As the column holds it. */
  readonly text: string;
}

/** What an item is on the days from one on until the next segment. */
export interface Segment {
  /** Seconds; its day is that of the first instant. */
  readonly at: number;
  readonly phase: Phase;
  readonly terms: Terms;
  /** Recurring revenue a month; or why it cannot be told. */
  readonly mrr: Mrr | { readonly refused: string };
  readonly discounts: string;
}

export interface Lists {
  readonly price: FindPrice;
  readonly coupon: FindCoupon;
}

interface Item extends ItemHistory {
  readonly spells: readonly Spell[];
  readonly taxes: TaxShares;
}

/** What each item was at the end of each day on which something changed; null: not there, or not counted. */
export type Segments = ReadonlyMap<string, readonly (Segment | { readonly at: number })[]>;

export interface Course {
  readonly segments: Segments;
  readonly phases: Phases;
  readonly items: readonly ItemHistory[];
}

export function courseOf(known: Known, lists: Lists): Course {
  const phases = phasesOf(known);
  const spellsOf = discountSpells(known, lists.coupon);
  const items = itemHistories(known).map((history) => ({
    ...history,
    spells: spellsOf(history.item),
    taxes: taxShares(known, history.item),
  }));
  const segments = new Map<string, (Segment | { readonly at: number })[]>();
  for (const at of lastOfDays(cutsOf(items, phases))) {
    const phase = phases.at(at);
    const running = isRunning(phase) ? segmentsAt(items, at, phase, known, lists) : none;
    for (const { item } of items) {
      const list = segments.get(item) ?? [];
      list.push(running.get(item) ?? { at });
      segments.set(item, list);
    }
  }
  return { segments, phases, items };
}

const none: ReadonlyMap<string, Segment> = new Map();
const isRunning = (phase: Phase) => phase !== 'never' && phase !== 'unpaid' && phase !== 'ended';

function cutsOf(items: readonly Item[], phases: Phases): readonly number[] {
  const own = items.flatMap(({ changes, spells, taxes }) => [
    ...taxes.cuts,
    ...changes.map(({ at }) => at),
    ...spells.flatMap(({ from, to }) => [from, to]),
  ]);
  const cuts = [...phases.cuts, ...own].filter((at) => Number.isFinite(at));
  return [...new Set(cuts)].sort((a, b) => a - b);
}

/** An item that is there and counted, or why it cannot be. */
type Found = { readonly item: Item; readonly terms: Terms } & (
  | { readonly refused: string }
  | { readonly priced: Priced }
);

function segmentsAt(
  items: readonly Item[],
  at: number,
  phase: Phase,
  { now }: Known,
  lists: Lists,
): ReadonlyMap<string, Segment> {
  const currency = now.currency.toUpperCase();
  const found = items.flatMap((item) => foundAt(item, at, currency, lists));
  const priced = found.flatMap((one) => ('priced' in one ? [one.priced] : []));
  const net = netOf(priced, currency, priced.length < found.length);
  const segments = found.map((one): Segment => {
    const { item, terms } = one;
    const refused = 'refused' in one ? one.refused : net;
    if (typeof refused === 'string') return { at, phase, terms, mrr: { refused }, discounts: '' };
    const mrr = written(times(refused.get(item.item) ?? zero, item.taxes.at(at)));
    const running = item.spells.filter((spell) => covers(spell, at));
    return { at, phase, terms, mrr, discounts: running.map(({ id }) => id).join(' ') };
  });
  return new Map(segments.map((segment, n) => [found[n]?.item.item ?? '', segment]));
}

function foundAt(item: Item, at: number, currency: string, { price }: Lists): readonly Found[] {
  const terms = termsAt(item.changes, at);
  const known = terms && itemPrice(terms, currency, price);
  if (!terms || !known) return [];
  if ('refused' in known) return [{ item, terms, refused: known.refused }];
  const spells = item.spells.filter((spell) => covers(spell, at));
  return [{ item, terms, priced: { item: item.item, price: known.value, spells } }];
}

/** Net of every item, or why there is none: an amount off the whole cannot be shared out over half of it. */
function netOf(
  priced: readonly Priced[],
  currency: string,
  isPart: boolean,
): ReadonlyMap<string, Fraction> | string {
  const hasShared = priced.some(({ spells }) =>
    spells.some(({ isOfItem, coupon }) => !isOfItem && coupon?.amount_off),
  );
  if (isPart && hasShared) return 'its discount is shared with an item whose price is not known';
  try {
    return discounted(priced, currency);
  } catch (error) {
    if (error instanceof Incomputable) return error.message;
    throw error;
  }
}

function written(net: Fraction): Segment['mrr'] {
  const mrr = compare(net, zero) < 0 ? zero : net;
  const text = mrrText(mrr);
  if (text === undefined) return { refused: 'its amount is beyond what money can be' };
  return { amount: mrr, text };
}
