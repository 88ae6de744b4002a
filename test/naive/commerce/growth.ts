import { total } from '../money.ts';
import { movementsOf } from '../movements.ts';
import type { NaiveOptions } from '../options.ts';
import { type NaiveRecord, noSource, percent, ratio } from '../record.ts';
import type { Item } from '../spans.ts';
import { dayNumber } from '../time.ts';
import { rowsOf, text, type World } from '../world.ts';
import { countingOn, itemsOfAccount, type Standings, standingsOf } from './standings.ts';
import { ifThere } from './within.ts';

function perExpansion({ items, past, rates }: Standings, options: NaiveOptions): NaiveRecord {
  const expanded = movementsOf(items, past(), options).filter(({ expansion }) => expansion > 0n);
  const revenue = total(
    expanded.map(({ currency, expansion }) => ({ currency, micros: expansion })),
    rates,
  );
  const accounts = new Set(expanded.map(({ account }) => account));
  return ratio({ kpi: 'average_revenue_per_expansion_account' }, revenue, accounts.size);
}

/** Products of the spans that count on a day, or of those of them that cost something. */
function productsOn(
  items: readonly Item[],
  account: string,
  day: number,
  isPaid: boolean,
): readonly string[] {
  return countingOn(items, account, day)
    .filter(({ micros }) => !isPaid || micros > 0n)
    .map(({ product }) => product)
    .filter((product) => product !== null);
}

/** Whether an account pays for a product that it never had before the start, and still for one that it had. */
function crossBought(items: readonly Item[], account: string, { start, end }: NaiveOptions) {
  const own = itemsOfAccount(items, account);
  const first = Math.min(...own.flatMap(({ spans }) => spans.map(({ startsOn }) => startsOn)));
  const had = new Set<string>();
  for (let day = first; day < dayNumber(start); day += 1) {
    for (const product of productsOn(own, account, day, false)) had.add(product);
  }
  const atOpening = productsOn(own, account, dayNumber(start) - 1, false);
  const atClosing = productsOn(own, account, dayNumber(end) - 1, true);
  const isNew = atClosing.some((product) => !had.has(product));
  return isNew && atClosing.some((product) => atOpening.includes(product));
}

function crossSold({ items, paying }: Standings, options: NaiveOptions): NaiveRecord {
  const sold = paying.filter((account) => crossBought(items, account, options));
  return percent({ kpi: 'cross_sell_conversion_rate' }, sold.length, paying.length);
}

/** Accounts that paid once and had left, and pay again. */
function wonBack(standings: Standings, { start }: NaiveOptions): NaiveRecord {
  const { past, isBaseAtOpening, paysAtClosing } = standings;
  const left = past()
    .filter(({ firstPaidOn }) => firstPaidOn !== null && firstPaidOn < dayNumber(start))
    .map(({ account }) => account)
    .filter((account) => !isBaseAtOpening(account));
  return percent({ kpi: 'win_back_rate' }, left.filter(paysAtClosing).length, left.length);
}

/** `world` is prepared from `whole`, which says whether products have names at all. */
export function growthKpis(
  world: World,
  options: NaiveOptions,
  whole: World,
): readonly NaiveRecord[] {
  const crossSell = { kpi: 'cross_sell_conversion_rate' };
  const names = [
    { kpi: 'average_revenue_per_expansion_account' },
    { kpi: 'win_back_rate' },
    crossSell,
  ];
  const namesProducts = rowsOf(whole, 'subscription_periods').some(
    (row) => text(row, 'product') !== null,
  );
  return ifThere(world, ['subscription_periods'], names, () => {
    const standings = standingsOf(world, options);
    return [
      perExpansion(standings, options),
      wonBack(standings, options),
      namesProducts ? crossSold(standings, options) : noSource(crossSell),
    ];
  });
}
