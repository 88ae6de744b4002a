import { decimal, type Fraction, fraction, over, plus, times, zero } from './fraction.ts';
import { addDays } from './time.ts';
import { must, rowsOf, type World } from './world.ts';

const noDecimals = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ');
const threeDecimals = 'BHD IQD JOD KWD LYD OMR TND'.split(' ');

/** Minor units in one unit of a currency (ISO 4217). */
function minorPerUnit(currency: string): bigint {
  if (noDecimals.includes(currency)) return 1n;
  return threeDecimals.includes(currency) ? 1000n : 100n;
}

/** Micro-minor units of a decimal text of minor units: '166.666667' → 166666667n. */
export function micros(minor: string): bigint {
  const exact = times(decimal(minor), fraction(1_000_000));
  if (exact.d !== 1n) throw new Error(`more than six decimals: ${minor}`);
  return exact.n;
}

/** Units of a currency. */
export function units(amountInMicros: bigint, currency: string): Fraction {
  return fraction(amountInMicros, 1_000_000n * minorPerUnit(currency));
}

export interface Rates {
  /** Units of the reporting currency for one unit; null without a rate that is recent enough. */
  of(currency: string): Fraction | null;
}

/** The rates of a period: of its last day, or the newest of the days before it. */
export function ratesOf(
  world: World,
  periodEnd: string,
  reportingCurrency: string,
  maxAgeDays: number,
): Rates {
  const lastDay = addDays(periodEnd, -1);
  const oldest = addDays(lastDay, -maxAgeDays);
  return {
    of(currency) {
      if (currency === reportingCurrency) return fraction(1);
      const usable = rowsOf(world, 'fx_rates')
        .filter((row) => row.currency === currency)
        .filter((row) => must(row, 'rate_on') <= lastDay && must(row, 'rate_on') >= oldest)
        .sort((a, b) => (must(a, 'rate_on') < must(b, 'rate_on') ? -1 : 1));
      const newest = usable.at(-1);
      return newest ? decimal(must(newest, 'reporting_per_unit')) : null;
    },
  };
}

export interface Money {
  readonly currency: string;
  readonly micros: bigint;
}

/** The total in units of the reporting currency; null when a rate is missing. */
export function total(amounts: readonly Money[], rates: Rates): Fraction | null {
  let result = zero;
  for (const { currency, micros } of amounts) {
    if (micros === 0n) continue;
    const rate = rates.of(currency);
    if (rate === null) return null;
    result = plus(result, times(units(micros, currency), rate));
  }
  return result;
}

/** Part of an amount of minor units, in the reporting currency. */
export function share(
  minor: string,
  currency: string,
  part: Fraction,
  rates: Rates,
): Fraction | null {
  const rate = rates.of(currency);
  if (rate === null) return null;
  const whole = over(decimal(minor), fraction(minorPerUnit(currency)));
  return times(times(whole, part), rate);
}
