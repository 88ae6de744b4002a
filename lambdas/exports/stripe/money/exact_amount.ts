import { parseDecimal } from '../../../tables/cells/decimal.ts';
import { decimalFraction, type Fraction, fraction } from '../../../tables/cells/fraction.ts';

/** An amount in Stripe's minor units: as written in decimals, which may be parts of a cent, else whole. */
export function exactAmount(
  decimal: string | null | undefined,
  whole: number | null | undefined,
): Fraction | undefined {
  if (decimal !== null && decimal !== undefined) return exact(decimal);
  return whole === null || whole === undefined ? undefined : fraction(BigInt(whole));
}

export function exact(text: string): Fraction | undefined {
  const parsed = parseDecimal(text);
  return parsed && decimalFraction(parsed);
}

/** Equal numbers have equal texts: `10.50` is `10.5`. */
export const plainDecimal = (text: string) =>
  text.includes('.') ? text.replace(/\.?0+$/, '') : text;
