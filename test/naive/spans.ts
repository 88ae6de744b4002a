import { micros } from './money.ts';
import { dayNumber } from './time.ts';
import { must, number, rowsOf, text, type World } from './world.ts';

/** A row of subscription_periods; days are numbers. */
export interface Span {
  readonly account: string;
  readonly currency: string;
  readonly micros: bigint;
  readonly status: string;
  readonly startsOn: number;
  /** Exclusive; null while it runs. */
  readonly endsOn: number | null;
  readonly endReason: string | null;
  readonly product: string | null;
  readonly seats: number | null;
}

/** A subscription item, which cannot run twice at once. */
export interface Item {
  readonly id: string;
  readonly spans: readonly Span[];
  readonly pastDueDays: number;
}

export function itemsOf(world: World, pastDueDays: number): readonly Item[] {
  const items = new Map<string, Span[]>();
  for (const row of rowsOf(world, 'subscription_periods')) {
    const endsOn = text(row, 'ends_on');
    const span: Span = {
      account: must(row, 'account_id'),
      currency: must(row, 'currency'),
      micros: micros(must(row, 'mrr_minor')),
      status: must(row, 'status'),
      startsOn: dayNumber(must(row, 'starts_on')),
      endsOn: endsOn === null ? null : dayNumber(endsOn),
      endReason: text(row, 'end_reason'),
      product: text(row, 'product'),
      seats: number(row, 'seats'),
    };
    const id = must(row, 'subscription_item_id');
    items.set(id, [...(items.get(id) ?? []), span]);
  }
  return [...items].map(([id, spans]) => ({ id, spans, pastDueDays }));
}

/** The span of an item on a day: of those that cover it, the one that started last. */
export function spanOn(item: Item, day: number): Span | null {
  let winner: Span | null = null;
  for (const span of item.spans) {
    const covers = span.startsOn <= day && (span.endsOn === null || span.endsOn > day);
    if (covers && (winner === null || span.startsOn > winner.startsOn)) winner = span;
  }
  return winner;
}

/** Whether the item's MRR counts on a day: active, or past due for no more than the days allowed. */
export function countsOn(item: Item, day: number): boolean {
  const status = spanOn(item, day)?.status;
  if (status === 'active') return true;
  if (status !== 'past_due') return false;
  for (let before = day - 1; before >= day - item.pastDueDays; before -= 1) {
    if (spanOn(item, before)?.status !== 'past_due') return true;
  }
  return false;
}

export function isPausedOn(item: Item, day: number): boolean {
  return spanOn(item, day)?.status === 'paused';
}

/** An account at a border of periods. */
export interface Standing {
  /** MRR by currency. */
  readonly mrr: ReadonlyMap<string, bigint>;
  /** MRR of paused spans by currency. */
  readonly paused: ReadonlyMap<string, bigint>;
  readonly isPaying: boolean;
  readonly hasPaused: boolean;
  /** Seats of the counting spans. */
  readonly seats: number;
}

const nothing: Standing = {
  mrr: new Map(),
  paused: new Map(),
  isPaying: false,
  hasPaused: false,
  seats: 0,
};

function withMore(amounts: ReadonlyMap<string, bigint>, span: Span): ReadonlyMap<string, bigint> {
  const before = amounts.get(span.currency) ?? 0n;
  return new Map([...amounts, [span.currency, before + span.micros]]);
}

/** Every account with a counting or paused span at the end of the day before `date`. */
export function standingAt(items: readonly Item[], date: string): ReadonlyMap<string, Standing> {
  const day = dayNumber(date) - 1;
  const accounts = new Map<string, Standing>();
  for (const item of items) {
    const span = spanOn(item, day);
    if (span === null) continue;
    const before = accounts.get(span.account) ?? nothing;
    if (countsOn(item, day)) {
      accounts.set(span.account, {
        ...before,
        mrr: withMore(before.mrr, span),
        isPaying: before.isPaying || span.micros > 0n,
        seats: before.seats + (span.seats ?? 0),
      });
    } else if (isPausedOn(item, day)) {
      accounts.set(span.account, {
        ...before,
        paused: withMore(before.paused, span),
        hasPaused: true,
      });
    }
  }
  return accounts;
}

