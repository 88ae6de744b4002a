import { dice } from '../random.ts';
import type { Day } from '../time.ts';
import { type Plot, partOf } from './plots.ts';
import { accountId } from './profile.ts';
import { type Story, storyOf } from './story.ts';
import { userId } from './users.ts';

/** How a referred account was brought. */
export interface Referral {
  readonly id: string;
  readonly referrerAccountId: string;
  readonly referrerUserId: string;
  readonly invitedOn: Day;
}

const content: ReadonlySet<Plot> = new Set<Plot>(['steady', 'growing']);

/** Null where nobody referred, or where no earlier customer could have. */
export function referralOf(story: Story): Referral | null {
  const { world, profile, arc } = story;
  if (profile.channel !== 'referral') return null;
  const roll = dice(world.seed, profile.index, 'referral');
  const invitedOn = arc.createdOn - roll.between(4, 40);
  const referrer = customerBefore(story, profile.index - roll.between(1, 12), invitedOn);
  if (referrer === null) return null;
  return {
    id: `r-${profile.id.slice(2)}-0`,
    referrerAccountId: accountId(referrer),
    referrerUserId: userId(accountId(referrer), 1),
    invitedOn,
  };
}

/** Looks among some accounts before: who is added later changes nobody's past. */
function customerBefore({ world }: Story, from: number, day: Day): number | null {
  for (let index = from; index >= Math.max(0, from - 60); index -= 1) {
    if (!content.has(partOf(world.seed, index).plot)) continue;
    const { usedFrom } = storyOf(world, index).arc;
    if (usedFrom !== null && usedFrom < day - 20) return index;
  }
  return null;
}
