import type { Day } from '../time.ts';
import type { Arc, Draft } from './arc.ts';
import {
  aligned,
  customer,
  fewerSeats,
  firstTerms,
  moreSeats,
  signingDay,
  spreadDay,
  startBefore,
} from './customer.ts';
import type { Knot } from './mood.ts';
import { planBelow } from './pricing.ts';
import type { Change, Terms } from './subscription.ts';

export function steady(draft: Draft): Arc {
  const { start, horizon } = draft.world;
  // More of the last year, or hardly anybody would have signed in it.
  const earliest = draft.roll.chance(0.4) ? horizon - 330 : start - 480;
  const startsOn = signingDay(draft, earliest, horizon - 25);
  const terms = firstTerms(draft);
  const changes = [...smallChange(draft, startsOn, terms), ...unpaidNow(draft)];
  return customer(draft, { startsOn, terms, changes, mood: [[startsOn, draft.base]] });
}

function smallChange({ roll, world }: Draft, startsOn: Day, terms: Terms): readonly Change[] {
  const on = roll.between(startsOn + 120, Math.max(startsOn + 121, world.horizon - 20));
  const luck = roll.unit();
  if (luck < 0.3) return [seats(on, moreSeats(terms, 1.15))];
  return luck < 0.4 ? [seats(on, fewerSeats(terms, 0.8))] : [];
}

/** A few invoices of late October are not paid yet. */
function unpaidNow({ profile, world, roll }: Draft): readonly Change[] {
  if (profile.nth % 6 !== 5 || profile.billing === 'annual') return [];
  const on = world.horizon - roll.between(6, 18);
  return [{ on, reason: 'payment', to: { status: 'past_due' } }];
}

export function releaseShrunk(draft: Draft): Arc {
  const { release, horizon } = draft.world;
  const { base, roll, profile } = draft;
  const on = aligned(spreadDay(draft, release + 20, horizon - 2));
  const startsOn = startBefore(draft, on, [10, 30]);
  const terms = firstTerms(draft);
  const plan = profile.nth % 3 === 0 ? planBelow[terms.plan] : terms.plan;
  const fewer = fewerSeats(terms, roll.pick([0.6, 0.7, 0.8]));
  const change = { on, reason: 'seats', to: { plan, seats: fewer } };
  const mood: readonly Knot[] = [
    [startsOn, base],
    [release, base],
    [release + 4, base - 42],
    [horizon, base - 36],
  ];
  return customer(draft, { startsOn, terms, changes: [change], mood });
}

export function releaseRecovered(draft: Draft): Arc {
  const { start, release } = draft.world;
  const startsOn = signingDay(draft, start - 300, release - 70);
  const mood: readonly Knot[] = [
    [startsOn, draft.base],
    [release, draft.base],
    [release + 4, draft.base - 40],
    [release + 16, draft.base - 32],
    [release + draft.roll.between(50, 70), draft.base - 2],
  ];
  return customer(draft, { startsOn, mood });
}

export function championLeft(draft: Draft): Arc {
  const { start, horizon } = draft.world;
  const startsOn = signingDay(draft, start - 500, horizon - 330);
  const championLeftOn = horizon - draft.roll.between(70, 190);
  const mood: readonly Knot[] = [
    [startsOn, draft.base],
    [championLeftOn, draft.base],
    [championLeftOn + 150, 15],
  ];
  return customer(draft, { startsOn, mood, championLeftOn });
}

export function sleepy(draft: Draft): Arc {
  const { start, horizon } = draft.world;
  const startsOn = signingDay(draft, start - 300, horizon - 300);
  const mood: readonly Knot[] = [
    [startsOn, draft.base - 8],
    [horizon - 220, draft.base - 12],
    [horizon, 14],
  ];
  return customer(draft, { startsOn, mood });
}

export function fresh(draft: Draft): Arc {
  const { horizon } = draft.world;
  const isLatest = draft.profile.nth === 0;
  const startsOn = isLatest ? horizon - 5 : spreadDay(draft, horizon - 80, horizon - 2);
  return customer(draft, { startsOn, mood: [[startsOn, draft.base - 2]] });
}

function seats(on: Day, number: number): Change {
  return { on, reason: 'seats', to: { seats: number } };
}
