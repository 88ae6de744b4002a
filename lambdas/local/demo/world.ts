import { z } from 'zod';
import { addMonths, type Day, dayOf, monthNumber, monthStart } from './time.ts';

export const demoOptions = z
  .strictObject({
    seed: z.int().min(0).default(7),
    /** Companies known in any way: customers, lost customers, trials, prospects. */
    accounts: z.int().min(1).max(100_000).default(300),
    /** Full months of facts before the month of `as_of`. */
    months: z.int().min(1).max(60).default(26),
    /** First day without facts. */
    as_of: z.iso.date().default('2026-11-02'),
    /** Multiplies the product events of a session. */
    event_volume: z.number().positive().max(100).default(1),
    /** Multiplies the users of every account, and the seats that they need. */
    user_volume: z.number().positive().max(20).default(1),
  })
  .prefault({});
export type DemoOptions = z.input<typeof demoOptions>;

/** What is the same for every account: how much there is, how far it reaches, and what happened to all. */
export interface World {
  readonly seed: number;
  readonly accounts: number;
  readonly userVolume: number;
  readonly eventVolume: number;
  /** First day of events, tickets, touches, invoices; subscriptions may be older. */
  readonly start: Day;
  /** First day of which nothing is known yet. */
  readonly horizon: Day;
  /** The release that broke a module. */
  readonly release: Day;
  /** From here on renewals cost more. */
  readonly priceRise: Day;
  /** Month in which many company cards expired. */
  readonly cardMonth: Day;
}

/** The world's dates hang on `as_of`: for 2026-11-02 the bad release is 2026-08-18. */
export function openWorld(options: DemoOptions = {}): World {
  const { seed, accounts, months, as_of, event_volume, user_volume } = demoOptions.parse(options);
  const horizon = dayOf(as_of);
  const thisMonth = monthStart(horizon);
  return {
    seed,
    accounts,
    userVolume: user_volume,
    eventVolume: event_volume,
    start: addMonths(thisMonth, -months),
    horizon,
    release: addMonths(thisMonth, -3) + 17,
    priceRise: addMonths(thisMonth, -10),
    cardMonth: addMonths(thisMonth, -7),
  };
}

/** How much a usual week of that season is worked: holidays in August and at the end of the year. */
export function season(day: Day): number {
  const month = monthNumber(day);
  if (month === 8) return 0.8;
  const yearEnd = addMonths(monthStart(day), 13 - month);
  return day >= yearEnd - 11 || day < addMonths(yearEnd, -12) + 2 ? 0.4 : 1;
}
