import { evenly } from '../random.ts';
import { addMonths, type Day, dayOfMonth, monthNumber } from '../time.ts';
import type { Arc, Draft } from './arc.ts';
import type { Knot } from './mood.ts';
import type { Segment } from './plots.ts';
import { firstSeats, type Plan, type Product } from './pricing.ts';
import {
  type Change,
  type Ending,
  newTerms,
  type Subscription,
  type Terms,
} from './subscription.ts';

interface Course {
  readonly startsOn: Day;
  readonly terms?: Terms;
  readonly changes?: readonly Change[];
  readonly ending?: Ending;
  readonly more?: readonly Subscription[];
  readonly mood: readonly Knot[];
  readonly championLeftOn?: Day;
  readonly hadWelcomeGift?: boolean;
}

const salesDays: Readonly<Record<Segment, readonly [number, number]>> = {
  smb: [6, 35],
  mid_market: [20, 80],
  enterprise: [50, 140],
};

/** Arc of an account that pays from `startsOn`. */
export function customer(draft: Draft, course: Course): Arc {
  const { profile, roll } = draft;
  const { startsOn, changes = [], ending = null, more = [] } = course;
  const wonOn = startsOn - roll.between(0, 6);
  const terms = course.terms ?? firstTerms(draft);
  const first = { id: subscriptionId(draft, 1), startsOn, terms, changes, ending };
  return {
    createdOn: wonOn - roll.between(...salesDays[profile.segment]),
    wonOn,
    usedFrom: startsOn + roll.between(0, 3),
    trial: null,
    subscriptions: [first, ...more],
    mood: course.mood,
    championLeftOn: course.championLeftOn ?? null,
    hadWelcomeGift: course.hadWelcomeGift ?? false,
  };
}

export function subscriptionId({ profile }: Draft, no: number): string {
  return `sub-${profile.id.slice(2)}-${no}`;
}

export function firstTerms(draft: Draft, product: Product = 'platform'): Terms {
  const { world, profile, roll } = draft;
  const [fewest, most] = firstSeats[profile.segment];
  // Squared, so that a few accounts are much bigger than the rest.
  const seats = fewest + Math.floor(roll.unit() ** 2 * (most - fewest + 1));
  return newTerms(product, {
    ...profile,
    plan: firstPlan(draft),
    seats: Math.max(1, Math.round(seats * world.userVolume)),
  });
}

function firstPlan({ profile, roll }: Draft): Plan {
  if (profile.segment === 'enterprise') return 'scale';
  const isBigger = roll.chance(0.25);
  if (profile.segment === 'mid_market') return isBigger ? 'scale' : 'growth';
  return isBigger ? 'growth' : 'starter';
}

/** A day to sign, more often in the fourth quarter and seldom in summer. */
export function signingDay({ roll }: Draft, earliest: Day, latest: Day): Day {
  const last = Math.max(earliest, latest);
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const day = roll.between(earliest, last);
    if (roll.chance(signingSeason(monthNumber(day)))) return aligned(day);
  }
  return aligned(last);
}

function signingSeason(month: number): number {
  if (month >= 10) return 1;
  return month === 7 || month === 8 ? 0.4 : 0.65;
}

/** The plot's accounts spread over a time without gaps, however many there are. */
export function spreadDay({ profile }: Draft, earliest: Day, latest: Day): Day {
  const length = Math.max(1, latest - earliest);
  return aligned(earliest + Math.floor(evenly(profile.nth, 0.4) * length));
}

/** First day of a subscription that runs whole billing cycles until `end`. */
export function startBefore({ profile, roll }: Draft, end: Day, months: [number, number]): Day {
  const lived = roll.between(...months);
  const whole = profile.billing === 'annual' ? 12 * Math.max(1, Math.round(lived / 12)) : lived;
  return addMonths(end, -whole);
}

/** No billing day after the 28th, so that anniversaries do not wander. */
export function aligned(day: Day): Day {
  return day - Math.max(0, dayOfMonth(day) - 28);
}

export function moreSeats(terms: Terms, factor: number): number {
  return Math.max(terms.seats + 1, Math.round(terms.seats * factor));
}

export function fewerSeats(terms: Terms, factor: number): number {
  return Math.max(1, Math.min(terms.seats - 1, Math.round(terms.seats * factor)));
}
