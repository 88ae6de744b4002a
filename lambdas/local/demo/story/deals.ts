import { type Dice, dice } from '../random.ts';
import { type Day, daySeconds } from '../time.ts';
import { termsOf } from './agreements.ts';
import type { Cast } from './cast.ts';
import { type Lead, leadsOf } from './leads.ts';
import { type Currency, minorFromDollars } from './pricing.ts';
import { isReadyToGrow } from './profile.ts';
import { moodOn } from './story.ts';

export type DealType = 'new_business' | 'renewal' | 'upsell' | 'cross_sell';

export interface Deal {
  readonly id: string;
  /** Whom it is about when that never became an account. */
  readonly lead?: Lead;
  readonly type: DealType;
  readonly openedOn: Day;
  /** Null while it is open. */
  readonly closedOn: Day | null;
  readonly isWon: boolean;
  /** When it is thought to close, or did. */
  readonly expectedOn: Day;
  /** Value of a year in minor units. */
  readonly amount: number;
  readonly currency: Currency;
}

type Plain = Omit<Deal, 'id' | 'currency'>;

/** Deals of an account since shortly before the facts begin. */
export function dealsOf(cast: Cast): readonly Deal[] {
  const { world, profile } = cast;
  const roll = dice(world.seed, profile.index, 'deals');
  const deals = [
    ...firstDeals(cast, roll),
    ...renewals(cast, roll),
    ...growth(cast, roll),
    ...attempts(cast, roll),
    ...strangers(cast, roll),
    ...offers(cast, roll),
  ];
  return deals
    .filter(({ openedOn }) => openedOn >= world.start - 90 && openedOn < world.horizon)
    .map((deal, place) => ({
      ...deal,
      id: `o-${profile.id.slice(2)}-${place + 1}`,
      currency: profile.currency,
    }));
}

/** The deal that won the account, a later one that won it back, or one that is open or was lost. */
function firstDeals(cast: Cast, roll: Dice): readonly Plain[] {
  const { arc, profile, world } = cast;
  if (arc.wonOn !== null)
    return [won('new_business', arc.createdOn + 2, arc.wonOn, yearOf(cast, arc.wonOn + 8))];
  if (profile.plot !== 'prospect' && !roll.chance(0.25)) return [];
  const openedOn = arc.createdOn + roll.between(1, 8);
  const expectedOn = openedOn + roll.between(30, 110);
  const dollars = { smb: 3600, mid_market: 19_000, enterprise: 72_000 }[profile.segment];
  const amount = minorFromDollars(dollars * (0.7 + 0.6 * roll.unit()), profile.currency);
  return [open('new_business', openedOn, expectedOn, amount, world.horizon)];
}

function renewals(cast: Cast, roll: Dice): readonly Plain[] {
  return termsOf(cast)
    .filter(({ cycle }) => cycle.startsOn < cast.world.horizon)
    .map(({ cycle, renewedOn }) => {
      const openedOn = cycle.endsOn - roll.between(85, 110);
      if (renewedOn !== null) return won('renewal', openedOn, renewedOn, cycle.price);
      return open('renewal', openedOn, cycle.endsOn, cycle.price, cast.world.horizon);
    });
}

/** Every rise in seats or plan, and every second product, was a deal before. */
function growth({ spans, arc }: Cast, roll: Dice): readonly Plain[] {
  return spans.flatMap((span, place) => {
    const openedOn = span.startsOn - roll.between(15, 60);
    const closedOn = span.startsOn - roll.between(0, 2);
    const before = spans[place - 1];
    if (span.product === 'insights' && span.changeReason === null) {
      return [won('cross_sell', openedOn, closedOn, Math.round(span.mrr * 12))];
    }
    const isBack = span.changeReason === null && place > 0;
    if (isBack) return [won('new_business', openedOn, closedOn, Math.round(span.mrr * 12))];
    const isRise = span.changeReason === 'seats' || span.changeReason === 'plan';
    if (!before || !isRise || span.mrr <= before.mrr || span.startsOn === arc.wonOn) return [];
    return [won('upsell', openedOn, closedOn, Math.round((span.mrr - before.mrr) * 12))];
  });
}

/** Offers that came to nothing, and those of the last weeks that are still open. */
function attempts(cast: Cast, roll: Dice): readonly Plain[] {
  const { arc, world } = cast;
  if (arc.wonOn === null) return [];
  const deals: Plain[] = [];
  for (
    let on = arc.wonOn + roll.between(100, 280);
    on < world.horizon;
    on += roll.between(170, 360)
  ) {
    const offered = yearOf(cast, on);
    const isWelcome = moodOn(cast, on) > 66 && roll.chance(0.7);
    const expectedOn = on + roll.between(30, 95);
    const amount = Math.round(offered * (0.1 + 0.15 * roll.unit()));
    const type = roll.chance(0.4) ? 'cross_sell' : 'upsell';
    if (isWelcome && amount > 0) deals.push(open(type, on, expectedOn, amount, world.horizon));
  }
  return deals;
}

/** The second product, offered lately to those who are ready for it. */
function offers(cast: Cast, roll: Dice): readonly Plain[] {
  const { world, profile } = cast;
  if (!isReadyToGrow(profile)) return [];
  const openedOn = world.horizon - roll.between(2, 24);
  const expectedOn = openedOn + roll.between(40, 80);
  const amount = Math.round(yearOf(cast, world.horizon - 1) * 0.18);
  return [open('cross_sell', openedOn, expectedOn, amount, world.horizon)];
}

/** Deals with leads that came far and then bought elsewhere, or may still buy. */
function strangers(cast: Cast, roll: Dice): readonly Plain[] {
  const { world, profile } = cast;
  const serious = leadsOf(cast).filter(({ no, reach }) => no > 0 && reach > 1);
  return serious.map((lead) => {
    const openedOn = Math.floor(lead.createdAt / daySeconds) + roll.between(3, 9);
    const expectedOn = openedOn + roll.between(20, 80);
    const amount = minorFromDollars(2000 + 24_000 * roll.unit() ** 3, profile.currency);
    return { ...open('new_business', openedOn, expectedOn, amount, world.horizon), lead };
  });
}

function won(type: DealType, openedOn: Day, closedOn: Day, amount: number): Plain {
  const opened = Math.min(openedOn, closedOn - 1);
  return { type, openedOn: opened, closedOn, isWon: true, expectedOn: closedOn, amount };
}

/** Open until its day comes; then it is lost. */
function open(type: DealType, openedOn: Day, expectedOn: Day, amount: number, horizon: Day): Plain {
  const closedOn = expectedOn < horizon ? expectedOn : null;
  return { type, openedOn, closedOn, isWon: false, expectedOn, amount };
}

function yearOf({ spans }: Cast, day: Day): number {
  const running = spans.filter(
    ({ startsOn, endsOn }) => startsOn <= day && (endsOn ?? day + 1) > day,
  );
  return Math.round(running.reduce((sum, { mrr }) => sum + mrr * 12, 0));
}
