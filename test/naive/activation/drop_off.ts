import {
  type Calculation,
  isDue,
  isWithin,
  type Member,
  rateWithin,
  shareOf,
} from '../product/calculation.ts';
import { type Company, groupBy } from '../product/company.ts';
import type { NaiveRecord, Name } from '../record.ts';
import { must, rowsOf } from '../world.ts';
import { type Milestone, type Onboarding, onboardingsOf } from './milestones.ts';

interface Started extends Onboarding {
  readonly startedAt: number;
}

/** Onboardings that have begun. */
function startedOnboardings(company: Company): readonly Started[] {
  return onboardingsOf(company).flatMap((one) =>
    one.startedAt === null ? [] : [{ ...one, startedAt: one.startedAt }],
  );
}

/** Accounts that reach the milestones named, by themselves or by a user; without names, the required ones. */
function keyMilestones(company: Company, name: Name): NaiveRecord {
  const { onboardingDays, keyActivationMilestones: named } = company.definitions;
  const members = startedOnboardings(company).map(({ account, startedAt: at, completedAt }) => {
    const done = company.milestones.filter(
      (row) => row.account === account && isWithin(row.completedAt, at, onboardingDays),
    );
    const isHit =
      named.length === 0
        ? isWithin(completedAt, at, onboardingDays)
        : named.every((id) => done.some((row) => row.id === id));
    return { at, isHit };
  });
  return rateWithin(name, members, onboardingDays, company.period);
}

/** Onboardings not over in time, and of each step those in which it is not done in time. */
function duringOnboarding(company: Company, name: Name): readonly NaiveRecord[] {
  const { onboardingDays } = company.definitions;
  const started = startedOnboardings(company);
  const members = started.map(({ startedAt: at, completedAt }) => ({
    at,
    isHit: !isWithin(completedAt, at, onboardingDays),
  }));
  const due = started.filter(({ startedAt }) => isDue(startedAt, onboardingDays, company.period));
  const steps = new Set(due.flatMap((one) => one.steps.map(({ id }) => id)));
  const perStep = [...steps].sort().map((value) => {
    const segment = { dimension: 'step', value };
    const having = due.filter((one) => one.steps.some(({ id }) => id === value));
    return shareOf({ ...name, segment }, having, ({ steps: own, startedAt }) =>
      own.some((row) => row.id === value && !isWithin(row.completedAt, startedAt, onboardingDays)),
    );
  });
  return [rateWithin(name, members, onboardingDays, company.period), ...perStep];
}

interface Entry extends Member {
  readonly id: string;
}

/** Completed steps of one funnel that another follows, and whether none of the next ones came of it. */
function entriesOf(funnel: readonly Milestone[], days: number): readonly Entry[] {
  return funnel.flatMap(({ id, stepNo, completedAt: at }) => {
    const higher = funnel.map((row) => row.stepNo ?? 0).filter((no) => no > (stepNo ?? 0));
    if (at === null || higher.length === 0) return [];
    const next = funnel.filter((row) => row.stepNo === Math.min(...higher));
    const reached = next.some(
      ({ completedAt }) =>
        completedAt !== null && completedAt >= at && isWithin(completedAt, at, days),
    );
    return [{ id, at, isHit: !reached }];
  });
}

/** A funnel is the numbered steps of one account or user in one flow. */
function betweenSteps(company: Company, name: Name): readonly NaiveRecord[] {
  const { funnelStepDays: days } = company.definitions;
  const ours = new Set(
    rowsOf(company.own, 'onboarding_milestones').map((row) => must(row, 'account_id')),
  );
  const numbered = company.milestones.filter(
    ({ stepNo, account }) => stepNo !== null && ours.has(account),
  );
  const funnels = groupBy(numbered, ({ account, user, flow }) =>
    JSON.stringify([account, user, flow]),
  );
  const entries = [...funnels.values()].flatMap((funnel) => entriesOf(funnel, days));
  const perStep = [...groupBy(entries, ({ id }) => id)].map(([value, own]) => {
    const segment = { dimension: 'step', value };
    return rateWithin({ ...name, segment }, own, days, company.period);
  });
  return [rateWithin(name, entries, days, company.period), ...perStep];
}

export const dropOff: readonly Calculation[] = [
  {
    kpi: 'percent_of_accounts_completing_key_activation_milestones',
    tables: ['onboarding_milestones'],
    calculate: keyMilestones,
  },
  {
    kpi: 'drop_off_rate_during_onboarding',
    tables: ['onboarding_milestones'],
    calculate: duringOnboarding,
  },
  {
    kpi: 'drop_off_rate',
    tables: ['onboarding_milestones'],
    calculate: betweenSteps,
  },
];
