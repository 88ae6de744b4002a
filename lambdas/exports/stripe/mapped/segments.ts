import { type Fraction, mrrText, times, zero } from '../../../tables/cells/fraction.ts';
import { discountSpells, type FindCoupon, type Spell } from '../history/discount_spells.ts';
import { type ItemHistory, itemHistories } from '../history/item_history.ts';
import type { Known } from '../history/known.ts';
import { type Phase, type Phases, phasesOf } from '../history/phases.ts';
import { covers } from '../history/stretch.ts';
import { type TaxShares, taxShares } from '../history/tax_shares.ts';
import { type Terms, termsAt } from '../history/terms.ts';
import { discounted, Incomputable, type Priced } from '../money/discounted.ts';
import { type FindPrice, itemPrice } from '../money/item_price.ts';

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
  const own = items.flatMap(({ changes, spells }) => [
    ...changes.map(({ at }) => at),
    ...spells.flatMap(({ from, to }) => [from, to]),
  ]);
  const cuts = [...phases.cuts, ...own].filter((at) => Number.isFinite(at));
  return [...new Set(cuts)].sort((a, b) => a - b);
}

/** Of several changes on a day the last one counts: days are the least that spans are made of. */
function lastOfDays(cuts: readonly number[]): readonly number[] {
  const day = (at: number) => Math.floor(at / 86_400);
  return cuts.filter((at, n) => {
    const next = cuts[n + 1];
    return next === undefined || day(next) !== day(at);
  });
}

function segmentsAt(
  items: readonly Item[],
  at: number,
  phase: Phase,
  { now }: Known,
  { price }: Lists,
): ReadonlyMap<string, Segment> {
  const currency = now.currency.toUpperCase();
  const priced: (Priced & { readonly terms: Terms })[] = [];
  const found = new Map<string, Segment>();
  const refuse = (item: string, terms: Terms, refused: string) =>
    found.set(item, { at, phase, terms, mrr: { refused }, discounts: '' });
  for (const { item, changes, spells } of items) {
    const terms = termsAt(changes, at);
    const known = terms && itemPrice(terms, currency, price);
    if (!terms || !known) continue;
    if ('refused' in known) refuse(item, terms, known.refused);
    else {
      const running = spells.filter((spell) => covers(spell, at));
      priced.push({ item, price: known.value, spells: running, terms });
    }
  }
  const net = netOf(priced, currency, found.size > 0);
  for (const { item, terms, spells } of priced) {
    if (typeof net === 'string') refuse(item, terms, net);
    else {
      const { share } = items.find((one) => one.item === item)?.taxes(at) ?? {};
      const mrr = written(share ? times(net.get(item) ?? zero, share) : zero);
      found.set(item, { at, phase, terms, mrr, discounts: spells.map(({ id }) => id).join(' ') });
    }
  }
  return found;
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

function written(mrr: Fraction): Segment['mrr'] {
  const text = mrrText(mrr);
  if (text === undefined) return { refused: 'its amount is beyond what money can be' };
  return { amount: mrr, text };
}
