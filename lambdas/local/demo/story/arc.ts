import type { Dice } from '../random.ts';
import type { Day } from '../time.ts';
import type { World } from '../world.ts';
import type { Knot } from './mood.ts';
import type { Profile } from './profile.ts';
import type { Subscription } from './subscription.ts';

export interface Trial {
  readonly startedOn: Day;
  readonly endedOn: Day;
  readonly convertedOn: Day | null;
}

/** The course of one account; every table tells its part of it. */
export interface Arc {
  readonly createdOn: Day;
  readonly wonOn: Day | null;
  /** First day in the product. */
  readonly usedFrom: Day | null;
  readonly trial: Trial | null;
  readonly subscriptions: readonly Subscription[];
  /** How content the account is, 0–100, from knot to knot; usage, tickets and answers follow it. */
  readonly mood: readonly Knot[];
  readonly championLeftOn: Day | null;
  /** The first invoice was reduced once; MRR is not. */
  readonly hadWelcomeGift: boolean;
}

/** What a plot is written with. */
export interface Draft {
  readonly world: World;
  readonly profile: Profile;
  readonly roll: Dice;
  /** Mood of the account when nothing happens. */
  readonly base: number;
}
