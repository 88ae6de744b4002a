import { dice } from '../random.ts';
import type { Cast } from '../story/cast.ts';
import { isCustomerOn, moodOn } from '../story/story.ts';
import { type Day, daySeconds, monthStart } from '../time.ts';
import { instant, known, type Row } from './cells.ts';

/** What customers do and say in public: community, mentions, acts of advocacy. */

export function communityMemberRows(cast: Cast): readonly Row[] {
  const { world, profile, users } = cast;
  const roll = dice(world.seed, profile.index, 'community');
  const joining = users.filter(() => roll.chance(0.22));
  return joining.flatMap((user) => {
    const joined = user.signedUpAt + roll.between(10, 300) * daySeconds;
    const left =
      user.leavesOn === null || roll.chance(0.5) ? null : (user.leavesOn + 20) * daySeconds;
    if (known(world, joined) === null || (left !== null && joined >= left)) return [];
    const id = `m-${user.id.slice(2)}`;
    const row = { member_id: id, account_id: profile.id, joined_at: instant(joined) };
    return [{ ...row, left_at: instant(known(world, left)) }];
  });
}

export function mentionRows(cast: Cast): readonly Row[] {
  const { world, profile } = cast;
  const roll = dice(world.seed, profile.index, 'mentions');
  return days(cast, () => roll.between(25, 110)).map((day, place) => {
    const level = moodOn(cast, day) + 28 * roll.bell();
    const tone = level > 68 ? 'positive' : level > 50 ? 'neutral' : 'negative';
    return {
      mention_id: `mn-${profile.id.slice(2)}-${place + 1}`,
      source_type: roll.pick(['sales_call', 'sales_call', 'social']),
      account_id: profile.id,
      occurred_at: instant(day * daySeconds + roll.between(30_000, 70_000)),
      tone,
      score: (Math.round(Math.min(100, Math.max(0, level))) / 50 - 1).toFixed(2),
    };
  });
}

/** Only who is content speaks for us. */
export function advocacyActRows(cast: Cast): readonly Row[] {
  const { world, profile, contacts } = cast;
  const roll = dice(world.seed, profile.index, 'advocacy');
  const champion = contacts[0]?.id ?? null;
  const acts = days(cast, () => roll.between(60, 260)).filter(
    (day) => moodOn(cast, day) > 70 && roll.chance(0.7),
  );
  return acts.map((day, place) => ({
    act_id: `av-${profile.id.slice(2)}-${place + 1}`,
    account_id: profile.id,
    contact_id: champion,
    type: roll.pick(['reference', 'review', 'review', 'case_study', 'referral']),
    occurred_at: instant(day * daySeconds + 50_000),
  }));
}

/** Days of the account as a customer within the facts, with gaps as given. */
function days(cast: Cast, gap: () => number): readonly Day[] {
  const { world, arc } = cast;
  if (arc.wonOn === null) return [];
  const first = Math.max(monthStart(world.start), arc.wonOn + 20);
  const all: Day[] = [];
  for (let day = first + gap(); day < world.horizon; day += gap()) {
    if (isCustomerOn(cast, day)) all.push(day);
  }
  return all;
}
