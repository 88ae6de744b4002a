import {
  decimal,
  type Fraction,
  fraction,
  minus,
  over,
  plus,
  sum,
  times,
  zero,
} from '../fraction.ts';
import { share } from '../money.ts';
import { type Days, definitionsOf, type NaiveOptions } from '../options.ts';
import { amount, type NaiveRecord, ratio } from '../record.ts';
import { referredAccounts } from '../referrals/referred.ts';
import { addMonths, dayNumber } from '../time.ts';
import { must, type Row, rowsOf, text, type World } from '../world.ts';
import { mrrOn, newAccounts, ratesOfPeriod, type Standings, standingsOf } from './standings.ts';
import { ifThere } from './within.ts';

/** The part of the days that a line of cost covers that falls into some days. */
function partIn(line: Row, { start, end }: Days): Fraction {
  const from = dayNumber(must(line, 'spent_on'));
  const coversUntil = text(line, 'covers_until');
  const until = coversUntil === null ? from + 1 : Math.max(dayNumber(coversUntil), from + 1);
  const inside = Math.min(until, dayNumber(end)) - Math.max(from, dayNumber(start));
  return fraction(Math.max(inside, 0), until - from);
}

/**
 * Spend of some categories that falls into some days, at the rates of the period; null when one is missing,
 * or when no line covers any of the days.
 */
export function spendIn(
  world: World,
  options: NaiveOptions,
  categories: readonly string[],
  days: Days,
): Fraction | null {
  const rates = ratesOfPeriod(world, options);
  let result: Fraction | null = null;
  for (const line of rowsOf(world, 'spend')) {
    const part = partIn(line, days);
    if (!categories.includes(must(line, 'category')) || part.n === 0n) continue;
    const cost = share(must(line, 'amount_minor'), must(line, 'currency'), part, rates);
    if (cost === null) return null;
    result = plus(result ?? zero, cost);
  }
  return result;
}

/** A quotient; null when a part of it is unknown or there is nothing to divide by. */
const per = (money: Fraction | null, count: number): Fraction | null =>
  money === null || count === 0 ? null : over(money, fraction(count));

const daysPerMonth = decimal('30.4375');

/** Mean months from first payment to last loss; null while nobody is lost. */
function lifespan({ past, isBaseAtClosing }: Standings): Fraction | null {
  const months: Fraction[] = [];
  for (const { account, firstPaidOn, lostOn } of past()) {
    if (firstPaidOn === null || lostOn === null || isBaseAtClosing(account)) continue;
    months.push(over(fraction(lostOn - firstPaidOn), daysPerMonth));
  }
  return per(sum(months), months.length);
}

/** Mean MRR of some customers; null when there are none. */
function arpa(standings: Standings, accounts: readonly string[], end: string): Fraction | null {
  const lastDay = dayNumber(end) - 1;
  const each = accounts.map((account) => mrrOn(standings.items, account, lastDay, standings.rates));
  const known = each.filter((one) => one !== null);
  return known.length < each.length ? null : per(sum(known), accounts.length);
}

/** ARPA × gross margin × lifespan, less what a new account cost to win and a customer cost to serve in 12 months. */
function lifetimeValue(
  world: World,
  options: NaiveOptions,
  standings: Standings,
  accounts: readonly string[],
): Fraction | null {
  const year = { start: addMonths(options.end, -12), end: options.end };
  const acquisition = per(
    spendIn(world, options, ['sales', 'marketing'], year),
    newAccounts(standings, year).length,
  );
  const service = per(
    spendIn(world, options, ['success', 'support'], year),
    standings.customers.length,
  );
  const [mrr, months] = [arpa(standings, accounts, options.end), lifespan(standings)];
  if (acquisition === null || service === null || mrr === null || months === null) return null;
  const yearly = times(times(mrr, fraction(12)), decimal(definitionsOf(options).grossMargin));
  return minus(minus(times(yearly, over(months, fraction(12))), acquisition), service);
}

function acquisitionCost(world: World, options: NaiveOptions, standings: Standings): NaiveRecord {
  const spent = spendIn(world, options, ['sales', 'marketing'], options);
  return ratio({ kpi: 'cac' }, spent, newAccounts(standings, options).length);
}

/** Spend is nobody's, so that a segment has none of these. `world` is prepared. */
export function lifetimeKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  if (options.accountIds !== undefined) return [];
  const all = { kpi: 'cltv', window: 'to_date' } as const;
  const referred = { kpi: 'cltv_for_referred_users', window: 'to_date' } as const;
  const tables = ['subscription_periods', 'spend'];
  const standings = standingsOf(world, options);
  const worthOf = (accounts: readonly string[]) =>
    lifetimeValue(world, options, standings, accounts);
  return [
    ...ifThere(world, tables, [{ kpi: 'cac' }, all], () => [
      acquisitionCost(world, options, standings),
      amount(all, worthOf(standings.customers)),
    ]),
    ...ifThere(world, [...tables, 'referrals'], [referred], () => {
      const accounts = referredAccounts(world, options);
      return [amount(referred, worthOf(standings.customers.filter((one) => accounts.has(one))))];
    }),
  ];
}
