import { type Dice, dice } from '../random.ts';
import { addMonths, type Day, daySeconds, monthStart, workdayUpTo } from '../time.ts';
import { sellers } from '../words/team.ts';
import type { Cast } from './cast.ts';
import { isCustomerOn, moodOn } from './story.ts';
import { attendance, plannedDays, type Touch, whom } from './touches.ts';
import { openingHours } from './users.ts';

/** Meetings that have their time in a customer's life: hand-over, kickoff, reviews. */
export function occasionsOf(cast: Cast): readonly Touch[] {
  const roll = dice(cast.world.seed, cast.profile.index, 'occasions');
  return [...beginnings(cast, roll), ...reviews(cast, roll), ...introductions(cast, roll)];
}

function beginnings(cast: Cast, roll: Dice): readonly Touch[] {
  const { arc, profile, world, onboarding } = cast;
  if (arc.wonOn === null || arc.wonOn < world.start) return [];
  const handoffAt = openingHours(cast, arc.wonOn + roll.between(0, 4), roll);
  const kickoffAt = onboarding.find(({ id }) => id === 'kickoff')?.completedAt ?? null;
  const contactId = cast.contacts[0]?.id ?? null;
  const held = { outcome: 'completed', contactId, minutes: 45 } as const;
  const touches: Touch[] = [
    { type: 'handoff', team: 'sales', owner: roll.pick(sellers), at: handoffAt, ...held },
  ];
  if (kickoffAt !== null && profile.onboarding !== 'product_led') {
    const owner = profile.csm.name;
    touches.push({ type: 'kickoff', team: 'success', owner, at: kickoffAt, ...held });
  }
  return touches.filter(({ at }) => at < world.horizon * daySeconds);
}

/** A review each quarter with bigger customers, once a year with the executives of the biggest. */
function reviews(cast: Cast, roll: Dice): readonly Touch[] {
  const { world, profile, arc } = cast;
  const share =
    { smb: 0.12, mid_market: 0.6, enterprise: 0.85 }[profile.segment] * profile.csm.cadence;
  const touches: Touch[] = [];
  const quarters = addMonths(monthStart(world.horizon), -1);
  for (let quarter = quarters; quarter > world.start - 90; quarter = addMonths(quarter, -3)) {
    const day = workdayUpTo(quarter + roll.between(5, 75));
    const isMissed = !roll.chance(share);
    const review = reviewOn(cast, day, touches.length % 4 === 2, roll);
    const isThere = day > (arc.wonOn ?? day) + 60 && isCustomerOn(cast, day);
    const isInCalendar = day >= world.start && day < world.horizon + plannedDays;
    if (!isMissed && isThere && isInCalendar) touches.push(review);
  }
  return touches;
}

function reviewOn(cast: Cast, day: Day, isYearly: boolean, roll: Dice): Touch {
  const { world, profile } = cast;
  const type = isYearly && profile.segment === 'enterprise' ? 'ebr' : 'qbr';
  const held = attendance(cast, day, roll);
  const outcome = day < world.horizon ? held : 'scheduled';
  const wantsToRefer = roll.chance(0.35) && moodOn(cast, day) > 68;
  return {
    type,
    team: 'success',
    owner: profile.csm.name,
    at: openingHours(cast, day, roll),
    outcome,
    contactId: whom(cast, day, roll)?.id ?? null,
    minutes: 60,
    hasReferralIntent: outcome === 'completed' && wantsToRefer,
  };
}

/** Content customers are asked to introduce us to others. */
function introductions(cast: Cast, roll: Dice): readonly Touch[] {
  const { world, arc, profile } = cast;
  const touches: Touch[] = [];
  const first = Math.max(world.start, (arc.wonOn ?? world.horizon) + 120);
  for (let on = first + roll.between(0, 200); on < world.horizon; on += roll.between(250, 400)) {
    const at = openingHours(cast, workdayUpTo(on), roll);
    const contactId = whom(cast, on, roll)?.id ?? null;
    const base = { type: 'warm_intro_ask', team: 'success', owner: profile.csm.name, at } as const;
    const isGood = isCustomerOn(cast, on) && moodOn(cast, on) > 70;
    if (isGood) touches.push({ ...base, contactId, outcome: roll.pick(['replied', 'completed']) });
  }
  return touches;
}
