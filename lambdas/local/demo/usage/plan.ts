import { dice } from '../random.ts';
import type { Cast } from '../story/cast.ts';
import { firstStepsOf } from '../story/first_steps.ts';
import { isCustomerOn, moodOn, spansOn } from '../story/story.ts';
import type { User } from '../story/users.ts';
import { daySeconds, weekStart } from '../time.ts';
import { season } from '../world.ts';
import { featuresOf, insightsFrom, modulesOf } from './habits.ts';

/**
 * What the events are drawn from: who may come when and how eagerly (`people`), how lively the
 * account's weeks are (`weeks`), and what surely happened (`moments`).
 */
export interface UsagePlan {
  readonly people: readonly PlanRow[];
  readonly weeks: readonly PlanRow[];
  readonly moments: readonly PlanRow[];
}
export type PlanRow = readonly (string | number)[];

export function usagePlanOf(cast: Cast): UsagePlan {
  const modules = modulesOf(cast);
  return {
    people: cast.users.flatMap((user) => habitsOf(cast, user, modules)),
    weeks: cast.users.length > 0 ? weeksOf(cast) : [],
    moments: cast.users.flatMap((user) => momentsOf(cast, user)),
  };
}

/** Account, user and key; sign-up; first day and the day after the last; hours, eagerness, features. */
function habitsOf(
  cast: Cast,
  user: User,
  modules: ReturnType<typeof modulesOf>,
): readonly PlanRow[] {
  const { world, profile } = cast;
  const joins = Math.floor(user.signedUpAt / daySeconds);
  const until = Math.min(
    user.leavesOn ?? world.horizon,
    user.quitsOn ?? world.horizon,
    world.horizon,
  );
  const turn = Math.min(until, Math.max(joins, insightsFrom(cast) ?? until));
  const known = featuresOf(cast, user, modules);
  const row = (from: number, to: number, features: readonly number[]): PlanRow => [
    profile.id,
    user.id,
    user.key,
    user.signedUpAt,
    from,
    to,
    profile.opensAt * 3600,
    Math.round(user.eagerness * 1_000_000),
    user.eagerness > 0.4 ? 2 : 1,
    features.join(';'),
  ];
  // At least one feature, or there is nothing to do after logging in.
  const everyday = known.length > 0 ? known : [1];
  const rows = [row(joins, turn, everyday), row(turn, until, [...everyday, 21, 22, 23, 24])];
  return rows.filter(([, , , , from, to]) => Number(to) > Math.max(Number(from), world.start));
}

/** Account, Monday, liveliness in thousandths of a usual week. */
function weeksOf(cast: Cast): readonly PlanRow[] {
  const { world, profile, arc } = cast;
  const roll = dice(world.seed, profile.index, 'weeks');
  const rows: PlanRow[] = [];
  const first = weekStart(Math.max(world.start, arc.usedFrom ?? world.start));
  for (let week = first; week < world.horizon; week += 7) {
    const wish = Math.min(1.35, Math.max(0.06, (moodOn(cast, week + 3) - 10) / 60));
    const lively = wish * presence(cast, week) * season(week) * (1 + 0.12 * roll.bell());
    rows.push([profile.id, week, Math.round(lively * 1000)]);
  }
  return rows;
}

/** Hardly anybody looks in while the account is paused, nobody once it has gone. */
function presence(cast: Cast, week: number): number {
  if (isCustomerOn(cast, week) || isCustomerOn(cast, week + 6)) return 1;
  const [span] = [...spansOn(cast, week), ...spansOn(cast, week + 6)];
  if (!span) return isCustomerOn(cast, week - 7) ? 0.4 : 0;
  return span.status === 'paused' ? 0.06 : 1;
}

/** Feature that each first step is done with. */
const stepFeature: Readonly<Record<string, number>> = {
  immediate_value: 1,
  basic_value: 5,
  activated: 10,
  short_value: 2,
  first_value: 6,
};

/** Account, user, second, session, feature. */
function momentsOf(cast: Cast, user: User): readonly PlanRow[] {
  const { world, profile } = cast;
  return firstStepsOf(cast, user).flatMap(({ id, completedAt, sessionId }) =>
    completedAt === null || sessionId === null || completedAt < world.start * daySeconds
      ? []
      : [[profile.id, user.id, completedAt, sessionId, stepFeature[id] ?? 1]],
  );
}
