import { activatedAt } from '../activation/milestones.ts';
import { type NaiveRecord, type Name, percent } from '../record.ts';
import { itemsOf, standingAt } from '../spans.ts';
import { addDays, dateIn, inside, instant, instantsOf } from '../time.ts';
import { rowsOf, text } from '../world.ts';
import { type Calculation, isWithin, rateWithin, shareOf } from './calculation.ts';
import { type Company, groupBy } from './company.ts';

/** Accounts with MRR above 0 at the border before a date. */
export function payingAt({ own, definitions }: Company, date: string): readonly string[] {
  const standings = standingAt(itemsOf(own, definitions.pastDueDays), date);
  return [...standings].filter(([, { isPaying }]) => isPaying).map(([account]) => account);
}

/** Of activated users, those with any event after their activation and soon. */
function followUp(company: Company, name: Name): NaiveRecord {
  const { followUpDays } = company.definitions;
  const members = company.users.flatMap(({ id }) => {
    const at = activatedAt(company, id);
    if (at === null) return [];
    const later = (company.usesByUser.get(id) ?? []).filter((use) => use.at > at);
    return [{ at, isHit: later.some((use) => isWithin(use.at, at, followUpDays)) }];
  });
  return rateWithin(name, members, followUpDays, company.period);
}

/** Users with an event on the nth calendar day after the one of their activation. */
function retainedOnDay(company: Company, name: Name, days: number): NaiveRecord {
  const { start, end, timeZone } = company.options;
  const members = company.users.flatMap(({ id }) => {
    const at = activatedAt(company, id);
    return at === null ? [] : [{ id, on: addDays(dateIn(at, timeZone), days) }];
  });
  const due = members.filter(({ on }) => on >= start && on < end);
  const record = shareOf(name, due, ({ id, on }) => {
    const theDay = instantsOf(on, addDays(on, 1), timeZone);
    return (company.usesByUser.get(id) ?? []).some(({ at }) => inside(at, theDay));
  });
  return { ...record, pending: members.filter(({ on }) => on >= end).length };
}

/** Of accounts active in the period, those whose active users have different roles. */
function multiRole({ all, uses, period }: Company, name: Name): NaiveRecord {
  const roles = new Map(rowsOf(all, 'users').map((row) => [row.user_id, text(row, 'role')]));
  const active = groupBy(
    uses.filter(({ at }) => inside(at, period)),
    ({ account }) => account,
  );
  return shareOf(name, [...active.values()], (own) => {
    const known = own.map(({ user }) => roles.get(user) ?? null).filter((role) => role !== null);
    return new Set(known).size >= 2;
  });
}

/** Of customers, those with enough users who are activated and still there. */
function activatedTeams(company: Company, name: Name): NaiveRecord {
  const { until } = company.period;
  return shareOf(name, payingAt(company, company.options.end), (account) => {
    const there = company.users.filter(
      (user) =>
        user.account === account &&
        activatedAt(company, user.id) !== null &&
        (user.deactivatedAt === null || user.deactivatedAt >= until),
    );
    return there.length >= company.definitions.activatedUsers;
  });
}

/** Of users active in the period, those who invited somebody in it. */
function invitations({ own, userUses: uses, period }: Company, name: Name): NaiveRecord {
  const invited = rowsOf(own, 'referrals').filter((row) =>
    inside(instant(row, 'invited_at'), period),
  );
  const inviters = new Set(invited.map((row) => text(row, 'referrer_user_id')));
  const active = new Set(uses.filter(({ at }) => inside(at, period)).map(({ user }) => user));
  const hits = [...active].filter((user) => inviters.has(user));
  return percent(name, hits.length, active.size);
}

export const engagement: readonly Calculation[] = [
  {
    kpi: 'activated_to_follow_up_engagement_rate',
    tables: ['users', 'events', 'onboarding_milestones'],
    calculate: followUp,
  },
  {
    kpi: 'activation_cohort_retention_rate',
    tables: ['users', 'events', 'onboarding_milestones'],
    calculate: (company, name) =>
      [7, 30].map((days) => {
        const segment = { dimension: 'day', value: String(days) };
        return retainedOnDay(company, { ...name, segment }, days);
      }),
  },
  {
    kpi: 'percent_of_accounts_with_multi_role_engagement',
    tables: ['users', 'events'],
    calculate: multiRole,
  },
  {
    kpi: 'percent_of_accounts_with_3_plus_activated_users',
    tables: ['users', 'onboarding_milestones', 'subscription_periods'],
    calculate: activatedTeams,
  },
  {
    kpi: 'referral_invitation_rate',
    tables: ['referrals', 'events'],
    calculate: invitations,
  },
];
