import { compare, zero } from '../fraction.ts';
import { definitionsOf, type NaiveOptions } from '../options.ts';
import { type NaiveRecord, notMeasurable } from '../record.ts';
import { dateIn, day, dayNumber, instant } from '../time.ts';
import { known, must, rowsOf, text, type World } from '../world.ts';
import { isBaseOn, itemsOfAccount, mrrOn, type Standings, standingsOf } from './standings.ts';
import { ifThere, periodOf, rateWithin, type Start } from './within.ts';

function daysFrom(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, n) => first + n);
}

const accountsOf = ({ items }: Standings): readonly string[] => [
  ...new Set(items.flatMap(({ spans }) => spans.map(({ account }) => account))),
];

/** Whether the MRR of any day can be told in the reporting currency. */
const hasRates = ({ items, rates }: Standings): boolean =>
  items.every(({ spans }) =>
    spans.every(({ micros, currency }) => micros === 0n || rates.of(currency) !== null),
  );

/** An account by the day; every rate is there. */
function dailyOf({ items, rates }: Standings, account: string) {
  const own = itemsOfAccount(items, account);
  const mrr = (on: number) => known(mrrOn(own, account, on, rates));
  return {
    pays: (on: number) => compare(mrr(on), zero) > 0,
    /** Below 0 when it pays less than the day before. */
    change: (on: number) => compare(mrr(on), mrr(on - 1)),
    isBase: (on: number) => isBaseOn(own, account, on),
  };
}

/** Accounts that pay less than the day before, and are lost in the days that follow. */
function downgradeToChurn(options: NaiveOptions, standings: Standings): NaiveRecord {
  const name = { kpi: 'downgrade_to_churn_conversion_rate' };
  if (!hasRates(standings)) return notMeasurable(name);
  const length = definitionsOf(options).downgradeToChurnDays;
  const [start, end] = [dayNumber(options.start), dayNumber(options.end)];
  const starts: Start[] = [];
  for (const account of accountsOf(standings)) {
    const { pays, change, isBase } = dailyOf(standings, account);
    for (const at of daysFrom(start - length, end - 1)) {
      if (!pays(at) || change(at) >= 0) continue;
      const later = daysFrom(at + 1, Math.min(at + length, end - 1));
      const isHit = later.some((on) => isBase(on - 1) && !isBase(on));
      starts.push({ member: account, at, isHit });
    }
  }
  return rateWithin(name, starts, { from: start, until: end }, length);
}

/** When the first of an account's users was activated; null when none was. */
export function activationOf(world: World, account: string): number | null {
  const users = rowsOf(world, 'users')
    .filter((user) => user.account_id === account)
    .map((user) => must(user, 'user_id'));
  const times = rowsOf(world, 'onboarding_milestones')
    .filter((row) => row.milestone_id === 'activated' && users.includes(text(row, 'user_id') ?? ''))
    .map((row) => instant(row, 'completed_at'))
    .filter((time) => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}

/** Accounts that pay more than the day before, on the day of their activation or soon after. */
function activationToExpansion(
  world: World,
  options: NaiveOptions,
  standings: Standings,
): NaiveRecord {
  const name = { kpi: 'activation_to_expansion_rate' };
  if (!hasRates(standings)) return notMeasurable(name);
  const length = definitionsOf(options).activationToExpansionDays;
  const end = dayNumber(options.end);
  const starts: Start[] = [];
  for (const account of new Set(rowsOf(world, 'users').map((user) => must(user, 'account_id')))) {
    const at = activationOf(world, account);
    if (at === null) continue;
    const { pays, change } = dailyOf(standings, account);
    const first = dayNumber(dateIn(at, options.timeZone));
    const isHit = daysFrom(first, Math.min(first + length, end - 1)).some(
      (on) => pays(on - 1) && change(on) > 0,
    );
    starts.push({ member: account, at, isHit });
  }
  return rateWithin(name, starts, periodOf(options), length * day);
}

/** `world` is prepared. */
export function dailyKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  const journey = ['subscription_periods', 'users', 'onboarding_milestones'];
  const downgraded = { kpi: 'downgrade_to_churn_conversion_rate' };
  const activated = { kpi: 'activation_to_expansion_rate' };
  const standings = standingsOf(world, options);
  return [
    ...ifThere(world, ['subscription_periods'], [downgraded], () => [
      downgradeToChurn(options, standings),
    ]),
    ...ifThere(world, journey, [activated], () => [
      activationToExpansion(world, options, standings),
    ]),
  ];
}
