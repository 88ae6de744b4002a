import type { World } from '../world.ts';
import { type Contact, contactsOf } from './contacts.ts';
import { type Milestone, onboardingOf } from './onboarding.ts';
import { type Referral, referralOf } from './referral.ts';
import { type Story, storyOf } from './story.ts';
import { type User, usersOf } from './users.ts';

/** An account's story with the people in it: what its rows are written from. */
export interface Cast extends Story {
  readonly contacts: readonly Contact[];
  readonly users: readonly User[];
  readonly onboarding: readonly Milestone[];
  /** Who brought the account; null where nobody did. */
  readonly referral: Referral | null;
}

export function castOf(world: World, index: number): Cast {
  const story = storyOf(world, index);
  const contacts = contactsOf(story);
  return {
    ...story,
    contacts,
    users: usersOf(story, contacts),
    onboarding: onboardingOf(story),
    referral: referralOf(story),
  };
}
