import { definitionsOf, type NaiveOptions } from '../options.ts';
import { type NaiveRecord, ratio } from '../record.ts';
import { isTouch } from '../signals/touches.ts';
import { day, inside, instant } from '../time.ts';
import { isTrue, must, type Row, rowsOf, type World } from '../world.ts';
import { accountsOf, paidInvoices, revenueOf } from './invoices.ts';
import { ratesOfPeriod } from './standings.ts';
import { ifThere, isWithin, periodOf, rateWithin } from './within.ts';

const startOf = (trial: Row): number => instant(trial, 'started_at') ?? 0;

/** Whether sales touched the account between two instants, both included. */
function salesTouched(world: World, trial: Row, from: number, to: number, until: number): boolean {
  return rowsOf(world, 'activities').some((row) => {
    const at = instant(row, 'occurred_at') ?? 0;
    const isOurs = row.account_id === trial.account_id && row.team === 'sales';
    return isOurs && isTouch(row, until) && at >= from && at <= to;
  });
}

/** Trials that nobody sold and that became paid in time with no touch of sales. */
function freeToPaid(world: World, options: NaiveOptions): NaiveRecord {
  const period = periodOf(options);
  const days = definitionsOf(options).freeToPaidDays;
  const trials = rowsOf(world, 'trials').filter((trial) => isTrue(trial, 'is_self_serve'));
  const starts = trials.map((trial) => {
    const at = startOf(trial);
    const convertedAt = instant(trial, 'converted_at');
    const isHit =
      convertedAt !== null &&
      convertedAt <= at + days * day &&
      !salesTouched(world, trial, at, convertedAt, period.until);
    return { member: must(trial, 'trial_id'), at, isHit };
  });
  return rateWithin({ kpi: 'free_to_paid_conversion_rate' }, starts, period, days * day);
}

/** What accounts paid in the days after their trials began, by users who were there in the trial. */
function revenuePerTrialUser(world: World, options: NaiveOptions): NaiveRecord {
  const period = periodOf(options);
  const days = definitionsOf(options).trialRevenueDays;
  const trials = rowsOf(world, 'trials').filter((trial) =>
    inside(startOf(trial) + days * day, period),
  );
  const ofAccount = (row: Row) => trials.filter((trial) => trial.account_id === row.account_id);
  const paid = paidInvoices(world, (paidAt) => paidAt < period.until).filter((invoice) =>
    ofAccount(invoice).some((trial) => isWithin(instant(invoice, 'paid_at'), startOf(trial), days)),
  );
  const users = rowsOf(world, 'users').filter((user) => {
    const signedUpAt = instant(user, 'signed_up_at') ?? 0;
    const joined = ofAccount(user).some((trial) => signedUpAt < endOf(trial, days));
    return joined && signedUpAt < period.until && accountsOf(trials).has(must(user, 'account_id'));
  });
  const revenue = revenueOf(paid, ratesOfPeriod(world, options));
  return ratio({ kpi: 'revenue_per_trial_user' }, revenue, users.length);
}

/** When a trial ended or became paid, else when its revenue stops to count. */
function endOf(trial: Row, days: number): number {
  return (
    instant(trial, 'ended_at') ?? instant(trial, 'converted_at') ?? startOf(trial) + days * day
  );
}

/** `world` is prepared. */
export function trialKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  return [
    ...ifThere(world, ['trials', 'activities'], [{ kpi: 'free_to_paid_conversion_rate' }], () => [
      freeToPaid(world, options),
    ]),
    ...ifThere(world, ['trials', 'users', 'invoices'], [{ kpi: 'revenue_per_trial_user' }], () => [
      revenuePerTrialUser(world, options),
    ]),
  ];
}
