import type { Subscription } from '../shapes/subscription.ts';
import type { Billed } from './lines.ts';

type Day = (seconds: number) => string;

/** What a subscription was from a day on: one of the states that exports saw of it. */
export interface Stage {
  readonly from: string;
  readonly state: Subscription;
}

/** Whether it runs, in so far as a change of it is no change of the price. */
const classOf = ({ status, deleted }: Subscription) => {
  if (deleted) return 'deleted';
  return status === 'non_renewing' ? 'active' : status;
};

/** Everything that the amount a month depends on. */
const termsOf = (state: Subscription) =>
  JSON.stringify([
    ...[state.currency_code, state.subscription_items, state.item_tiers, state.coupons],
    ...[state.discounts, state.addons, state.plan_id, state.plan_quantity, state.plan_unit_price],
    ...[state.plan_amount, state.billing_period, state.billing_period_unit],
  ]);

/**
 * The states that exports saw, each from the day on which it came to be: that of an invoice line, of a
 * renewal, or of the change of status, and where nothing tells, of the subscription's last change.
 */
export function stagesOf(
  states: readonly Subscription[],
  billed: readonly Billed[],
  day: Day,
): readonly Stage[] {
  const stages: Stage[] = [];
  for (const state of states) {
    const last = stages.at(-1);
    if (!last) stages.push({ from: anchorOf(state, billed, day), state });
    else if (isSame(last.state, state)) stages[stages.length - 1] = { from: last.from, state };
    else {
      const from = changedOn(last.state, state, billed, day);
      stages.push({ from: from > last.from ? from : last.from, state });
    }
  }
  return stages;
}

function isSame(before: Subscription, after: Subscription): boolean {
  const isUnbroken = classOf(after) !== 'active' || !startedAnew(before, after);
  return isUnbroken && classOf(before) === classOf(after) && termsOf(before) === termsOf(after);
}

/** It was not active in between: `activated_at` only moves then. */
export const startedAnew = (before: Subscription, after: Subscription) =>
  (after.activated_at ?? 0) > (before.updated_at ?? before.activated_at ?? 0);

/** A first state holds since what it was last billed for began; else since it began itself. */
function anchorOf(state: Subscription, billed: readonly Billed[], day: Day): string {
  const known = state.updated_at ?? Number.POSITIVE_INFINITY;
  const last = billed.filter(({ at }) => at <= known).at(-1);
  if (last) return last.from;
  const { activated_at, started_at, created_at, trial_start } = state;
  return day(activated_at ?? trial_start ?? started_at ?? created_at ?? 0);
}

function changedOn(
  before: Subscription,
  after: Subscription,
  billed: readonly Billed[],
  day: Day,
): string {
  const updated = after.updated_at ?? 0;
  const kind = classOf(after);
  if (kind === 'deleted') return day(updated);
  if (kind === 'cancelled') return day(after.cancelled_at ?? updated);
  if (kind === 'paused') return day(after.pause_date ?? updated);
  if (kind === 'active' && (classOf(before) !== 'active' || startedAnew(before, after))) {
    return day(after.activated_at ?? updated);
  }
  return day(termsChangedAt(before, after, billed) ?? updated);
}

function termsChangedAt(
  before: Subscription,
  after: Subscription,
  billed: readonly Billed[],
): number | undefined {
  const [known, updated] = [before.updated_at ?? 0, after.updated_at ?? 0];
  const isBetween = (at: number | null | undefined) => (at ?? 0) > known && (at ?? 0) <= updated;
  const isNew = ({ priceId, quantity }: Billed) =>
    isOn(after, priceId, quantity?.numerator) && !isOn(before, priceId, quantity?.numerator);
  const line = billed.find((one) => isBetween(one.at) && isNew(one));
  if (line) return line.at;
  const renewed = after.current_term_start;
  return isBetween(renewed) ? (renewed ?? undefined) : undefined;
}

function isOn(state: Subscription, priceId: string, quantity: bigint | undefined): boolean {
  const isIt = (id: string | null | undefined, units: number | null | undefined) =>
    id === priceId && BigInt(units ?? 1) === (quantity ?? 1n);
  return (
    isIt(state.plan_id, state.plan_quantity) ||
    [...(state.addons ?? [])].some(({ id, quantity: units }) => isIt(id, units)) ||
    [...(state.subscription_items ?? [])].some((item) => isIt(item.item_price_id, item.quantity))
  );
}
