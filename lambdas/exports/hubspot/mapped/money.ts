import { type Decimal, parseDecimal, roundHalfUp } from '../../../tables/cells/decimal.ts';
import { minorDigits } from '../../../tables/money.ts';

/** An amount in minor units, or why it is none. */
export type Minor = { readonly minor: string | undefined } | { readonly refused: string };

/** Amounts are text in major units, of a formula with more digits than the currency has. */
export function minorOf(
  property: string,
  text: string | undefined,
  currency: string | undefined,
): Minor {
  if (text === undefined || currency === undefined) return { minor: undefined };
  const digits = minorDigits(currency);
  if (digits === undefined) return { refused: 'the currency is no ISO 4217 code' };
  const amount = parseDecimal(text.trim());
  if (!amount) return { refused: `${property} is no plain number` };
  const minor = rounded(amount, digits);
  if (BigInt.asIntN(64, minor) !== minor) return { refused: `${property} is too large` };
  return { minor: String(minor) };
}

const rounded = ({ units, scale }: Decimal, digits: number): bigint =>
  roundHalfUp(units * 10n ** BigInt(digits), 10n ** BigInt(scale));
