import type { NaiveRecord, Name } from '../record.ts';
import { inside, instant } from '../time.ts';
import { must, rowsOf } from '../world.ts';
import { type Calculation, shareOf } from './calculation.ts';
import {
  type Company,
  featuresWith,
  groupBy,
  meaningful,
  type Use,
  type User,
  usesWith,
} from './company.ts';

export interface Trial {
  readonly account: string;
  readonly startedAt: number;
  /** When it ended, else when it was converted; null while it runs. */
  readonly endedAt: number | null;
}

export function trialsOf({ own }: Company): readonly Trial[] {
  return rowsOf(own, 'trials').map((row) => ({
    account: must(row, 'account_id'),
    startedAt: instant(row, 'started_at') ?? 0,
    endedAt: instant(row, 'ended_at') ?? instant(row, 'converted_at'),
  }));
}

/** Trials that run in the period at some time, and that the user came to before their end. */
function trialsWith(company: Company, { account, signedUpAt }: User): readonly Trial[] {
  const { from, until } = company.period;
  return trialsOf(company).filter(
    ({ account: its, startedAt, endedAt }) =>
      its === account &&
      startedAt < until &&
      (endedAt === null || endedAt >= from) &&
      signedUpAt < Math.min(endedAt ?? until, until),
  );
}

/** Distinct features used while a trial runs, its first and its last instant included. */
function featuresIn({ startedAt, endedAt }: Trial, uses: readonly Use[]): ReadonlySet<string> {
  const during = meaningful(uses).filter(
    ({ at }) => at >= startedAt && (endedAt === null || at <= endedAt),
  );
  return new Set(during.map(({ feature }) => feature ?? ''));
}

function engaged(company: Company, name: Name): NaiveRecord {
  const members = company.users
    .map((user) => ({ user, trials: trialsWith(company, user) }))
    .filter(({ trials }) => trials.length > 0);
  return shareOf(name, members, ({ user, trials }) => {
    const uses = company.usesByUser.get(user.id) ?? [];
    return trials.some(
      (trial) => featuresIn(trial, uses).size >= company.definitions.trialFeatures,
    );
  });
}

/** Of accounts with a trial that ended in the period, those that used every key feature in one. */
function completedAllActions(company: Company, name: Name): NaiveRecord {
  const key = featuresWith(company.own, 'key');
  const ended = trialsOf(company).filter(({ endedAt }) => inside(endedAt, company.period));
  return shareOf(name, [...groupBy(ended, ({ account }) => account)], ([account, trials]) => {
    const uses = usesWith(
      company.uses.filter((use) => use.account === account),
      key,
    );
    return trials.some((trial) => featuresIn(trial, uses).size === key.size);
  });
}

export const trials: readonly Calculation[] = [
  {
    kpi: 'trial_engagement_rate',
    tables: ['trials', 'users', 'events'],
    calculate: engaged,
  },
  {
    kpi: 'percent_of_accounts_completing_all_key_trial_actions',
    tables: ['trials', 'events', 'features'],
    role: 'key',
    calculate: completedAllActions,
  },
];
