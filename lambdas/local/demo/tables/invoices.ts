import { type Dice, dice } from '../random.ts';
import type { Cast } from '../story/cast.ts';
import { type Cycle, cyclesOf } from '../story/cycles.ts';
import { minorFromDollars } from '../story/pricing.ts';
import { hitByRelease, moodOn } from '../story/story.ts';
import type { Span } from '../story/subscription.ts';
import { type Day, daySeconds } from '../time.ts';
import { instant, known, type Row } from './cells.ts';

/** What is the same for every kind of invoice. */
interface Bill {
  readonly no: string;
  readonly on: Day;
  readonly reason: string;
  readonly cycle: Cycle;
  readonly total: number;
}

export function invoiceRows(cast: Cast): readonly Row[] {
  const { world, profile } = cast;
  const roll = dice(world.seed, profile.index, 'invoices');
  return billsOf(cast, roll)
    .filter(({ on }) => on >= world.start && on < world.horizon)
    .map((bill) => invoiceRow(cast, bill, roll));
}

function billsOf(cast: Cast, roll: Dice): readonly Bill[] {
  return cyclesOf(cast).flatMap((cycle) => {
    const reason = cycle.no === 0 ? 'subscription_create' : 'subscription_cycle';
    const gift = cycle.no === 0 && cast.arc.hadWelcomeGift ? 0.7 : 1;
    const total = Math.round(cycle.price * gift);
    const no = `${cycle.span.subscriptionId.slice(4)}-${cycle.no + 1}`;
    const renewal: Bill = { no, on: cycle.startsOn, reason, cycle, total };
    return [renewal, ...changesOf(cast, cycle, no), ...servicesOf(cycle, no, roll)];
  });
}

/** More seats inside a year that is paid already: the difference for the months left. */
function changesOf({ spans }: Cast, cycle: Cycle, no: string): readonly Bill[] {
  const { startsOn, endsOn, span } = cycle;
  if (span.billing === 'monthly') return [];
  return spans
    .filter((one) => one.subscriptionId === span.subscriptionId && one.changeReason !== 'price')
    .filter((one) => one.startsOn > startsOn && one.startsOn < endsOn && one.mrr > span.mrr)
    .map((one, place) => {
      const months = (endsOn - one.startsOn) / 30.4375;
      const total = Math.round((one.mrr - span.mrr) * months);
      return {
        no: `${no}-u${place}`,
        on: one.startsOn,
        reason: 'subscription_update',
        cycle,
        total,
      };
    });
}

/** A day of training now and then. */
function servicesOf(cycle: Cycle, no: string, roll: Dice): readonly Bill[] {
  const share = cycle.span.billing === 'annual' ? 0.3 : 0.03;
  if (!roll.chance(share)) return [];
  const total = minorFromDollars(roll.between(3, 12) * 100, cycle.span.currency);
  return [
    { no: `${no}-m`, on: cycle.startsOn + roll.between(3, 25), reason: 'manual', cycle, total },
  ];
}

function invoiceRow(cast: Cast, bill: Bill, roll: Dice): Row {
  const { world, profile } = cast;
  const { span } = bill.cycle;
  const dueOn = bill.on + (span.billing === 'annual' ? 30 : 7);
  const paidOn = paidDay(cast, bill, dueOn, roll);
  const paidAt = known(world, paidOn === null ? null : paidOn * daySeconds + 36_000);
  return {
    invoice_id: `in-${bill.no}`,
    account_id: profile.id,
    subscription_id: span.subscriptionId,
    status: paidAt === null ? unpaid(cast, bill) : 'paid',
    billing_reason: bill.reason,
    issued_at: instant(bill.on * daySeconds + 21_600),
    due_at: instant(dueOn * daySeconds + 21_600),
    paid_at: instant(paidAt),
    currency: span.currency,
    total_minor: bill.total,
    paid_minor: paidAt === null ? 0 : bill.total,
    refunded_minor: paidAt !== null && roll.chance(0.008) ? Math.round(bill.total / 4) : 0,
    credited_minor: credit(cast, bill),
  };
}

/** Cards are charged at once; transfers come around the due day, later from who is not content. */
function paidDay(cast: Cast, bill: Bill, dueOn: Day, roll: Dice): Day | null {
  const wait = roll.unit();
  const failed = failedCharge(cast, bill);
  if (failed) return failed.endReason === 'changed' ? failed.endsOn : null;
  const isSlow = moodOn(cast, bill.on) < 45;
  if (bill.cycle.span.billing === 'monthly')
    return bill.on + Math.floor(wait ** 4 * (isSlow ? 60 : 6));
  const late = isSlow ? 45 : 6;
  return dueOn - 14 + Math.floor(wait * (14 + late));
}

/** The past-due span that began with this bill, or in which it was written. */
function failedCharge({ spans }: Cast, { on, cycle }: Bill): Span | undefined {
  return spans
    .filter(({ subscriptionId }) => subscriptionId === cycle.span.subscriptionId)
    .filter(({ status }) => status === 'past_due')
    .find(({ startsOn, endsOn }) => on > startsOn - 28 && on < (endsOn ?? on + 1));
}

function unpaid(cast: Cast, bill: Bill): string {
  return failedCharge(cast, bill)?.endReason === 'payment_failed' ? 'uncollectible' : 'open';
}

/** Who was hit by the release got a fifth of the next months back. */
function credit(cast: Cast, { on, total }: Bill): number {
  const { release } = cast.world;
  const isHit = hitByRelease(cast) && on >= release && on < release + 45;
  return isHit ? Math.round(total / 5) : 0;
}
