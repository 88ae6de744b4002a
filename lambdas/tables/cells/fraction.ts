import { type Decimal, decimalText, roundHalfUp } from './decimal.ts';

/** An exact quotient; the denominator is above 0 and both are without a common factor. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const zero: Fraction = { numerator: 0n, denominator: 1n };
export const one: Fraction = { numerator: 1n, denominator: 1n };

/** The quotient of two whole numbers; the second must be above 0. */
export function fraction(numerator: bigint, denominator = 1n): Fraction {
  const shared = commonFactor(numerator < 0n ? -numerator : numerator, denominator);
  return { numerator: numerator / shared, denominator: denominator / shared };
}

export const decimalFraction = ({ units, scale }: Decimal) => fraction(units, 10n ** BigInt(scale));

export const plus = (a: Fraction, b: Fraction) =>
  fraction(
    a.numerator * b.denominator + b.numerator * a.denominator,
    a.denominator * b.denominator,
  );

export const minus = (a: Fraction, b: Fraction) =>
  plus(a, { numerator: -b.numerator, denominator: b.denominator });

export const times = (a: Fraction, b: Fraction) =>
  fraction(a.numerator * b.numerator, a.denominator * b.denominator);

/** Below, at or above 0 as `a` is below, at or above `b`. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Recurring minor units a month as text, half up to six places; undefined where the column cannot hold it. */
export function mrrText({ numerator, denominator }: Fraction): string | undefined {
  return decimalText({ units: roundHalfUp(numerator * 1_000_000n, denominator), scale: 6 }, 14);
}

function commonFactor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger === 0n ? 1n : larger;
}
