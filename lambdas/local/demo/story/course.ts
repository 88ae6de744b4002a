import { addMonths, type Day } from '../time.ts';
import type { Arc, Draft } from './arc.ts';
import * as leavers from './leavers.ts';
import * as movers from './movers.ts';
import * as outsiders from './outsiders.ts';
import type { Plot } from './plots.ts';
import { cycleMonths } from './pricing.ts';
import * as stayers from './stayers.ts';
import type { Change, Subscription } from './subscription.ts';

const courses: Readonly<Record<Plot, (draft: Draft) => Arc>> = {
  prospect: outsiders.prospect,
  trial_lost: outsiders.trialLost,
  trial_running: outsiders.trialRunning,
  free: outsiders.free,
  merged: outsiders.merged,
  gone_long_ago: leavers.goneLongAgo,
  lost: leavers.lost,
  champion_lost: leavers.championLost,
  card_failed: leavers.cardFailed,
  pause_ended: leavers.pauseEnded,
  release_lost: leavers.releaseLost,
  never_onboarded: leavers.neverOnboarded,
  steady: stayers.steady,
  growing: movers.growing,
  release_shrunk: stayers.releaseShrunk,
  release_recovered: stayers.releaseRecovered,
  champion_left: stayers.championLeft,
  paused: movers.paused,
  returned: movers.returned,
  leaving: leavers.leaving,
  new: stayers.fresh,
  discounted: movers.discounted,
  several: movers.several,
  upgraded_from_free: outsiders.upgradedFromFree,
  sleepy: stayers.sleepy,
};

/** The plot's course, then what happens to everybody: trials, expired cards, the price rise. */
export function courseOf(draft: Draft): Arc {
  const arc = withTrial(draft, courses[draft.profile.plot](draft));
  return {
    ...arc,
    subscriptions: arc.subscriptions
      .map((subscription) => withCardTrouble(draft, subscription))
      .map((subscription) => withPriceRise(draft, subscription))
      .map((subscription) => knownOf(draft, subscription)),
  };
}

/** Some small customers tried before they bought. */
function withTrial({ profile, roll }: Draft, arc: Arc): Arc {
  const [first, ...more] = arc.subscriptions;
  const tried = profile.segment === 'smb' && first?.terms.status === 'active' && roll.chance(0.25);
  if (!tried) return arc;
  const convertedOn = first.startsOn;
  const startedOn = convertedOn - 14;
  const converted: Change = { on: convertedOn, reason: 'conversion', to: { status: 'active' } };
  const trial: Subscription = {
    ...first,
    startsOn: startedOn,
    terms: { ...first.terms, status: 'trialing' },
    changes: [converted, ...first.changes],
  };
  return {
    ...arc,
    createdOn: Math.min(arc.createdOn, startedOn),
    wonOn: convertedOn,
    usedFrom: startedOn,
    trial: { startedOn, endedOn: convertedOn, convertedOn },
    subscriptions: [trial, ...more],
  };
}

/** In the month of the expired cards some pay late and stay. */
function withCardTrouble(
  { world, profile, roll }: Draft,
  subscription: Subscription,
): Subscription {
  const { plot, billing } = profile;
  const meets = (plot === 'steady' || plot === 'growing') && billing === 'monthly';
  if (!meets || !roll.chance(0.25)) return subscription;
  const on = world.cardMonth + roll.between(1, 22);
  const late: Change = { on, reason: 'payment', to: { status: 'past_due' } };
  const paid: Change = {
    on: on + roll.between(5, 19),
    reason: 'payment',
    to: { status: 'active' },
  };
  return on > subscription.startsOn + 30 ? changed(subscription, late, paid) : subscription;
}

/** Who signs after the rise pays the new price at once, the others from their next renewal. */
function withPriceRise({ world }: Draft, subscription: Subscription): Subscription {
  const to = { priceFactor: 1.06 };
  if (subscription.startsOn >= world.priceRise) {
    return { ...subscription, terms: { ...subscription.terms, ...to } };
  }
  const on = nextRenewal(subscription, world.priceRise);
  return on < world.horizon ? changed(subscription, { on, reason: 'price', to }) : subscription;
}

/** Of what lies ahead only an end that is set already is known. */
function knownOf({ world }: Draft, subscription: Subscription): Subscription {
  const changes = subscription.changes.filter(({ on }) => on < world.horizon);
  return { ...subscription, changes };
}

function nextRenewal({ startsOn, terms }: Subscription, from: Day): Day {
  const step = cycleMonths[terms.billing];
  let on = startsOn;
  for (let cycle = 1; on < from; cycle += 1) on = addMonths(startsOn, cycle * step);
  return on;
}

function changed(subscription: Subscription, ...changes: readonly Change[]): Subscription {
  return { ...subscription, changes: [...changes, ...subscription.changes] };
}
