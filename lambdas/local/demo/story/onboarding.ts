import { type Dice, dice } from '../random.ts';
import { type Day, daySeconds, type Second } from '../time.ts';
import { lastDayOf, moodOn, type Story } from './story.ts';
import { openingHours } from './users.ts';

export interface Milestone {
  readonly id: string;
  /** Place in the flow; null for what comes of the product later. */
  readonly step: number | null;
  readonly startedAt: Second | null;
  readonly completedAt: Second | null;
}

const steps = ['kickoff', 'data_connected', 'first_workflow', 'team_invited', 'go_live'] as const;

/** The account's onboarding steps, then the value promised and more than that. */
export function onboardingOf(story: Story): readonly Milestone[] {
  const { wonOn } = story.arc;
  if (wonOn === null) return [];
  const roll = dice(story.world.seed, story.profile.index, 'onboarding');
  const taken: Milestone[] = [];
  let startedAt: Second | null = openingHours(story, wonOn, roll);
  for (const [place, id] of steps.entries()) {
    const completedAt: Second | null = completedStep(story, place, startedAt, roll);
    taken.push({ id, step: place + 1, startedAt, completedAt });
    startedAt = completedAt;
  }
  return [...taken, ...valueAfter(story, startedAt, roll)];
}

/** When the last required step was done; null while any is open. */
export function onboardedAt(milestones: readonly Milestone[]): Second | null {
  return milestones.find(({ id }) => id === 'go_live')?.completedAt ?? null;
}

function completedStep(
  story: Story,
  place: number,
  from: Second | null,
  roll: Dice,
): Second | null {
  const luck = roll.unit();
  const days = 1 + Math.floor(roll.unit() * pace(story));
  const isStuck = luck > 0.975 || place >= reach(story);
  if (from === null || isStuck) return null;
  return ifThere(story, openingHours(story, Math.floor(from / daySeconds) + days, roll));
}

/** Most days that a step takes. */
function pace({ profile }: Story): number {
  const guided = { white_glove: 16, self_serve: 12, product_led: 9 }[profile.onboarding];
  return profile.csm.cadence < 0.6 ? guided * 1.5 : guided;
}

/** Steps that the plot lets the account get through. */
function reach({ profile }: Story): number {
  if (profile.plot === 'never_onboarded') return 2;
  return profile.plot === 'new' && profile.nth % 4 === 2 ? 1 : steps.length;
}

function valueAfter(story: Story, onboarded: Second | null, roll: Dice): readonly Milestone[] {
  const sooner = onboarded === null ? null : later(story, onboarded, [6, 45], 0.9, roll);
  const more = sooner === null ? null : later(story, sooner, [30, 220], 0.5, roll);
  return [
    { id: 'value', step: null, startedAt: onboarded, completedAt: sooner },
    { id: 'exceed_value', step: null, startedAt: sooner, completedAt: more },
  ];
}

function later(story: Story, from: Second, wait: [number, number], share: number, roll: Dice) {
  const day = Math.floor(from / daySeconds) + roll.between(...wait);
  const at = openingHours(story, day, roll);
  const isContent = roll.chance(share * (moodOn(story, day) / 72));
  return isContent ? ifThere(story, at) : null;
}

/** Nothing is reached after the account has gone, or after the data ends. */
function ifThere(story: Story, at: Second): Second | null {
  const end: Day = Math.min(lastDayOf(story) ?? story.world.horizon, story.world.horizon);
  return at < end * daySeconds ? at : null;
}
