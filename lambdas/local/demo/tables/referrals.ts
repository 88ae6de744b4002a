import { dice } from '../random.ts';
import type { Cast } from '../story/cast.ts';
import { moodOn } from '../story/story.ts';
import type { User } from '../story/users.ts';
import { type Day, daySeconds } from '../time.ts';
import { instant, known, type Row } from './cells.ts';

export function referralRows(cast: Cast): readonly Row[] {
  return [...bringingRow(cast), ...colleagueRows(cast), ...invitationRows(cast)];
}

/** The referral that brought the account itself. */
function bringingRow(cast: Cast): readonly Row[] {
  const { world, profile, arc, referral } = cast;
  if (referral === null) return [];
  const roll = dice(world.seed, profile.index, 'brought');
  const invited = referral.invitedOn * daySeconds + 36_000;
  const convertedAt = known(world, arc.wonOn === null ? null : arc.wonOn * daySeconds + 39_600);
  const row = {
    referral_id: referral.id,
    referrer_account_id: referral.referrerAccountId,
    referrer_user_id: referral.referrerUserId,
    source_type: 'customer',
    invited_at: instant(invited),
    clicked_at: instant(invited + roll.between(1, 70) * 3600),
    converted_at: instant(convertedAt),
    referred_account_id: profile.id,
    ...incentive(roll.chance(0.6), invited),
  };
  return [row];
}

/** Users who asked a colleague in. */
function colleagueRows({ world, profile, users }: Cast): readonly Row[] {
  const roll = dice(world.seed, profile.index, 'colleagues');
  const [first] = users;
  const asked = users.filter(({ no, signedUpAt }) => {
    const isLater =
      no > 2 && first !== undefined && signedUpAt > first.signedUpAt + 12 * daySeconds;
    return isLater && signedUpAt > (world.start + 12) * daySeconds && roll.chance(0.12);
  });
  return asked.map((user) => {
    const invited = user.signedUpAt - roll.between(20, 250) * 3600;
    return {
      referral_id: `r-${profile.id.slice(2)}-u${user.no}`,
      referrer_account_id: profile.id,
      referrer_user_id: first?.id ?? null,
      source_type: 'colleague',
      invited_at: instant(invited),
      clicked_at: instant(user.signedUpAt - roll.between(1, 18) * 3600),
      converted_at: instant(user.signedUpAt),
      referred_user_id: user.id,
      ...incentive(roll.chance(0.3), invited),
    };
  });
}

/** Content users recommend us to others; most of that comes to nothing. */
function invitationRows(cast: Cast): readonly Row[] {
  const { world, profile } = cast;
  const roll = dice(world.seed, profile.index, 'invitations');
  const hosts = cast.users.filter(({ activatedAt }) => activatedAt !== null && roll.chance(0.25));
  return hosts.flatMap((user) => {
    const [from, until] = stay(cast, user);
    const on = roll.between(from, Math.max(from, until));
    if (on >= until || moodOn(cast, on) < 68) return [];
    const invited = on * daySeconds + 40_000;
    const clicked = roll.chance(0.5) ? invited + roll.between(1, 90) * 3600 : null;
    return [
      {
        referral_id: `r-${profile.id.slice(2)}-i${user.no}`,
        referrer_account_id: profile.id,
        referrer_user_id: user.id,
        source_type: 'customer',
        invited_at: instant(invited),
        clicked_at: instant(known(world, clicked)),
        ...incentive(roll.chance(0.5), invited),
      },
    ];
  });
}

/** Prompts to refer us are shown to users who stay, about twice a year since last year. */
export function referralPromptRows(cast: Cast): readonly Row[] {
  const { world, profile } = cast;
  const roll = dice(world.seed, profile.index, 'prompts');
  return cast.users.flatMap((user) => {
    const [from, until] = stay(cast, user);
    const rows: Row[] = [];
    for (let on = from + roll.between(60, 200); on < until; on += roll.between(150, 240)) {
      const shown = on * daySeconds + 43_000;
      const warmth = Math.max(0, moodOn(cast, on) - 40) / 100;
      const isSeen = roll.chance(warmth + 0.08);
      const accepted = isSeen && roll.chance(warmth) ? shown + roll.between(30, 300) : null;
      rows.push({
        prompt_id: `p-${user.id.slice(2)}-${rows.length + 1}`,
        user_id: user.id,
        account_id: profile.id,
        shown_at: instant(shown),
        interacted_at: instant(isSeen ? shown + roll.between(5, 29) : null),
        accepted_at: instant(accepted),
      });
    }
    return rows;
  });
}

/** Days of a user within the facts, first and last exclusive. */
export function stay({ world }: Cast, user: User): readonly [Day, Day] {
  const from = Math.max(world.start, Math.floor(user.signedUpAt / daySeconds) + 1);
  const leaves = Math.min(user.leavesOn ?? world.horizon, user.quitsOn ?? world.horizon);
  return [from, Math.min(world.horizon, leaves)];
}

function incentive(isShown: boolean, invitedAt: number): Row {
  if (!isShown) return {};
  return { incentive_id: 'one-month-free', incentive_shown_at: instant(invitedAt + 60) };
}
