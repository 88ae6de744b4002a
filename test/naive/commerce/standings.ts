import type { Fraction } from '../fraction.ts';
import { type Rates, ratesOf, total } from '../money.ts';
import { definitionsOf, type NaiveOptions } from '../options.ts';
import {
  countsOn,
  type Item,
  isPausedOn,
  itemsOf,
  type Past,
  pastOf,
  type Span,
  spanOn,
  standingAt,
  standingOf,
} from '../spans.ts';
import { dayNumber } from '../time.ts';
import type { World } from '../world.ts';

/** What the subscriptions say of a window that ends with the period. */
export interface Standings {
  readonly items: readonly Item[];
  /** What the accounts were up to the end of the window. */
  readonly past: () => readonly Past[];
  readonly rates: Rates;
  readonly paysAtOpening: (account: string) => boolean;
  readonly isBaseAtOpening: (account: string) => boolean;
  readonly paysAtClosing: (account: string) => boolean;
  readonly isBaseAtClosing: (account: string) => boolean;
  /** Accounts with MRR above 0 at the opening. */
  readonly paying: readonly string[];
  /** Accounts with MRR above 0 at the closing. */
  readonly customers: readonly string[];
}

/** The rates of the period's last day. */
export function ratesOfPeriod(world: World, options: NaiveOptions): Rates {
  const { rateMaxAgeDays } = definitionsOf(options);
  const rates = ratesOf(world, options.end, options.reportingCurrency, rateMaxAgeDays);
  const found = new Map<string, Fraction | null>();
  return {
    of(currency) {
      if (!found.has(currency)) found.set(currency, rates.of(currency));
      return found.get(currency) ?? null;
    },
  };
}

/** `opening` is the first day of the window, the period's unless another is given. `world` is prepared. */
export function standingsOf(
  world: World,
  options: NaiveOptions,
  opening: string = options.start,
): Standings {
  const items = itemsOf(world, definitionsOf(options).pastDueDays);
  const [before, after] = [standingAt(items, opening), standingAt(items, options.end)];
  return {
    items,
    past: () => pastOf(items, options.end),
    rates: ratesOfPeriod(world, options),
    paysAtOpening: (account) => standingOf(before, account).isPaying,
    isBaseAtOpening: (account) => standingOf(before, account).isBase,
    paysAtClosing: (account) => standingOf(after, account).isPaying,
    isBaseAtClosing: (account) => standingOf(after, account).isBase,
    paying: [...before.keys()].filter((account) => standingOf(before, account).isPaying),
    customers: [...after.keys()].filter((account) => standingOf(after, account).isPaying),
  };
}

/** Items of which a span is the account's. */
export function itemsOfAccount(items: readonly Item[], account: string): readonly Item[] {
  return items.filter(({ spans }) => spans.some((span) => span.account === account));
}

/** Spans that count for an account on a day. */
export function countingOn(items: readonly Item[], account: string, day: number): readonly Span[] {
  return items
    .filter((item) => countsOn(item, day))
    .map((item) => spanOn(item, day))
    .filter((span) => span !== null)
    .filter((span) => span.account === account);
}

/** What an account pays a month on a day, in the reporting currency; null when a rate is missing. */
export function mrrOn(
  items: readonly Item[],
  account: string,
  day: number,
  rates: Rates,
): Fraction | null {
  return total(countingOn(items, account, day), rates);
}

/** Whether an account pays or is paused on a day. */
export function isBaseOn(items: readonly Item[], account: string, day: number): boolean {
  const isPaused = (item: Item) => isPausedOn(item, day) && spanOn(item, day)?.account === account;
  const pays = countingOn(items, account, day).some(({ micros }) => micros > 0n);
  return pays || items.some(isPaused);
}

/**
 * Accounts that are new in a window: first paid inside it, not paused at its opening, and at its closing
 * either paying or gone again.
 */
export function newAccounts(
  { items, past }: Pick<Standings, 'items' | 'past'>,
  { start, end }: { readonly start: string; readonly end: string },
): readonly string[] {
  const [before, after] = [standingAt(items, start), standingAt(items, end)];
  return past()
    .filter(({ firstPaidOn }) => {
      return (
        firstPaidOn !== null && firstPaidOn >= dayNumber(start) && firstPaidOn < dayNumber(end)
      );
    })
    .map(({ account }) => account)
    .filter((account) => !standingOf(before, account).isBase)
    .filter((account) => {
      const { isPaying, isBase } = standingOf(after, account);
      return isPaying || !isBase;
    });
}
