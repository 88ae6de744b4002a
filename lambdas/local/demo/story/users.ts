import { type Dice, dice, hash } from '../random.ts';
import { type Day, daySeconds, type Second } from '../time.ts';
import type { Contact } from './contacts.ts';
import { isReadyToGrow } from './profile.ts';
import { rosterOf, type Seat } from './roster.ts';
import { moodOn, type Story } from './story.ts';

export interface User {
  readonly no: number;
  readonly id: string;
  /** 32-bit number that the events' chance hangs on. */
  readonly key: number;
  readonly role: string;
  readonly contactId: string | null;
  readonly signedUpAt: Second;
  /** First day without access. */
  readonly leavesOn: Day | null;
  /** First day on which the user has lost interest; null for who stays. */
  readonly quitsOn: Day | null;
  readonly activatedAt: Second | null;
  /** Share of workdays with a visit. */
  readonly eagerness: number;
}

export function usersOf(story: Story, contacts: readonly Contact[]): readonly User[] {
  const { world, profile } = story;
  const seats = rosterOf(story, dice(world.seed, profile.index, 'roster'));
  const inProduct = contacts.filter(({ persona }) => persona !== 'decision_maker');
  return seats.map((seat, place) => userOf(story, seat, place + 1, inProduct[place] ?? null));
}

function userOf(story: Story, seat: Seat, no: number, contact: Contact | null): User {
  const { world, profile } = story;
  const roll = dice(world.seed, profile.index, 'user', no);
  const signedUpAt = openingHours(story, seat.joinsOn, roll);
  const leavesOn =
    contact?.leftOn && contact.leftOn > seat.joinsOn ? contact.leftOn : seat.leavesOn;
  const wait = daysToActivation(moodOn(story, seat.joinsOn), roll);
  const activatedAt = wait === null ? null : momentAfter(story, signedUpAt, wait, roll);
  return {
    no,
    id: userId(profile.id, no),
    key: hash(world.seed, profile.index, 'events', no),
    role: roleOf(no, roll),
    contactId: contact?.id ?? null,
    signedUpAt,
    leavesOn,
    quitsOn:
      wait === null && roll.chance(isReadyToGrow(profile) ? 0.1 : 0.8)
        ? seat.joinsOn + roll.between(4, 30)
        : null,
    activatedAt: onlyBefore(leavesOn, activatedAt),
    eagerness: roll.pick([0.62, 0.32, 0.22, 0.15, 0.07]) * (0.85 + 0.3 * roll.unit()),
  };
}

export function userId(accountId: string, no: number): string {
  return `u-${accountId.slice(2)}-${String(no).padStart(2, '0')}`;
}

/** Three in five within two weeks, some later, the rest never. */
function daysToActivation(mood: number, roll: Dice): number | null {
  const luck = roll.unit();
  const soon = 0.28 + 0.0048 * mood;
  if (luck < soon) return Math.floor(roll.unit() ** 2 * 14);
  return luck < soon + 0.12 ? roll.between(15, 45) : null;
}

/** A time in office hours so many days later; on the same day some minutes later. */
export function momentAfter(story: Story, from: Second, days: number, roll: Dice): Second {
  if (days === 0) return from + roll.between(240, 1500);
  return openingHours(story, Math.floor(from / daySeconds) + days, roll);
}

export function openingHours({ profile }: Story, day: Day, roll: Dice): Second {
  return day * daySeconds + profile.opensAt * 3600 + roll.between(0, 8 * 3600);
}

function onlyBefore(leavesOn: Day | null, at: Second | null): Second | null {
  return at !== null && (leavesOn === null || at < leavesOn * daySeconds) ? at : null;
}

function roleOf(no: number, roll: Dice): string {
  if (no === 1) return 'admin';
  return roll.pick(['member', 'member', 'member', 'analyst', 'analyst', 'manager', 'viewer']);
}
