import { roundHalfUp } from '../../../tables/cells/decimal.ts';
import { type Fraction, fraction, times } from '../../../tables/cells/fraction.ts';
import { minorDigits } from '../../../tables/money.ts';

/** Digits that Stripe counts in where they are not two; it counts ISK and UGX in two, for old programs. */
const digits: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' ').map((c) => [c, 0]),
  ...'BHD JOD KWD OMR TND'.split(' ').map((c) => [c, 3]),
]);

const scales = new Map<string, Fraction | undefined>();

/** Our minor units in one of Stripe's; undefined for what is no ISO 4217 currency. */
export function scaleOf(currency: string): Fraction | undefined {
  const known = scales.get(currency);
  if (known) return known;
  const ours = minorDigits(currency);
  const power = (exponent: number) => 10n ** BigInt(exponent);
  const scale =
    ours === undefined ? undefined : fraction(power(ours), power(digits[currency] ?? 2));
  scales.set(currency, scale);
  return scale;
}

/** An amount of Stripe's in our minor units, half up; null where the currency is none. */
export function minorUnits(amount: number, currency: string): string | null {
  const scale = scaleOf(currency);
  if (!scale) return null;
  const { numerator, denominator } = times(fraction(BigInt(amount)), scale);
  return String(roundHalfUp(numerator, denominator));
}
