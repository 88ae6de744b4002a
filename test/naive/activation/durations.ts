import { type Fraction, fraction } from '../fraction.ts';
import type { Calculation } from '../product/calculation.ts';
import type { Company } from '../product/company.ts';
import { duration, type NaiveRecord, type Name } from '../record.ts';
import { day, hour, inside, instant } from '../time.ts';
import { isTrue, must, type Row, rowsOf } from '../world.ts';
import { least, onboardingsOf, reachedBy, reachedByAccount } from './milestones.ts';
import { type Touch, touchesOf } from './touches.ts';

/** An instant of an account's row; what lies at or after the end has not happened. */
function happenedAt({ period }: Company, row: Row, column: string): number | null {
  const at = instant(row, column);
  return at !== null && at < period.until ? at : null;
}

/** Users from their sign-up to a milestone of theirs, reached in the period. */
function toMilestone(company: Company, name: Name, milestone: string, unit: number): NaiveRecord {
  const times: Fraction[] = [];
  for (const { id, signedUpAt } of company.users) {
    const at = reachedBy(company, milestone, id);
    if (at === null || !inside(at, company.period) || signedUpAt >= company.period.until) continue;
    times.push(fraction(at - signedUpAt, unit));
  }
  return duration(name, times);
}

/** Accounts from one fact to another that followed it in the period, in days. */
function sinceFact(
  company: Company,
  name: Name,
  factAt: (account: Row) => number | null,
  followedAt: (account: Row) => number | null,
): NaiveRecord {
  const times: Fraction[] = [];
  for (const row of rowsOf(company.own, 'accounts')) {
    const [from, at] = [factAt(row), followedAt(row)];
    if (from === null || at === null || !inside(at, company.period)) continue;
    if (from >= company.period.until) continue;
    times.push(fraction(at - from, day));
  }
  return duration(name, times);
}

function toExceedValue(company: Company, name: Name): NaiveRecord {
  return sinceFact(
    company,
    name,
    (row) => instant(row, 'closed_won_at') ?? instant(row, 'created_at'),
    (row) => reachedByAccount(company, 'exceed_value', must(row, 'account_id')),
  );
}

/** Accounts from the won deal to what followed it in the period. */
function sinceClosedWon(
  company: Company,
  name: Name,
  followedAt: (account: Row, touches: readonly Touch[]) => number | null,
): NaiveRecord {
  const touches = touchesOf(company);
  return sinceFact(
    company,
    name,
    (row) => happenedAt(company, row, 'closed_won_at'),
    (row) => {
      const own = touches.filter(({ account }) => account === row.account_id);
      return followedAt(row, own);
    },
  );
}

const firstOf = (touches: readonly Touch[], type: string): number | null =>
  touches.find(({ row }) => row.type === type)?.at ?? null;

/** The assignment of a manager, else whatever says first that the account was handed over. */
function handedOverAt(company: Company, account: Row, touches: readonly Touch[]): number | null {
  const milestone = reachedByAccount(company, 'handoff', must(account, 'account_id'));
  return (
    happenedAt(company, account, 'csm_assigned_at') ??
    least([firstOf(touches, 'handoff'), milestone])
  );
}

function isFollowUp({ row }: Touch): boolean {
  const isOurs = row.team === 'sales' || row.team === 'success';
  return isOurs && row.direction === 'outbound' && !isTrue(row, 'is_automated');
}

/** Hours from the end of an account's onboarding in the period to the first of us who spoke to it. */
function responseAfterOnboarding(company: Company, name: Name): NaiveRecord {
  const followUps = touchesOf(company).filter(isFollowUp);
  const times: Fraction[] = [];
  let pending = 0;
  for (const { account, completedAt } of onboardingsOf(company)) {
    if (completedAt === null || !inside(completedAt, company.period)) continue;
    const first = followUps.find((touch) => touch.account === account && touch.at >= completedAt);
    if (first) times.push(fraction(first.at - completedAt, hour));
    else pending += 1;
  }
  return { ...duration(name, times), pending };
}

const userMilestone = (kpi: string, milestone: string, unit = day): Calculation => ({
  kpi,
  tables: ['users', 'onboarding_milestones'],
  calculate: (company, name) => toMilestone(company, name, milestone, unit),
});

export const durations: readonly Calculation[] = [
  userMilestone('time_to_basic_value', 'basic_value'),
  userMilestone('short_time_to_value', 'short_value'),
  userMilestone('immediate_time_to_value', 'immediate_value', hour),
  {
    kpi: 'time_to_exceed_value',
    tables: ['accounts', 'onboarding_milestones'],
    calculate: toExceedValue,
  },
  {
    kpi: 'onboarding_kickoff_lag',
    tables: ['accounts', 'activities'],
    calculate: (company, name) =>
      sinceClosedWon(company, name, (_, touches) => firstOf(touches, 'kickoff')),
  },
  {
    kpi: 'sales_to_cs_handoff_time',
    tables: ['accounts'],
    calculate: (company, name) =>
      sinceClosedWon(company, name, (account, touches) => handedOverAt(company, account, touches)),
  },
  {
    kpi: 'lead_response_time_post_onboarding',
    tables: ['onboarding_milestones', 'activities'],
    calculate: responseAfterOnboarding,
  },
];
