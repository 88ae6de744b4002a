import type { Subscription } from '../shapes/subscription.ts';
import { pastDue, unpaid } from './arrears.ts';
import type { Known } from './known.ts';
import { pauses } from './pauses.ts';
import { covers, type Stretch } from './stretch.ts';

/** `never`: it is no customer's yet, or not any more. */
export type Phase = 'never' | 'trialing' | 'active' | 'past_due' | 'paused' | 'unpaid' | 'ended';

export interface Phases {
  at(instant: number): Phase;
  /** Instants at which it may change. */
  readonly cuts: readonly number[];
  /** When it ended or is set to end; null: it goes on. */
  readonly end: number | null;
}

/** First payments that were never made: there was no subscription. */
const unborn = ['incomplete', 'incomplete_expired'];

export function phasesOf(known: Known): Phases {
  const { now } = known;
  const end = endOf(now);
  const trials = trialsOf(known);
  const paused = pauses(known);
  const owed = { unpaid: unpaid(known), past_due: pastDue(known) };
  const paidFrom = firstPaid(known);
  const at = (instant: number): Phase => {
    const isIn = (stretches: readonly Stretch[]) => stretches.some((one) => covers(one, instant));
    if (instant < now.start_date || unborn.includes(now.status)) return 'never';
    if (end !== null && instant >= end) return 'ended';
    if (isIn(owed.unpaid)) return 'unpaid';
    if (isIn(trials)) return 'trialing';
    // A trial that ended without means of payment was never paid for: nothing is paused.
    if (isIn(paused)) return paidFrom <= instant || trials.length === 0 ? 'paused' : 'never';
    return isIn(owed.past_due) ? 'past_due' : 'active';
  };
  const stretches = [...trials, ...paused, ...owed.unpaid, ...owed.past_due];
  const cuts = [
    now.start_date,
    end ?? now.start_date,
    ...stretches.flatMap(({ from, to }) => [from, to]),
  ];
  return { at, end, cuts: cuts.filter((cut) => Number.isFinite(cut) && cut >= now.start_date) };
}

/** An end that is set counts as long as it is set: one that was undone leaves nothing behind. */
function endOf(now: Subscription): number | null {
  if (now.status === 'canceled') return now.ended_at ?? now.canceled_at ?? now.start_date;
  if (now.cancel_at) return now.cancel_at;
  if (!now.cancel_at_period_end) return null;
  const ends = now.items.data.flatMap(({ current_period_end: end }) => (end ? [end] : []));
  return ends.length > 0 ? Math.max(...ends) : null;
}

/** Trials of all states, as the last one that knows each says it: an end that was moved is the new one. */
function trialsOf({ states }: Known): readonly Stretch[] {
  const trials = new Map<number, number>();
  for (const { is } of states) {
    if (is.trial_start && is.trial_end) trials.set(is.trial_start, is.trial_end);
  }
  return [...trials].map(([from, to]) => ({ from, to }));
}

/** When something was paid for the first time. */
function firstPaid({ invoices }: Known): number {
  const paid = invoices.flatMap(({ total, status_transitions: { paid_at } }) =>
    paid_at && total > 0 ? [paid_at] : [],
  );
  return Math.min(Number.POSITIVE_INFINITY, ...paid);
}
