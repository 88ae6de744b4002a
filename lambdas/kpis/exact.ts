import type { Value } from '../ports.ts';

/**
 * Exact decimals as integers scaled by 10^18: sums, differences and currency conversion lose nothing;
 * only the one division at the end is a double.
 */
export type Exact = bigint;

const scale = 18;
const one = 10n ** BigInt(scale);

/** Most amounts of most accounts are. */
const nothing = /^-?0+(?:\.0{1,18})?$/;

/** `"166.666667"` → scaled integer. Throws a RangeError on anything but a plain decimal of up to 18 places. */
export function exact(text: Value): Exact {
  if (typeof text === 'bigint') return text * one;
  if (nothing.test(String(text))) return 0n;
  const match = /^(-?)(\d+)(?:\.(\d{1,18}))?$/.exec(String(text));
  if (!match) throw new RangeError(`not a plain decimal: ${text}`);
  const [, sign = '', whole = '0', fraction = ''] = match;
  const digits = BigInt(`${whole}${fraction.padEnd(scale, '0')}`);
  return sign === '-' ? -digits : digits;
}

/** Nearest double. */
export function toNumber(value: Exact): number {
  if (value === 0n) return 0;
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const text = `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return value < 0n ? -Number(text) : Number(text);
}

/** Product of two exact decimals, cut below the 18th place. */
export function times(a: Exact, b: Exact): Exact {
  return (a * b) / one;
}

/** A power of ten as an exact decimal: 10^-2 turns cents into euros. */
export function powerOfTen(exponent: number): Exact {
  return 10n ** BigInt(scale + exponent);
}
