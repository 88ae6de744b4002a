import { onboardingsOf } from '../activation/milestones.ts';
import type { NaiveRecord, Name } from '../record.ts';
import { addDays, inside, instantsOf } from '../time.ts';
import { must, rowsOf } from '../world.ts';
import { type Calculation, isWithin, rateWithin, shareOf } from './calculation.ts';
import { type Company, featuresWith, groupBy, type Role, usesWith } from './company.ts';
import { sessionsOf } from './sessions.ts';

/** New users who used a feature with the role within so many days of their sign-up. */
function adoptedEarly(company: Company, name: Name, role: Role, days: number): NaiveRecord {
  const features = featuresWith(company.own, role);
  const members = company.users.map(({ id, signedUpAt }) => {
    const first = usesWith(company.usesByUser.get(id) ?? [], features)[0]?.at;
    return { at: signedUpAt, isHit: isWithin(first, signedUpAt, days) };
  });
  return rateWithin(name, members, days, company.period);
}

function reuseOfCritical(company: Company, name: Name): NaiveRecord {
  const { reuseDays } = company.definitions;
  const critical = featuresWith(company.own, 'critical');
  const members = [...groupBy(company.userUses, ({ user }) => user).values()].flatMap((uses) => {
    const at = usesWith(uses, critical)[0]?.at;
    if (at === undefined) return [];
    // in the order of their first critical use; of two at once the earlier session is the first
    const later = sessionsOf(uses)
      .map((session) => usesWith(session.uses, critical))
      .filter((used) => used.length > 0)
      .sort((a, b) => (a[0]?.at ?? 0) - (b[0]?.at ?? 0))
      .slice(1)
      .flat();
    return [{ at, isHit: later.some((use) => isWithin(use.at, at, reuseDays)) }];
  });
  return rateWithin(name, members, reuseDays, company.period);
}

/** Of users active in the period who had not used a key feature before it, those who did in it. */
function exploration({ own, userUses: uses, period }: Company, name: Name): NaiveRecord {
  const keyUses = usesWith(uses, featuresWith(own, 'key'));
  const active = new Set(uses.filter(({ at }) => inside(at, period)).map(({ user }) => user));
  const explored = new Set(keyUses.filter(({ at }) => at < period.from).map(({ user }) => user));
  const using = new Set(keyUses.filter(({ at }) => inside(at, period)).map(({ user }) => user));
  const eligible = [...active].filter((user) => !explored.has(user));
  return shareOf(name, eligible, (user) => using.has(user));
}

/** Of users active in the last weeks, those who used a key feature in enough of them. */
function ongoing(company: Company, name: Name): NaiveRecord {
  const { ongoingWeeks, ongoingWeeksUsed } = company.definitions;
  const { end, timeZone } = company.options;
  const weeks = Array.from({ length: ongoingWeeks }, (_, n) =>
    instantsOf(addDays(end, -7 * (n + 1)), addDays(end, -7 * n), timeZone),
  );
  const key = featuresWith(company.own, 'key');
  const recent = company.userUses.filter(({ at }) => weeks.some((week) => inside(at, week)));
  const users = [...groupBy(recent, ({ user }) => user).values()];
  return shareOf(name, users, (uses) => {
    const keyUses = usesWith(uses, key);
    const used = weeks.filter((week) => keyUses.some(({ at }) => inside(at, week)));
    return used.length >= ongoingWeeksUsed;
  });
}

/** For every feature, of its users in the previous period those who use it in this one too. */
function retainedUsers({ own, userUses: uses, options, period }: Company, name: Name) {
  const { previous, timeZone } = options;
  const before = instantsOf(previous.start, previous.end, timeZone);
  const listed = rowsOf(own, 'features').map((row) => must(row, 'feature_id'));
  const used = uses.map(({ feature }) => feature).filter((feature) => feature !== null);
  return [...new Set([...listed, ...used])].sort().map((value) => {
    const itsUses = uses.filter(({ feature }) => feature === value);
    const then = new Set(itsUses.filter(({ at }) => inside(at, before)).map(({ user }) => user));
    const now = new Set(itsUses.filter(({ at }) => inside(at, period)).map(({ user }) => user));
    const segment = { dimension: 'feature', value };
    return shareOf({ ...name, segment }, [...then], (user) => now.has(user));
  });
}

/** Of accounts whose onboarding is over, those with a key action after it; an earlier one is none. */
function adoptedAfterOnboarding(company: Company, name: Name): NaiveRecord {
  const { adoptionDays } = company.definitions;
  const keyUses = usesWith(company.uses, featuresWith(company.own, 'key'));
  const members = onboardingsOf(company).flatMap(({ account, completedAt: at }) => {
    if (at === null) return [];
    const later = keyUses.filter((use) => use.account === account && use.at > at);
    return [{ at, isHit: later.some((use) => isWithin(use.at, at, adoptionDays)) }];
  });
  return rateWithin(name, members, adoptionDays, company.period);
}

export const adoption: readonly Calculation[] = [
  {
    kpi: 'feature_adoption_rate_early',
    tables: ['users', 'events', 'features'],
    role: 'key',
    calculate: (company, name) =>
      adoptedEarly(company, name, 'key', company.definitions.earlyAdoptionDays),
  },
  {
    kpi: 'percent_of_users_engaging_with_top_activation_features',
    tables: ['users', 'events', 'features'],
    role: 'activation',
    calculate: (company, name) =>
      adoptedEarly(company, name, 'activation', company.definitions.activationDays),
  },
  {
    kpi: 'first_critical_feature_reuse_rate',
    tables: ['events', 'features'],
    role: 'critical',
    calculate: reuseOfCritical,
  },
  {
    kpi: 'key_feature_exploration_rate',
    tables: ['events', 'features'],
    role: 'key',
    calculate: exploration,
  },
  {
    kpi: 'feature_adoption_rate_ongoing',
    tables: ['events', 'features'],
    role: 'key',
    calculate: ongoing,
  },
  {
    kpi: 'percent_of_retained_feature_users',
    tables: ['events', 'features'],
    calculate: retainedUsers,
  },
  {
    kpi: 'adoption_rate',
    tables: ['events', 'features', 'onboarding_milestones'],
    role: 'key',
    calculate: adoptedAfterOnboarding,
  },
];
