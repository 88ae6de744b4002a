import type { SubscriptionItem } from '../shapes/subscription.ts';
import type { Billed, Known, State } from './known.ts';
import { type Change, chargedTerms, isSame, itemTerms, termsAt } from './terms.ts';

export interface ItemHistory {
  readonly item: string;
  readonly changes: readonly Change[];
  /** Its beginning is known, but not what it was then: what is known first is taken. */
  readonly isExtended: boolean;
}

/** What each item of a subscription was from when on, by what was billed and what exports saw. */
export function itemHistories(known: Known): readonly ItemHistory[] {
  const seen = known.states.flatMap(({ is }) => is.items.data.map(({ id }) => id));
  const items = [...new Set([...known.billed.map(({ item }) => item), ...seen])].sort();
  return items.flatMap((item) => itemHistory(known, item));
}

function itemHistory(known: Known, item: string): readonly ItemHistory[] {
  const billed = known.billed
    .filter((one) => one.item === item)
    .sort((a, b) => startOf(a) - startOf(b) || a.issued - b.issued || rank(a) - rank(b));
  const sold = billed.filter(({ isCredit }) => !isCredit);
  let changes: readonly Change[] = sold.flatMap(({ charged }) => {
    const terms = chargedTerms(charged);
    return terms ? [{ at: charged.period.start, terms }] : [];
  });
  const seen = known.states.map((state) => itemIn(state, item));
  for (const [n, { at }] of known.states.entries()) {
    const [is, was] = [seen[n], seen[n - 1]];
    const after = known.states[n - 1]?.at ?? Number.NEGATIVE_INFINITY;
    if (is && !isSame(itemTerms(is), was && itemTerms(was)))
      changes = seenChange(changes, is, after, at);
  }
  const end = endOf(known, item, billed);
  const lasting =
    end === null ? changes : [...changes.filter(({ at }) => at < end), { at: end, terms: null }];
  return begun(
    known,
    item,
    lasting,
    seen.find((one) => one !== undefined),
  );
}

const startOf = ({ charged }: Billed) => charged.period.start;
const rank = ({ isProration }: Billed) => (isProration ? 1 : 0);
const itemIn = ({ is }: State, item: string) => is.items.data.find(({ id }) => id === item);

/**
 * Lays what an export saw over what was billed: the change lies after the export before and not after this one.
 * It is dated by a bill, else by when the item or its period began, else by the export's cut-off.
 */
function seenChange(
  changes: readonly Change[],
  item: SubscriptionItem,
  after: number,
  at: number,
): readonly Change[] {
  const terms = itemTerms(item);
  if (isSame(termsAt(changes, at), terms)) return changes;
  const began = Math.max(item.created, item.current_period_start ?? 0);
  const isDenied = changes.some((change) => change.at >= began && change.at <= at);
  const when = began > after && began <= at && !isDenied ? began : at;
  return inserted(changes, { at: when, terms });
}

const inserted = (changes: readonly Change[], change: Change) => [
  ...changes.filter(({ at }) => at <= change.at),
  change,
  ...changes.filter(({ at }) => at > change.at),
];

/** When an item that is no longer there was taken off; null while it is there. */
function endOf(known: Known, item: string, billed: readonly Billed[]): number | null {
  const last = known.states.findLastIndex((state) => itemIn(state, item));
  if (last === known.states.length - 1) return null;
  const sold = billed.filter(({ isCredit }) => !isCredit);
  const after = known.states[last]?.at ?? Number.NEGATIVE_INFINITY;
  // One that no export saw came and went between two of them.
  const seen = last < 0 ? Math.max(...sold.map(startOf)) : after;
  const gone = known.states.find(({ at }) => at > seen)?.at ?? Number.POSITIVE_INFINITY;
  const isSoldAt = (at: number) => sold.some((one) => startOf(one) === at);
  const credited = billed.findLast(
    (one) =>
      one.isCredit && startOf(one) > after && startOf(one) <= gone && !isSoldAt(startOf(one)),
  );
  const isLast = credited && sold.every((one) => startOf(one) < startOf(credited));
  if (credited && isLast) return startOf(credited);
  if (last >= 0) return gone;
  const paidUntil = Math.max(...sold.map(({ charged }) => charged.period.end));
  return Math.min(paidUntil, gone);
}

/** Before the first bill an item was what it is then, from when it was put on. */
function begun(
  { now }: Known,
  item: string,
  changes: readonly Change[],
  seen: SubscriptionItem | undefined,
): readonly ItemHistory[] {
  const [first, ...rest] = changes.map(({ at, terms }) => ({
    at: Math.max(at, now.start_date),
    terms,
  }));
  if (!first?.terms) return [];
  const isOriginal = seen !== undefined && seen.created <= now.created + day;
  const start = isOriginal ? now.start_date : Math.max(now.start_date, seen?.created ?? first.at);
  const at = Math.min(start, first.at);
  return [{ item, changes: [{ ...first, at }, ...rest], isExtended: first.at - at > day }];
}

const day = 86_400;
