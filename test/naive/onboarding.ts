import { type Fraction, fraction } from './fraction.ts';
import { definitionsOf, type NaiveOptions } from './options.ts';
import { duration, type NaiveRecord, noSource, percent } from './record.ts';
import { day, inside, instant, instantsOf, type Span } from './time.ts';
import { has, isTrue, must, type Row, rowsOf, text, type World } from './world.ts';

/** Those whose window of so many 24-hour days ends in the period. */
function cohortOf({ from, until }: Span, days: number): Span {
  return { from: from - days * day, until: until - days * day };
}

function least(times: readonly (number | null)[]): number | null {
  const given = times.filter((time) => time !== null);
  return given.length === 0 ? null : Math.min(...given);
}

/** Onboarding of one account: first start and, when all is done, last completion. */
interface Onboarding {
  readonly startedAt: number | null;
  readonly completedAt: number | null;
}

function onboardingsOf(world: World): readonly Onboarding[] {
  const steps = rowsOf(world, 'onboarding_milestones').filter(
    (row) => isTrue(row, 'is_required') && text(row, 'user_id') === null,
  );
  const accounts = new Set(steps.map((step) => must(step, 'account_id')));
  return [...accounts].map((account) => {
    const own = steps.filter((step) => step.account_id === account);
    const completed = own.map((step) => instant(step, 'completed_at'));
    const done = completed.filter((time) => time !== null);
    return {
      startedAt: least(own.map((step) => instant(step, 'started_at'))),
      completedAt: done.length === own.length ? Math.max(...done) : null,
    };
  });
}

function completionRate(world: World, period: Span, days: number): NaiveRecord {
  const all = onboardingsOf(world);
  const cohort = all.filter(({ startedAt }) => inside(startedAt, cohortOf(period, days)));
  const done = cohort.filter(
    ({ startedAt, completedAt }) =>
      startedAt !== null && completedAt !== null && completedAt - startedAt <= days * day,
  );
  const notDue = { from: period.until - days * day, until: period.until };
  const pending = all.filter(({ startedAt }) => inside(startedAt, notDue)).length;
  return { ...percent({ kpi: 'onboarding_completion_rate' }, done.length, cohort.length), pending };
}

/** When a user first reached a milestone; null when never. */
function reachedAt(world: World, milestone: string, userId: string): number | null {
  const rows = rowsOf(world, 'onboarding_milestones').filter(
    (row) => row.milestone_id === milestone && text(row, 'user_id') === userId,
  );
  return least(rows.map((row) => instant(row, 'completed_at')));
}

function activationRate(world: World, period: Span, days: number): NaiveRecord {
  const users = rowsOf(world, 'users');
  const signedUpIn = (span: Span) =>
    users.filter((user) => inside(instant(user, 'signed_up_at'), span));
  const cohort = signedUpIn(cohortOf(period, days));
  const activated = cohort.filter((user) => {
    const at = reachedAt(world, 'activated', must(user, 'user_id'));
    return at !== null && at - (instant(user, 'signed_up_at') ?? 0) <= days * day;
  });
  const notDue = { from: period.until - days * day, until: period.until };
  const pending = signedUpIn(notDue).length;
  return { ...percent({ kpi: 'activation_rate' }, activated.length, cohort.length), pending };
}

/** Of accounts, from the won deal (else the account's creation) to the milestone `value`. */
function timesToValue(world: World, period: Span): readonly Fraction[] {
  const times: Fraction[] = [];
  for (const account of rowsOf(world, 'accounts')) {
    const rows = rowsOf(world, 'onboarding_milestones').filter(
      (row) =>
        row.milestone_id === 'value' &&
        text(row, 'user_id') === null &&
        row.account_id === account.account_id,
    );
    const reached = least(rows.map((row: Row) => instant(row, 'completed_at')));
    const started = instant(account, 'closed_won_at') ?? instant(account, 'created_at') ?? 0;
    if (reached !== null && inside(reached, period) && started < period.until)
      times.push(fraction(reached - started, day));
  }
  return times;
}

/** Of users, from sign-up to the milestone `first_value`. */
function timesToFirstValue(world: World, period: Span): readonly Fraction[] {
  const times: Fraction[] = [];
  for (const user of rowsOf(world, 'users')) {
    const reached = reachedAt(world, 'first_value', must(user, 'user_id'));
    const started = instant(user, 'signed_up_at') ?? 0;
    if (reached !== null && inside(reached, period) && started < period.until)
      times.push(fraction(reached - started, day));
  }
  return times;
}

/** `world` is prepared. */
export function onboardingKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  const period = instantsOf(options.start, options.end, options.timeZone);
  const { onboardingDays, activationDays } = definitionsOf(options);
  const milestones = has(world, 'onboarding_milestones');
  const userMilestones = has(world, 'onboarding_milestones', 'users');
  return [
    milestones
      ? completionRate(world, period, onboardingDays)
      : noSource({ kpi: 'onboarding_completion_rate' }),
    userMilestones
      ? activationRate(world, period, activationDays)
      : noSource({ kpi: 'activation_rate' }),
    milestones
      ? duration({ kpi: 'time_to_value' }, timesToValue(world, period))
      : noSource({ kpi: 'time_to_value' }),
    userMilestones
      ? duration({ kpi: 'time_to_first_value' }, timesToFirstValue(world, period))
      : noSource({ kpi: 'time_to_first_value' }),
  ];
}
