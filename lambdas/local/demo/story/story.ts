import { dice, hash } from '../random.ts';
import type { Day } from '../time.ts';
import type { World } from '../world.ts';
import type { Arc } from './arc.ts';
import { courseOf } from './course.ts';
import { drift, levelAt } from './mood.ts';
import { type Profile, profileOf } from './profile.ts';
import { type Span, spansOf } from './subscription.ts';

/** Everything that was decided about one account. */
export interface Story {
  readonly world: World;
  readonly profile: Profile;
  readonly arc: Arc;
  readonly spans: readonly Span[];
}

export function storyOf(world: World, index: number): Story {
  const profile = profileOf(world, index);
  const roll = dice(world.seed, index, 'course');
  const care = profile.csm.cadence < 0.6 ? -6 : 1;
  const base = 71 + 11 * roll.bell() + care + (profile.channel === 'referral' ? 5 : 0);
  const arc = courseOf({ world, profile, roll, base });
  return { world, profile, arc, spans: arc.subscriptions.flatMap(spansOf) };
}

/** How content the account is on a day, 0–100. */
export function moodOn({ world, profile, arc }: Story, day: Day): number {
  const level = levelAt(arc.mood, day) + 6 * drift(hash(world.seed, profile.index, 'drift'), day);
  return Math.min(100, Math.max(0, level));
}

export function spansOn({ spans }: Story, day: Day): readonly Span[] {
  return spans.filter(
    (span) => span.startsOn <= day && (span.endsOn === null || span.endsOn > day),
  );
}

/** Spans for which somebody pays, or owes. */
function paidSpansOn(story: Story, day: Day): readonly Span[] {
  return spansOn(story, day).filter(({ status }) => status === 'active' || status === 'past_due');
}

export function isCustomerOn(story: Story, day: Day): boolean {
  return paidSpansOn(story, day).length > 0;
}

/** First day without any subscription; null while one runs on, even if its end is set for later. */
export function lastDayOf({ spans }: Story): Day | null {
  const ends = spans.map(({ endsOn }) => endsOn);
  return ends.reduce<Day | null>(
    (last, end) => (last === null || end === null ? null : Math.max(last, end)),
    spans.length > 0 ? 0 : null,
  );
}

export function hitByRelease({ profile }: Story): boolean {
  return profile.plot.startsWith('release_');
}
