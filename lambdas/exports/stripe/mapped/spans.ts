import { compare, zero } from '../../../tables/cells/fraction.ts';
import { idOf } from '../shapes/common.ts';
import type { Price } from '../shapes/price.ts';
import { type Compared, changeReason, type Shown, termOf } from './changes.ts';
import type { Names } from './names.ts';
import type { Segment, Segments } from './segments.ts';

export interface Span extends Compared {
  /** Seconds. */
  readonly starts: number;
  /** Null: it goes on. */
  readonly ends: number | null;
  /** Why it differs from the span that ended when it began; null where none did. */
  readonly change: string | null;
}

export interface Spans {
  readonly spans: readonly Span[];
  /** Why parts of the item's time have no span. */
  readonly refused: readonly string[];
}

/** The segments of an item as spans: those that are the same and touch are one. */
export function spansOf(
  segments: Segments,
  item: string,
  names: Names,
  zeroIs: 'free' | 'active',
): Spans {
  const spans: Span[] = [];
  const refused = new Set<string>();
  for (const segment of segments.get(item) ?? []) {
    const last = spans.at(-1)?.ends === null ? spans.at(-1) : undefined;
    const next = 'terms' in segment ? spanOf(segment, names, zeroIs) : undefined;
    if ('terms' in segment && 'refused' in segment.mrr) refused.add(segment.mrr.refused);
    if (last && next && isJoined(last, next)) continue;
    if (last) spans[spans.length - 1] = { ...last, ends: segment.at };
    if (next) spans.push({ ...next, change: last ? changeReason(last, next) : null });
  }
  return { spans, refused: [...refused] };
}

function spanOf(segment: Segment, names: Names, zeroIs: 'free' | 'active'): Span | undefined {
  const { mrr, phase, terms, at } = segment;
  if ('refused' in mrr) return undefined;
  const isFree = phase !== 'trialing' && zeroIs === 'free' && compare(mrr.amount, zero) <= 0;
  const shown = shownOf(names.price(terms.price), terms.price, names);
  const status = isFree ? 'free' : phase;
  return { segment, shown, status, mrr, starts: at, ends: null, change: null };
}

function shownOf(price: Price | undefined, id: string, names: Names): Shown {
  const product = idOf(price?.product);
  return {
    product: names.product(product) ?? product,
    plan: price?.nickname ?? price?.lookup_key ?? id,
    name: price?.nickname ?? null,
    term: termOf(price),
  };
}

const isJoined = (a: Span, b: Span) =>
  a.status === b.status &&
  a.mrr.text === b.mrr.text &&
  a.segment.terms.quantity === b.segment.terms.quantity &&
  a.shown.plan === b.shown.plan &&
  a.shown.product === b.shown.product;
