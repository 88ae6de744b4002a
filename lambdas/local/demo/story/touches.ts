import { type Dice, dice } from '../random.ts';
import { type Day, daySeconds, type Second, workdayUpTo } from '../time.ts';
import type { Cast } from './cast.ts';
import type { Contact } from './contacts.ts';
import { isCustomerOn, moodOn } from './story.ts';
import { openingHours } from './users.ts';

/** A meeting, call or letter between us and an account. */
export interface Touch {
  readonly type: string;
  readonly team: 'sales' | 'success' | 'support';
  readonly owner: string;
  readonly at: Second;
  readonly outcome: 'scheduled' | 'completed' | 'no_show' | 'cancelled' | 'replied' | 'engaged';
  readonly contactId?: string | null;
  readonly userId?: string | null;
  readonly leadId?: string | null;
  readonly isInbound?: boolean;
  readonly isAutomated?: boolean;
  readonly minutes?: number;
  readonly respondedAt?: Second | null;
  readonly hasReferralIntent?: boolean;
}

/** Days between touches that the playbook asks for. */
const rhythm = { smb: 52, mid_market: 30, enterprise: 15 };

/** How far ahead the calendar is filled. */
export const plannedDays = 21;

export function touchesOf(cast: Cast): readonly Touch[] {
  const { world, profile, arc } = cast;
  if (arc.wonOn === null) return [];
  const roll = dice(world.seed, profile.index, 'touches');
  const gap = rhythm[profile.segment] / profile.csm.cadence;
  const touches: Touch[] = [];
  const last = world.horizon + plannedDays;
  for (let on = arc.wonOn + 14; on < last; on += Math.ceil(gap * (0.5 + roll.unit()))) {
    const day = workdayUpTo(on);
    const isPlanned = day >= world.horizon;
    const touch = isPlanned ? meetingAhead(cast, day, roll) : touchOn(cast, day, roll);
    if (day >= world.start && isCustomerOn(cast, day)) touches.push(touch);
    if (isPlanned) break;
  }
  return touches;
}

function touchOn(cast: Cast, day: Day, roll: Dice): Touch {
  const type = roll.pick([
    'check_in',
    'check_in',
    'check_in',
    'call',
    'call',
    'meeting',
    'email',
    'email',
  ]);
  const at = openingHours(cast, day, roll);
  const person = whom(cast, day, roll);
  const base = { type, team: 'success', owner: cast.profile.csm.name, at } as const;
  const contactId = person?.id ?? null;
  const isInbound = roll.chance(0.2);
  if (type !== 'email') {
    return {
      ...base,
      contactId,
      isInbound,
      outcome: attendance(cast, day, roll),
      minutes: roll.between(15, 50),
    };
  }
  const isAnswered = !isInbound && roll.chance(0.25 + moodOn(cast, day) / 200);
  const answeredAt = at + roll.between(1, 60) * 3600;
  const isIn = isAnswered && answeredAt < cast.world.horizon * daySeconds;
  return {
    ...base,
    contactId,
    isInbound,
    outcome: isIn ? 'replied' : 'completed',
    respondedAt: isIn ? answeredAt : null,
  };
}

function meetingAhead(cast: Cast, day: Day, roll: Dice): Touch {
  const { csm } = cast.profile;
  const at = openingHours(cast, day, roll);
  const contactId = whom(cast, day, roll)?.id ?? null;
  return {
    type: 'check_in',
    team: 'success',
    owner: csm.name,
    at,
    outcome: 'scheduled',
    contactId,
  };
}

/** Who is not content does not come. */
export function attendance(cast: Cast, day: Day, roll: Dice): Touch['outcome'] {
  const luck = roll.unit();
  if (luck < 0.42 + moodOn(cast, day) / 170) return 'completed';
  return luck < 0.93 ? 'no_show' : 'cancelled';
}

/** Somebody who is still there; managers who call seldom know the champion only. */
export function whom(cast: Cast, day: Day, roll: Dice): Contact | undefined {
  const present = cast.contacts.filter(
    ({ leftOn, createdAt }) => createdAt < day * daySeconds && (leftOn === null || leftOn > day),
  );
  const width = cast.profile.csm.cadence < 0.6 ? 2 : present.length;
  return present[Math.floor(roll.unit() ** 2 * Math.min(width, present.length))];
}
