import { addMonths, type Day } from '../time.ts';
import type { Arc, Draft } from './arc.ts';
import {
  customer,
  firstTerms,
  moreSeats,
  signingDay,
  spreadDay,
  startBefore,
  subscriptionId,
} from './customer.ts';
import { fading } from './leavers.ts';
import { nextPlan } from './pricing.ts';
import { type Change, newTerms, type Subscription, type Terms } from './subscription.ts';

/** Stays and buys more: seats, then a plan or a second product. */
export function growing(draft: Draft): Arc {
  const { base, profile, world } = draft;
  const startsOn = signingDay(draft, world.start - 600, world.horizon - 240);
  const terms = firstTerms(draft);
  const changes = upsells(draft, startsOn, terms);
  const last = changes.at(-1);
  const buysInsights = profile.nth % 3 === 1 && last !== undefined;
  const more = buysInsights ? [insights(draft, last.on, last.to.seats ?? terms.seats)] : [];
  return customer(draft, {
    startsOn,
    terms,
    changes,
    more,
    mood: [
      [startsOn, base + 2],
      [world.horizon, base + 14],
    ],
  });
}

function upsells(draft: Draft, startsOn: Day, first: Terms): readonly Change[] {
  const { profile, world } = draft;
  const { horizon } = world;
  const last = profile.nth === 0 ? horizon - 6 : spreadDay(draft, horizon - 360, horizon - 8);
  const changes: Change[] = [];
  let seats = first.seats;
  for (const on of upsellDays(draft, startsOn, Math.max(last, startsOn + 150))) {
    seats = moreSeats({ ...first, seats }, 1.1 + draft.roll.unit() * 0.2);
    const upgrades = on === last && profile.nth % 3 === 0;
    const plan = upgrades ? nextPlan[first.plan] : first.plan;
    changes.push({ on, reason: upgrades ? 'plan' : 'seats', to: { seats, plan } });
  }
  return changes;
}

function upsellDays({ roll }: Draft, startsOn: Day, last: Day): readonly Day[] {
  const days: Day[] = [];
  for (let on = last; on > startsOn + 120; on -= roll.between(170, 330)) days.unshift(on);
  return days;
}

function insights(draft: Draft, startsOn: Day, seats: number): Subscription {
  const { profile } = draft;
  const terms = newTerms('insights', { ...profile, plan: firstTerms(draft).plan, seats });
  return { id: subscriptionId(draft, 2), startsOn, terms, changes: [], ending: null };
}

/** Two subscriptions; every other account gives the second one up again. */
export function several(draft: Draft): Arc {
  const { world, profile, roll, base } = draft;
  const startsOn = signingDay(draft, world.start - 400, world.horizon - 500);
  const terms = firstTerms(draft);
  const second = insights(draft, startsOn + roll.between(90, 240), terms.seats);
  const end = addMonths(second.startsOn, 12);
  const ending = { on: end, reason: 'cancelled', comment: 'Reports are enough for us' } as const;
  const more = [profile.nth % 2 === 1 ? { ...second, ending } : second];
  return customer(draft, { startsOn, terms, more, mood: [[startsOn, base]] });
}

/** Paused and back; the first account of the plot is paused now. */
export function paused(draft: Draft): Arc {
  const { world, profile, roll, base } = draft;
  const { start, horizon } = world;
  const startsOn = signingDay(draft, start - 500, horizon - 400);
  const isPaused = profile.nth === 0;
  const pausedOn = isPaused ? horizon - 20 : spreadDay(draft, horizon - 290, horizon - 100);
  const pause: Change = { on: pausedOn, reason: 'pause', to: { status: 'paused' } };
  const on = pausedOn + roll.between(40, 85);
  const resume: Change = { on, reason: 'resume', to: { status: 'active' } };
  const changes = isPaused ? [pause] : [pause, resume];
  return customer(draft, { startsOn, changes, mood: [[startsOn, base]] });
}

/** Lost, called again, won back some months later. */
export function returned(draft: Draft): Arc {
  const { world, profile, roll } = draft;
  const isLatest = profile.nth === 0;
  const back = isLatest
    ? world.horizon - 17
    : spreadDay(draft, world.start + 120, world.horizon - 40);
  const end = back - roll.between(70, 150);
  const startsOn = startBefore(draft, end, [6, 14]);
  const terms = firstTerms(draft);
  const again = { id: subscriptionId(draft, 2), startsOn: back, terms, changes: [], ending: null };
  return customer(draft, {
    startsOn,
    terms,
    ending: { on: end, reason: 'cancelled', comment: 'Project on hold' },
    more: [again],
    mood: [...fading(draft, startsOn, end), [back, draft.base]],
  });
}

/** Discounts by turns: on the first invoice only, for some months, for ever, from some day on. */
export function discounted(draft: Draft): Arc {
  const { world, profile, roll, base } = draft;
  const startsOn = signingDay(draft, world.horizon - 430, world.horizon - 70);
  const kind = profile.nth % 4;
  const terms = { ...firstTerms(draft), discount: [0, 0.3, 0.15, 0][kind] ?? 0 };
  const on = addMonths(startsOn, roll.pick([3, 6]));
  const ends: Change = { on, reason: 'discount_end', to: { discount: 0 } };
  const starts: Change = { on, reason: 'discount_start', to: { discount: 0.15 } };
  return customer(draft, {
    startsOn,
    terms,
    changes: [[], [ends], [], [starts]][kind] ?? [],
    hadWelcomeGift: kind === 0,
    mood: [[startsOn, base]],
  });
}
