import { compare, type Fraction } from '../../tables/cells/fraction.ts';

export type SpanStatus = 'trialing' | 'active' | 'past_due' | 'paused' | 'free';

/** What a subscription item is for some days, from the first until before the last; null: it goes on. */
export interface Span {
  readonly from: string;
  readonly to: string | null;
  readonly status: SpanStatus;
  readonly product: string | null;
  readonly plan: string | null;
  readonly seats: string | null;
  readonly currency: string;
  /** Minor units a month, of a paused or tried item what it would pay. */
  readonly mrr: Fraction;
  /** The same before discounts. */
  readonly list: Fraction;
  /** How often it is billed, in any words. */
  readonly term: string;
  /** Why it ends, where the item ends with it. */
  readonly endReason?: string | undefined;
  readonly endComment?: string | undefined;
}

export interface TimedSpan extends Span {
  readonly changeReason?: string | undefined;
}

/**
 * The spans of one item in their order: where two overlap the one that starts later stands, equal ones in a
 * row are one, and what follows without a gap says why it differs.
 */
export function itemSpans(spans: readonly Span[]): readonly TimedSpan[] {
  const sorted = spans
    .map((span, at) => ({ span, at }))
    .sort((a, b) =>
      a.span.from === b.span.from ? a.at - b.at : a.span.from < b.span.from ? -1 : 1,
    )
    .map(({ span }) => span);
  const cut = sorted.map((span, at) => cutAt(span, sorted[at + 1]));
  const lasting = cut.filter(({ from, to }) => to === null || from < to);
  return lasting.reduce(joined, []).map(reasoned);
}

/** A span until the next one begins; what it was to end as is then no longer true. */
function cutAt(span: Span, next: Span | undefined): Span {
  if (!next || (span.to !== null && span.to <= next.from)) return span;
  return { ...span, to: next.from, endReason: undefined, endComment: undefined };
}

function joined(done: readonly Span[], span: Span): readonly Span[] {
  const before = done.at(-1);
  if (!before || before.to !== span.from || !isSame(before, span)) return [...done, span];
  return [...done.slice(0, -1), { ...span, from: before.from }];
}

const isSame = (a: Span, b: Span) =>
  a.status === b.status &&
  a.product === b.product &&
  a.plan === b.plan &&
  a.seats === b.seats &&
  a.currency === b.currency &&
  a.term === b.term &&
  compare(a.mrr, b.mrr) === 0 &&
  compare(a.list, b.list) === 0;

function reasoned(span: Span, at: number, all: readonly Span[]): TimedSpan {
  const [before, next] = [all[at - 1], all[at + 1]];
  const goesOn = next !== undefined && next.from === span.to;
  return {
    ...span,
    ...(goesOn && { endReason: 'changed', endComment: undefined }),
    ...(before?.to === span.from && { changeReason: changeReason(before, span) }),
  };
}

/** Why a span differs from the one right before it; the first that holds, undefined where none does. */
export function changeReason(before: Span, after: Span): string | undefined {
  if (after.status === 'paused' && before.status !== 'paused') return 'pause';
  if (before.status === 'paused' && after.status !== 'paused') return 'resume';
  // The first payment after a trial is new revenue and no change of it.
  if (before.status === 'trialing') return undefined;
  if (before.product !== after.product) return 'plan';
  if (before.term !== after.term) return 'term';
  // Without a product over them, plans are all that says what was bought.
  if (before.product === null && before.plan !== after.plan) return 'plan';
  if (before.seats !== after.seats) return 'seats';
  if (compare(before.list, after.list) !== 0) return 'price';
  const change = compare(after.mrr, before.mrr);
  if (change === 0) return undefined;
  return change < 0 ? 'discount_start' : 'discount_end';
}

/** Days during which something holds of a subscription, e.g. that it is past due. */
export interface Days {
  readonly from: string;
  readonly to: string | null;
}

/** Active spans take the status on these days; others keep their own. */
export function withStatus(
  spans: readonly Span[],
  status: SpanStatus,
  days: readonly Days[],
): readonly Span[] {
  return days.reduce<readonly Span[]>(
    (all, some) =>
      all.flatMap((span) => (span.status === 'active' ? split(span, status, some) : [span])),
    spans,
  );
}

function split(span: Span, status: SpanStatus, days: Days): readonly Span[] {
  const from = days.from > span.from ? days.from : span.from;
  const to = earlier(days.to, span.to);
  if (to !== null && from >= to) return [span];
  if (span.to !== null && from >= span.to) return [span];
  const ended = { endReason: undefined, endComment: undefined };
  return [
    ...(span.from < from ? [{ ...span, ...ended, to: from }] : []),
    { ...span, ...(to !== span.to && ended), status, from, to },
    ...(to !== null && to !== span.to ? [{ ...span, from: to }] : []),
  ];
}

const earlier = (a: string | null, b: string | null) => {
  if (a === null) return b;
  return b === null || a < b ? a : b;
};
