import { type Dice, dice } from '../random.ts';
import { daySeconds, type Second } from '../time.ts';
import type { Cast } from './cast.ts';
import { momentAfter, type User } from './users.ts';

export interface FirstStep {
  readonly id: string;
  readonly completedAt: Second | null;
  /** Session in which it was done. */
  readonly sessionId: string | null;
}

/** What a new user does on the way to being active, in the order of the flow. */
export function firstStepsOf(cast: Cast, user: User): readonly FirstStep[] {
  const roll = dice(cast.world.seed, cast.profile.index, 'first steps', user.no);
  const { signedUpAt, activatedAt } = user;
  const quick = signedUpAt + roll.between(60, 239);
  const hasQuick = activatedAt !== null || roll.chance(0.5);
  const basic = earlier(after(cast, user, [0, 3], roll), activatedAt);
  const hasBasic = activatedAt !== null || roll.chance(0.35);
  const short = after(cast, user, [0, 7], roll);
  const hasShort = activatedAt !== null && roll.chance(0.8);
  const first =
    activatedAt === null ? null : momentAfter(cast, activatedAt, roll.between(0, 12), roll);
  return [
    step(cast, user, 'immediate_value', hasQuick ? quick : null),
    step(cast, user, 'basic_value', hasBasic ? basic : null),
    step(cast, user, 'activated', activatedAt),
    step(cast, user, 'short_value', hasShort ? short : null),
    step(cast, user, 'first_value', roll.chance(0.85) ? first : null),
  ];
}

function after(cast: Cast, user: User, [least, most]: [number, number], roll: Dice): Second {
  return momentAfter(cast, user.signedUpAt, roll.between(least, most), roll);
}

function earlier(at: Second, than: Second | null): Second {
  return than === null ? at : Math.min(at, than - 30);
}

/** Nothing is done after the user has left, or after the data ends. */
function step({ world }: Cast, user: User, id: string, at: Second | null): FirstStep {
  const end = Math.min(user.leavesOn ?? world.horizon, world.horizon) * daySeconds;
  if (at === null || at >= end) return { id, completedAt: null, sessionId: null };
  return { id, completedAt: at, sessionId: sessionOf(user, at) };
}

/** The first half hour after sign-up is one session; a later step opens its own. */
function sessionOf({ id, signedUpAt }: User, at: Second): string {
  const day = Math.floor(at / daySeconds);
  return at - signedUpAt < 1800 ? `${id}-${day}-0` : `${id}-${day}-m`;
}
