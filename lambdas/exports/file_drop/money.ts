import { type Decimal, decimalText, roundHalfUp } from '../../tables/cells/decimal.ts';

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

/** Share of a recurring amount that falls on one month, as numerator and denominator. */
const monthlyShare: Readonly<Record<Period, readonly [bigint, bigint]>> = {
  day: [365n, 12n],
  week: [52n, 12n],
  month: [1n, 1n],
  quarter: [1n, 3n],
  half_year: [1n, 6n],
  year: [1n, 12n],
  two_years: [1n, 24n],
};

const currencies = new Set(Intl.supportedValuesOf('currency'));

/** Digits of a currency's minor unit: 2 for USD, 0 for JPY, 3 for KWD; undefined for no currency. */
export function minorDigits(currency: string): number | undefined {
  if (!currencies.has(currency)) return undefined;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits;
}

/** Minor units of an amount in major units; undefined where they would not be whole. */
export function wholeMinor(amount: Decimal, digits: number): string | undefined {
  const [numerator, denominator] = minorRatio(amount, digits);
  return numerator % denominator === 0n ? String(numerator / denominator) : undefined;
}

/** Minor units a month of a recurring amount in major units, half up to six places. */
export function monthlyMinor(amount: Decimal, digits: number, per: Period): string | undefined {
  const [numerator, denominator] = minorRatio(amount, digits);
  const [part, whole] = monthlyShare[per];
  const millionths = roundHalfUp(numerator * part * 1_000_000n, denominator * whole);
  return decimalText({ units: millionths, scale: 6 }, 14);
}

function minorRatio({ units, scale }: Decimal, digits: number): readonly [bigint, bigint] {
  return [units * 10n ** BigInt(digits), 10n ** BigInt(scale)];
}
