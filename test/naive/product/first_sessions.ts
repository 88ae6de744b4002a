import { flowRows, type Milestone } from '../activation/milestones.ts';
import { type NaiveRecord, type Name, ratio } from '../record.ts';
import { inside } from '../time.ts';
import { type Calculation, isWithin, rateWithin, shareOf } from './calculation.ts';
import { type Company, featuresWith, meaningful, type User, usesWith } from './company.ts';
import { type Session, sessionsOf } from './sessions.ts';

const newUsers = ({ users, period }: Company): readonly User[] =>
  users.filter(({ signedUpAt }) => inside(signedUpAt, period));

function sessionsOfUser({ usesByUser }: Company, { id }: User): readonly Session[] {
  return sessionsOf(usesByUser.get(id) ?? []);
}

/** Of users whose first event is due, those with a use of any feature soon after it. */
function firstContact(company: Company, name: Name): NaiveRecord {
  const { firstEngagementDays } = company.definitions;
  const members = company.users.flatMap(({ id }) => {
    const uses = company.usesByUser.get(id) ?? [];
    const at = uses[0]?.at;
    if (at === undefined) return [];
    return [{ at, isHit: isWithin(meaningful(uses)[0]?.at, at, firstEngagementDays) }];
  });
  return rateWithin(name, members, firstEngagementDays, company.period);
}

function firstFeature(company: Company, name: Name): NaiveRecord {
  const core = featuresWith(company.own, 'core');
  const { firstSessions } = company.definitions;
  return shareOf(name, newUsers(company), (user) => {
    const first = sessionsOfUser(company, user).slice(0, firstSessions);
    return first.some(({ uses }) => usesWith(uses, core).length > 0);
  });
}

function convertedAtOnce(company: Company, name: Name): NaiveRecord {
  const key = featuresWith(company.own, 'key');
  return shareOf(name, newUsers(company), (user) => {
    const [first] = sessionsOfUser(company, user);
    return first !== undefined && usesWith(first.uses, key).length > 0;
  });
}

function isDoneIn({ id, startedAt, endedAt }: Session, row: Milestone): boolean {
  if (row.completedAt === null) return false;
  if (row.session !== null) return row.session === id;
  return row.completedAt >= startedAt && row.completedAt <= endedAt;
}

/** Of users whose first session starts in the period, those who finish their activation flow in it. */
function firstSessionCompletion(company: Company, name: Name): NaiveRecord {
  const members = company.users.flatMap((user) => {
    const [first] = sessionsOf(company.everyUseByUser.get(user.id) ?? []);
    return first && inside(first.startedAt, company.period) ? [{ user, first }] : [];
  });
  return shareOf(name, members, ({ user, first }) => {
    const rows = flowRows(company, user);
    return rows.length > 0 && rows.every((row) => isDoneIn(first, row));
  });
}

/** Distinct features in the first sessions, over new users who have had as many. */
function engagementDepth(company: Company, name: Name): NaiveRecord {
  const { firstSessions } = company.definitions;
  const all = newUsers(company).map((user) => sessionsOfUser(company, user));
  const members = all.filter((sessions) => sessions.length >= firstSessions);
  let used = 0;
  for (const sessions of members) {
    const uses = sessions.slice(0, firstSessions).flatMap((session) => session.uses);
    used += new Set(meaningful(uses).map(({ feature }) => feature)).size;
  }
  return ratio(name, used, members.length);
}

export const firstSessions: readonly Calculation[] = [
  {
    kpi: 'first_contact_engagement_rate',
    tables: ['users', 'events'],
    calculate: firstContact,
  },
  {
    kpi: 'first_feature_usage_rate',
    tables: ['users', 'events', 'features'],
    role: 'core',
    calculate: firstFeature,
  },
  {
    kpi: 'first_time_user_conversion_rate',
    tables: ['users', 'events', 'features'],
    role: 'key',
    calculate: convertedAtOnce,
  },
  {
    kpi: 'first_session_completion_rate',
    tables: ['users', 'events', 'onboarding_milestones'],
    calculate: firstSessionCompletion,
  },
  {
    kpi: 'engagement_depth_first_3_sessions',
    tables: ['users', 'events'],
    calculate: engagementDepth,
  },
];
