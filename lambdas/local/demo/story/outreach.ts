import { dice } from '../random.ts';
import { type Day, daySeconds, type Second, workdayUpTo } from '../time.ts';
import { sellers, supporters } from '../words/team.ts';
import type { Cast } from './cast.ts';
import { leadId, leadsOf } from './leads.ts';
import { hitByRelease, isCustomerOn, moodOn, spansOn } from './story.ts';
import type { Touch } from './touches.ts';
import { openingHours } from './users.ts';

/** What we send without being asked: to leads, to users before they complain, to who has left. */
export function outreachOf(cast: Cast): readonly Touch[] {
  return [...toLeads(cast), ...toUsers(cast), ...toThoseGone(cast)].filter(
    ({ at }) => at >= cast.world.start * daySeconds && at < cast.world.horizon * daySeconds,
  );
}

function toLeads(cast: Cast): readonly Touch[] {
  const roll = dice(cast.world.seed, cast.profile.index, 'lead touches');
  return leadsOf(cast).flatMap(({ no, createdAt, contactedAt, meetingAt }) => {
    const base = { team: 'sales', owner: roll.pick(sellers), leadId: leadId(cast, no) } as const;
    const greeting: Touch = { ...base, type: 'email', at: createdAt + 40, outcome: 'completed' };
    const touches: Touch[] = [{ ...greeting, isAutomated: true }];
    if (contactedAt !== null) {
      const type = roll.pick(['email', 'call']);
      touches.push({
        ...base,
        type,
        at: contactedAt,
        outcome: roll.pick(['completed', 'replied']),
      });
    }
    if (meetingAt !== null)
      touches.push({ ...base, type: 'meeting', at: meetingAt, outcome: 'completed' });
    return touches;
  });
}

/** Tips by mail every few weeks, and a call to those whom the release hit, where somebody cares. */
function toUsers(cast: Cast): readonly Touch[] {
  const { world, profile, arc } = cast;
  const roll = dice(world.seed, profile.index, 'user touches');
  const touches: Touch[] = [];
  const first = Math.max(world.start, arc.usedFrom ?? world.horizon) + roll.between(5, 60);
  for (let on = first; on < world.horizon; on += roll.between(35, 75)) {
    const day = workdayUpTo(on);
    const at = openingHours(cast, day, roll);
    const tip = {
      type: 'proactive_support',
      team: 'support',
      owner: roll.pick(supporters),
    } as const;
    const answered = roll.chance(0.15 + moodOn(cast, day) / 400);
    const respondedAt = heard(cast, answered ? at + roll.between(1, 200) * 3600 : null);
    const outcome = respondedAt === null ? 'completed' : 'engaged';
    const userId = presentUser(cast, at, roll.unit());
    if (userId && isCustomerOn(cast, day))
      touches.push({ ...tip, at, userId, outcome, respondedAt });
  }
  const on = workdayUpTo(world.release + roll.between(2, 9));
  const isCalled = hitByRelease(cast) && profile.csm.cadence >= 0.6 && isCustomerOn(cast, on);
  return isCalled ? [...touches, rescue(cast, on)] : touches;
}

function rescue(cast: Cast, day: Day): Touch {
  const owner = cast.profile.csm.name;
  const at = day * daySeconds + (cast.profile.opensAt + 2) * 3600;
  const contactId = cast.contacts[0]?.id ?? null;
  return { type: 'call', team: 'success', owner, at, outcome: 'completed', contactId, minutes: 30 };
}

/** Two or three letters to customers who left, one in four of which is answered. */
function toThoseGone(cast: Cast): readonly Touch[] {
  const { world, profile, spans } = cast;
  const roll = dice(world.seed, profile.index, 'win back');
  const end = spans.find(({ endReason }) => endReason === 'cancelled')?.endsOn ?? world.horizon;
  const isTried = cast.arc.wonOn !== null && (profile.plot === 'returned' || roll.chance(0.6));
  if (!isTried) return [];
  const letters = Array.from({ length: roll.between(2, 3) }, (_, place): Touch => {
    const on = workdayUpTo(end + 25 + place * 28);
    const outcome = roll.pick(['completed', 'completed', 'completed', 'replied']);
    const at = openingHours(cast, on, roll);
    return { type: 'win_back', team: 'success', owner: profile.csm.name, at, outcome };
  });
  return letters.filter(({ at }) => spansOn(cast, Math.floor(at / daySeconds)).length === 0);
}

function heard({ world }: Cast, at: Second | null): Second | null {
  return at !== null && at < world.horizon * daySeconds ? at : null;
}

function presentUser({ users }: Cast, at: Second, luck: number): string | undefined {
  const present = users.filter(
    ({ signedUpAt, leavesOn }) =>
      signedUpAt < at && (leavesOn === null || leavesOn * daySeconds > at),
  );
  return present[Math.floor(luck * present.length)]?.id;
}
