import type { Decimal } from './cells/decimal.ts';
import { decimalFraction, type Fraction, fraction, mrrText, times } from './cells/fraction.ts';

export const periods = [
  'day',
  'week',
  'month',
  'quarter',
  'half_year',
  'year',
  'two_years',
] as const;
export type Period = (typeof periods)[number];

export const intervals = ['day', 'week', 'month', 'year'] as const;
export type Interval = (typeof intervals)[number];

const months: Readonly<Record<Interval, Fraction>> = {
  day: fraction(12n, 365n),
  week: fraction(12n, 52n),
  month: fraction(1n),
  year: fraction(12n),
};

const lengths: Readonly<Record<Period, readonly [Interval, bigint]>> = {
  day: ['day', 1n],
  week: ['week', 1n],
  month: ['month', 1n],
  quarter: ['month', 3n],
  half_year: ['month', 6n],
  year: ['year', 1n],
  two_years: ['year', 2n],
};

/** Share of a recurring amount that falls on one month, where it is paid every so many intervals. */
export function monthlyShare(interval: Interval, count: bigint): Fraction {
  const { numerator, denominator } = times(months[interval], fraction(count));
  return fraction(denominator, numerator);
}

const currencies = new Set(Intl.supportedValuesOf('currency'));

/** Digits of a currency's minor unit: 2 for USD, 0 for JPY, 3 for KWD; undefined for no currency. */
export function minorDigits(currency: string): number | undefined {
  if (!currencies.has(currency)) return undefined;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits;
}

/** Minor units of an amount in major units; undefined where they would not be whole. */
export function wholeMinor(amount: Decimal, digits: number): string | undefined {
  const { numerator, denominator } = minorFraction(amount, digits);
  return denominator === 1n ? String(numerator) : undefined;
}

/** Minor units a month of a recurring amount in major units, half up to six places. */
export function monthlyMinor(amount: Decimal, digits: number, per: Period): string | undefined {
  return mrrText(times(minorFraction(amount, digits), monthlyShare(...lengths[per])));
}

function minorFraction(amount: Decimal, digits: number): Fraction {
  return times(decimalFraction(amount), fraction(10n ** BigInt(digits)));
}
