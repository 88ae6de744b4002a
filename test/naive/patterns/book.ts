import { prepare } from '../accounts.ts';
import { toNumber } from '../fraction.ts';
import { ratesOf, total } from '../money.ts';
import { type Definitions, definitionsOf, type NaiveOptions } from '../options.ts';
import { amount, type NaiveRecord } from '../record.ts';
import { type NaiveScores, naiveScores } from '../scores.ts';
import { type At, cutOffOf } from '../signals/at.ts';
import { attributed } from '../signals/attribution.ts';
import { itemsOf, standingAt } from '../spans.ts';
import { instantsOf, type Span } from '../time.ts';
import type { World } from '../world.ts';

/** The customers of a period's end, and what their patterns are read from. */
export interface Book {
  /** Every account's rows, also for a segment: a domain is shared with whomever. */
  readonly world: World;
  /** Accounts that pay at closing. */
  readonly customers: readonly string[];
  /** Scores of those customers that are known accounts. */
  readonly scored: readonly NaiveScores[];
  readonly at: At;
  readonly period: Span;
  readonly cutOff: number;
  readonly rules: Definitions;
  /** The number of some customers, with their MRR at stake (null without a rate). */
  readonly countWithMrr: (kpi: string, accounts: readonly string[]) => NaiveRecord;
}

export function bookOf(given: World, options: NaiveOptions): Book {
  const { start, end, timeZone, accountIds, reportingCurrency } = options;
  const world = prepare(attributed(given), { timeZone });
  const rules = definitionsOf(options);
  const closing = standingAt(itemsOf(world, rules.pastDueDays), end);
  const paying = [...closing].filter(([, standing]) => standing.isPaying).map(([id]) => id);
  const customers = paying.filter((id) => accountIds?.has(id) ?? true);
  const rates = ratesOf(world, end, reportingCurrency, rules.rateMaxAgeDays);
  const mrrOf = (account: string) =>
    [...(closing.get(account)?.mrr ?? [])].map(([currency, micros]) => ({ currency, micros }));
  return {
    world,
    customers,
    scored: naiveScores(given, options).filter(({ account_id }) => customers.includes(account_id)),
    at: { end, timeZone },
    period: instantsOf(start, end, timeZone),
    cutOff: cutOffOf({ end, timeZone }),
    rules,
    countWithMrr(kpi, accounts) {
      const atStake = total(accounts.flatMap(mrrOf), rates);
      return { ...amount({ kpi }, accounts.length), amount: atStake && toNumber(atStake) };
    },
  };
}
