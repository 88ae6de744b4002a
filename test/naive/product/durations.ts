import { activatedAt, onboardingsOf } from '../activation/milestones.ts';
import { type Fraction, fraction, over, sum } from '../fraction.ts';
import { duration, type NaiveRecord, type Name } from '../record.ts';
import { day, inside } from '../time.ts';
import type { Calculation } from './calculation.ts';
import {
  type Company,
  featuresWith,
  groupBy,
  meaningful,
  type Role,
  type Use,
  usesWith,
} from './company.ts';
import { sessionsOf } from './sessions.ts';

/** From a clock's start to its end. */
interface Course {
  readonly from: number;
  readonly to: number;
}

/** In days, of those that ended in the period; a clock that starts only at the end or later has not started. */
function daysOf(name: Name, courses: readonly (Course | null)[], { period }: Company): NaiveRecord {
  const ended = courses
    .filter((course) => course !== null)
    .filter(({ from, to }) => inside(to, period) && from < period.until);
  return duration(
    name,
    ended.map(({ from, to }) => fraction(to - from, day)),
  );
}

const course = (from: number | null | undefined, to: number | null | undefined): Course | null =>
  from === null || from === undefined || to === null || to === undefined ? null : { from, to };

/** When the nth session with a use of a feature with the role came to its first one. */
function nthUse(company: Company, uses: readonly Use[], role: Role, nth: number): number | null {
  const features = featuresWith(company.own, role);
  const firsts = sessionsOf(uses).flatMap((session) =>
    usesWith(session.uses, features).slice(0, 1),
  );
  // sessions may overlap: the one that came to a use first is the first
  return firsts.map(({ at }) => at).sort((a, b) => a - b)[nth - 1] ?? null;
}

function toFirstKeyAction(company: Company, name: Name): NaiveRecord {
  const key = featuresWith(company.own, 'key');
  const courses = company.users.map(({ id, signedUpAt }) =>
    course(signedUpAt, usesWith(company.usesByUser.get(id) ?? [], key)[0]?.at),
  );
  return daysOf(name, courses, company);
}

function toRepeat(company: Company, name: Name): NaiveRecord {
  const key = featuresWith(company.own, 'key');
  const courses = [...groupBy(company.userUses, ({ user }) => user).values()].map((uses) =>
    course(usesWith(uses, key)[0]?.at, nthUse(company, uses, 'key', 2)),
  );
  return daysOf(name, courses, company);
}

function toHabit(company: Company, name: Name): NaiveRecord {
  const { habitOccurrences } = company.definitions;
  const courses = company.users.map(({ id, signedUpAt }) =>
    course(signedUpAt, nthUse(company, company.usesByUser.get(id) ?? [], 'key', habitOccurrences)),
  );
  return daysOf(name, courses, company);
}

function fromActionToActivation(company: Company, name: Name): NaiveRecord {
  const courses = company.users.map(({ id }) =>
    course(meaningful(company.usesByUser.get(id) ?? [])[0]?.at, activatedAt(company, id)),
  );
  return daysOf(name, courses, company);
}

/** Gaps between logins of activated users, from the activation on. */
function betweenLogins(company: Company, name: Name): NaiveRecord {
  const gaps: (Course | null)[] = [];
  for (const { id } of company.users) {
    const activated = activatedAt(company, id);
    if (activated === null) continue;
    const logins = (company.usesByUser.get(id) ?? []).filter((use) => use.name === 'login');
    logins.forEach(({ at }, n) => {
      const before = logins[n - 1]?.at;
      if (before !== undefined && before >= activated) gaps.push(course(before, at));
    });
  }
  return daysOf(name, gaps, company);
}

/** Of users who have used every top feature: the mean of the days from the account's onboarding to each. */
function velocity(company: Company, name: Name): NaiveRecord {
  const top = [...featuresWith(company.own, 'top')];
  const onboardings = new Map(onboardingsOf(company).map((one) => [one.account, one.completedAt]));
  const means: Fraction[] = [];
  for (const { id, account } of company.users) {
    const uses = company.usesByUser.get(id) ?? [];
    const firsts = top.map((feature) => uses.find((use) => use.feature === feature)?.at ?? null);
    const used = firsts.filter((at) => at !== null);
    const completed = onboardings.get(account) ?? null;
    if (completed === null || used.length < top.length) continue;
    if (!inside(Math.max(...used), company.period)) continue;
    const days = sum(used.map((at) => fraction(at - completed, day)));
    means.push(over(days, fraction(top.length)));
  }
  return duration(name, means);
}

export const durations: readonly Calculation[] = [
  {
    kpi: 'time_to_first_key_action',
    tables: ['users', 'events', 'features'],
    role: 'key',
    calculate: toFirstKeyAction,
  },
  {
    kpi: 'time_to_first_repeat_action',
    tables: ['events', 'features'],
    role: 'key',
    calculate: toRepeat,
  },
  {
    kpi: 'time_to_first_habitual_action',
    tables: ['users', 'events', 'features'],
    role: 'key',
    calculate: toHabit,
  },
  {
    kpi: 'action_to_activation_time_lag',
    tables: ['users', 'events', 'onboarding_milestones'],
    calculate: fromActionToActivation,
  },
  {
    kpi: 'time_between_logins',
    tables: ['users', 'events', 'onboarding_milestones'],
    calculate: betweenLogins,
  },
  {
    kpi: 'feature_adoption_velocity',
    tables: ['users', 'events', 'features', 'onboarding_milestones'],
    role: 'top',
    calculate: velocity,
  },
];
