import {
  type Decimal,
  decimalText,
  parseDecimal,
  roundHalfUp,
} from '../../tables/cells/decimal.ts';

/** An exact amount: 2,000 a year is 500/3 a month, and stays that until it is written down. */
export interface Fraction {
  readonly top: bigint;
  /** Above zero. */
  readonly bottom: bigint;
}

export const zero: Fraction = { top: 0n, bottom: 1n };

/** Throws where the number is not whole: amounts in minor units are. */
export const whole = (value: number | bigint): Fraction => ({ top: BigInt(value), bottom: 1n });

export function ratio(top: bigint, bottom: bigint): Fraction {
  const sign = bottom < 0n ? -1n : 1n;
  const shared = divisor(top < 0n ? -top : top, bottom * sign);
  return { top: (top * sign) / shared, bottom: (bottom * sign) / shared };
}

/** Undefined where the text is no plain decimal number. */
export function fractionOf(text: string | Decimal): Fraction | undefined {
  const decimal = typeof text === 'string' ? parseDecimal(text) : text;
  return decimal && ratio(decimal.units, 10n ** BigInt(decimal.scale));
}

export const plus = (a: Fraction, b: Fraction) =>
  ratio(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
export const minus = (a: Fraction, b: Fraction) => plus(a, { top: -b.top, bottom: b.bottom });
export const times = (a: Fraction, b: Fraction) => ratio(a.top * b.top, a.bottom * b.bottom);
/** Throws on a divisor of zero. */
export const over = (a: Fraction, b: Fraction) => ratio(a.top * b.bottom, a.bottom * b.top);
export const sum = (all: Iterable<Fraction>) => [...all].reduce(plus, zero);

export const isLess = (a: Fraction, b: Fraction) => a.top * b.bottom < b.top * a.bottom;
export const isEqual = (a: Fraction, b: Fraction) => a.top * b.bottom === b.top * a.bottom;
export const atLeastZero = (a: Fraction) => (a.top < 0n ? zero : a);
export const lesser = (a: Fraction, b: Fraction) => (isLess(a, b) ? a : b);

/** Text of a DECIMAL(20,6), half up; undefined where that cannot hold it. */
export function mrrText({ top, bottom }: Fraction): string | undefined {
  return decimalText({ units: roundHalfUp(top * 1_000_000n, bottom), scale: 6 }, 14);
}

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : divisor(b, a % b);
}
