import { compare } from '../../../tables/cells/fraction.ts';
import type { Price } from '../shapes/price.ts';
import type { Mrr, Segment } from './segments.ts';

/** What a span shows of its price. */
export interface Shown {
  readonly product: string | null;
  readonly plan: string | null;
  /** What its vendor calls the price, where it does. */
  readonly name: string | null;
  /** `month 3`: how often it is billed. */
  readonly term: string | null;
}

export interface Compared {
  readonly segment: Segment;
  readonly shown: Shown;
  readonly status: string;
  readonly mrr: Mrr;
}

export const termOf = (price: Price | undefined) =>
  price?.recurring ? `${price.recurring.interval} ${price.recurring.interval_count}` : null;

/** Why a span differs from the one that ended when it began: of several reasons the one that says most. */
export function changeReason(before: Compared, after: Compared): string | null {
  if (after.status === 'paused')
    return before.status === 'paused' ? priceReason(before, after) : 'pause';
  if (before.status === 'paused') return 'resume';
  return priceReason(before, after);
}

function priceReason(before: Compared, after: Compared): string | null {
  const [was, is] = [before.segment.terms, after.segment.terms];
  if (was.price !== is.price) return swapReason(before.shown, after.shown);
  if (was.quantity !== is.quantity) return 'seats';
  const difference = compare(after.mrr.amount, before.mrr.amount);
  // The same price of another worth: another rate of the tax that it includes.
  if (before.segment.discounts === after.segment.discounts)
    return difference === 0 ? null : 'price';
  return difference < 0 ? 'discount_start' : 'discount_end';
}

/** Another product or name is another plan; the same one paid at other times is another term. */
function swapReason(was: Shown, is: Shown): string {
  if (was.product !== is.product) return 'plan';
  if (was.term !== is.term) return 'term';
  return was.name === is.name ? 'price' : 'plan';
}
