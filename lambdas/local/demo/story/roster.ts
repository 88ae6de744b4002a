import type { Dice } from '../random.ts';
import { type Day, isWorkday } from '../time.ts';
import { isReadyToGrow } from './profile.ts';
import type { Story } from './story.ts';

/** When somebody starts to use the product, and the first day on which they no longer may. */
export interface Seat {
  readonly joinsOn: Day;
  readonly leavesOn: Day | null;
}

/** The holders of one paid seat, one after the other. */
type Chair = readonly Seat[];

/** Seats taken over time: filled in the first weeks, again around every purchase, emptied at the end. */
export function rosterOf(story: Story, roll: Dice): readonly Seat[] {
  const fill = isReadyToGrow(story.profile) ? 1 : 0.6 + 0.32 * roll.unit();
  let chairs: readonly Chair[] = [];
  for (const need of needsOf(story, fill)) {
    const missing = need.wanted - chairs.filter((chair) => isTaken(chair, need.on)).length;
    chairs =
      missing >= 0
        ? [...chairs, ...hired(missing, need, roll)]
        : dismissed(chairs, -missing, need.on, roll);
  }
  return chairs.flat().filter(({ joinsOn }) => joinsOn < story.world.horizon);
}

function isTaken(chair: Chair, day: Day): boolean {
  const last = chair.at(-1);
  return last !== undefined && (last.leavesOn === null || last.leavesOn > day);
}

interface Need {
  readonly on: Day;
  /** When the subscription ends; nobody stays longer. */
  readonly until: Day | null;
  readonly wanted: number;
  readonly isFirst: boolean;
}

function needsOf({ spans, arc }: Story, fill: number): readonly Need[] {
  const last = new Map(spans.map(({ subscriptionId, endsOn }) => [subscriptionId, endsOn]));
  const seen = new Set<string>();
  return spans
    .filter(({ product }) => product === 'platform')
    .map(({ subscriptionId, startsOn, seats }) => {
      const isFirst = !seen.has(subscriptionId);
      const on = seen.size === 0 ? (arc.usedFrom ?? startsOn) : startsOn;
      seen.add(subscriptionId);
      const until = last.get(subscriptionId) ?? null;
      return { on, until, wanted: Math.max(1, Math.round(seats * fill)), isFirst };
    });
}

/** New people, most of them soon; for more seats some were there before the purchase. */
function hired(count: number, { on, until, isFirst }: Need, roll: Dice): readonly Chair[] {
  return Array.from({ length: count }, (_, place) => {
    const wait = isFirst ? Math.floor(roll.unit() ** 2 * 45) : roll.between(-35, 15);
    return chair(isFirst && place === 0 ? on : nextWorkday(on + wait), until, roll);
  });
}

/** Some holders leave and are followed by another some days later. */
function chair(joinsOn: Day, until: Day | null, roll: Dice): Chair {
  const outOn = until === null ? null : until + roll.between(0, 6);
  if (outOn !== null && joinsOn >= outOn) return [];
  const leavesOn = joinsOn + roll.between(60, 1500);
  const stays = !roll.chance(0.6) || (outOn !== null && leavesOn >= outOn - 30);
  if (stays) return [{ joinsOn, leavesOn: outOn }];
  const follower = { joinsOn: nextWorkday(leavesOn + roll.between(2, 20)), leavesOn: outOn };
  return [{ joinsOn, leavesOn }, follower];
}

/** The last who came go first. */
function dismissed(chairs: readonly Chair[], count: number, on: Day, roll: Dice): readonly Chair[] {
  let left = count;
  return chairs
    .toReversed()
    .map((held) => {
      if (left === 0 || !isTaken(held, on)) return held;
      left -= 1;
      const outOn = on + roll.between(0, 9);
      return held
        .filter(({ joinsOn }) => joinsOn < on)
        .map((seat) => ({ ...seat, leavesOn: Math.min(seat.leavesOn ?? outOn, outOn) }));
    })
    .toReversed();
}

function nextWorkday(day: Day): Day {
  return isWorkday(day) ? day : nextWorkday(day + 1);
}
