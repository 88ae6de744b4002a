import { type Fraction, fraction, over, plus, sum, times, zero } from '../fraction.ts';
import {
  type Calculation,
  isDue,
  isPending,
  isWithin,
  type Member,
  rateWithin,
  shareOf,
} from '../product/calculation.ts';
import { type Company, groupBy, type User } from '../product/company.ts';
import { trialsOf } from '../product/trials.ts';
import { type NaiveRecord, type Name, ratio } from '../record.ts';
import { inside } from '../time.ts';
import { activatedAt, flowRows, least, type Milestone } from './milestones.ts';

/** New users activated in time, by the channel that brought them. */
function bySource(company: Company, name: Name): readonly NaiveRecord[] {
  const { activationDays } = company.definitions;
  const channels = groupBy(company.users, ({ channel }) => channel ?? 'unknown');
  return [...channels].map(([value, users]) => {
    const members = users.map(({ id, signedUpAt: at }) => ({
      at,
      isHit: isWithin(activatedAt(company, id), at, activationDays),
    }));
    const segment = { dimension: 'channel', value };
    return rateWithin({ ...name, segment }, members, activationDays, company.period);
  });
}

/** When a user entered: the start of the flow, or of a trial that was still on when the user came. */
function enteredAt(company: Company, user: User): number | null {
  const flowStarts = flowRows(company, user).map(({ startedAt }) => startedAt);
  const trials = trialsOf(company).filter(
    ({ account, endedAt }) =>
      account === user.account && (endedAt === null || user.signedUpAt < endedAt),
  );
  const trialEntries = trials.map(({ startedAt }) => Math.max(user.signedUpAt, startedAt));
  return least([...flowStarts, ...trialEntries]);
}

function conversion(company: Company, name: Name): NaiveRecord {
  const { activationDays } = company.definitions;
  const members = company.users.flatMap((user): readonly Member[] => {
    const at = enteredAt(company, user);
    if (at === null) return [];
    return [{ at, isHit: isWithin(activatedAt(company, user.id), at, activationDays) }];
  });
  return rateWithin(name, members, activationDays, company.period);
}

/** New users who did any key task of their flow in time. */
function keyTasks(company: Company, name: Name): NaiveRecord {
  const { activationDays } = company.definitions;
  const members = company.users.map((user) => {
    const tasks = flowRows(company, user).filter(({ isRequired }) => isRequired !== false);
    const at = user.signedUpAt;
    return { at, isHit: tasks.some((row) => isWithin(row.completedAt, at, activationDays)) };
  });
  return rateWithin(name, members, activationDays, company.period);
}

const weightOf = (rows: readonly Milestone[]): Fraction =>
  sum(rows.map(({ weight }) => weight ?? fraction(1)));

/** Mean of how much of their flow, by weight, new users have done. */
function progression(company: Company, name: Name): NaiveRecord {
  let scores = zero;
  let members = 0;
  for (const user of company.users) {
    const rows = flowRows(company, user);
    const whole = weightOf(rows);
    if (!inside(user.signedUpAt, company.period) || whole.n === 0n) continue;
    const done = weightOf(rows.filter(({ completedAt }) => completedAt !== null));
    scores = plus(scores, times(over(done, whole), fraction(100)));
    members += 1;
  }
  return ratio(name, scores, members);
}

/** Of users who finished their flow in time, those who took more than one session. */
function multiSession(company: Company, name: Name): NaiveRecord {
  const { activationDays } = company.definitions;
  const starters = company.users.map((user) => {
    const rows = flowRows(company, user);
    return { rows, at: least(rows.map(({ startedAt }) => startedAt)) };
  });
  const completers = starters.filter(
    ({ rows, at }) =>
      at !== null &&
      isDue(at, activationDays, company.period) &&
      rows.every(({ completedAt }) => isWithin(completedAt, at, activationDays)),
  );
  const record = shareOf(name, completers, ({ rows }) => {
    const sessions = rows.map(({ session }) => session).filter((id) => id !== null);
    return new Set(sessions).size >= 2;
  });
  const pending = starters.filter(({ at }) => isPending(at, activationDays, company.period));
  return { ...record, pending: pending.length };
}

export const rates: readonly Calculation[] = [
  {
    kpi: 'activation_rate_by_source',
    tables: ['users', 'onboarding_milestones'],
    calculate: bySource,
  },
  {
    kpi: 'activation_conversion_rate',
    tables: ['users', 'onboarding_milestones'],
    calculate: conversion,
  },
  {
    kpi: 'percent_completing_key_activation_tasks',
    tables: ['users', 'onboarding_milestones'],
    calculate: keyTasks,
  },
  {
    kpi: 'activation_progression_score',
    tables: ['users', 'onboarding_milestones'],
    calculate: progression,
  },
  {
    kpi: 'multi_session_activation_completion_rate',
    tables: ['users', 'onboarding_milestones'],
    calculate: multiSession,
  },
];