export function standingOf(
  accounts: ReadonlyMap<string, Standing>,
  account: string,
): Standing & { readonly isBase: boolean } {
  const standing = accounts.get(account) ?? nothing;
  return { ...standing, isBase: standing.isPaying || standing.hasPaused };
}

/** What an account was before a day. */
export interface Past {
  readonly account: string;
  /** First day with MRR above 0; null when it never paid. */
  readonly firstPaidOn: number | null;
  /** First day after the last one on which it paid or was paused. */
  readonly lostOn: number | null;
  /** Reasons of the items that ended last; more than one when they ended on one day. */
  readonly endReasons: readonly (string | null)[];
}

function daysOf(item: Item, untilDate: string): readonly number[] {
  const first = Math.min(...item.spans.map((span) => span.startsOn));
  const days: number[] = [];
  for (let day = first; day < dayNumber(untilDate); day += 1) days.push(day);
  return days;
}

/**
 * Why the item stopped counting after a day: past due for too long, or what its span says of its own end.
 * Nobody says why when a later span took its place.
 */
export function endReasonAfter(item: Item, lastDay: number): string | null {
  const [span, after] = [spanOn(item, lastDay), spanOn(item, lastDay + 1)];
  const isOverdue = span?.status === 'past_due' && after?.status === 'past_due';
  if (isOverdue && !countsOn(item, lastDay + 1)) return 'payment_failed';
  return span?.endsOn === lastDay + 1 ? span.endReason : null;
}

/** The past of every account before `date`. */
export function pastOf(items: readonly Item[], date: string): readonly Past[] {
  const firstPaid = new Map<string, number>();
  const lost = new Map<string, number>();
  const ends = new Map<string, { readonly on: number; readonly reason: string | null }[]>();
  for (const item of items) {
    const lastDays = new Map<string, number>();
    for (const day of daysOf(item, date)) {
      const span = spanOn(item, day);
      if (span === null) continue;
      const counts = countsOn(item, day);
      const paid = counts && span.micros > 0n;
      const paused = isPausedOn(item, day);
      if (paid) firstPaid.set(span.account, Math.min(firstPaid.get(span.account) ?? day, day));
      if (paid || paused) lost.set(span.account, Math.max(lost.get(span.account) ?? 0, day + 1));
      if (paid || paused) lastDays.set(span.account, day);
    }
    for (const [account, last] of lastDays) {
      const end = { on: last + 1, reason: endReasonAfter(item, last) };
      ends.set(account, [...(ends.get(account) ?? []), end]);
    }
  }
  const accounts = new Set([...firstPaid.keys(), ...lost.keys(), ...ends.keys()]);
  return [...accounts].sort().map((account) => {
    const all = ends.get(account) ?? [];
    const last = Math.max(...all.map((end) => end.on));
    return {
      account,
      firstPaidOn: firstPaid.get(account) ?? null,
      lostOn: lost.get(account) ?? null,
      endReasons: all.filter((end) => end.on === last).map((end) => end.reason),
    };
  });
}

const goesOn = ['active', 'past_due', 'paused'];

/** Whether nothing of the item goes on after a span of it: no plan change, no longer span beneath. */
export function endsForGood(item: Item, span: Span): boolean {
  if (span.endsOn === null || span.endReason === 'changed') return false;
  return !goesOn.includes(spanOn(item, span.endsOn)?.status ?? 'none');
}

/** What of a span is lost on the day that it ends; of a longer span beneath it, which resumes, the difference. */
export function lostAtEnd(item: Item, span: Span): bigint {
  if (span.endsOn === null || span.endReason === 'changed') return 0n;
  if (endsForGood(item, span)) return span.micros;
  const after = spanOn(item, span.endsOn);
  if (after === null || after.startsOn === span.endsOn) return 0n;
  return span.micros > after.micros ? span.micros - after.micros : 0n;
}
