/** A decimal number that is never rounded on the way: `units` ÷ 10^`scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** Digits that the engines keep behind the point: DECIMAL(…,6). */
const places = 6;
const pattern = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** Reads plain digits with an optional point; undefined for words, exponents and grouped thousands. */
export function parseDecimal(text: string): Decimal | undefined {
  const [, sign = '', whole = '', fraction = ''] = pattern.exec(text) ?? [];
  if (whole === '' && fraction === '') return undefined;
  return { units: BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`), scale: fraction.length };
}

/** Whole number text within 64 bits; `1200.0` counts, `1200.5` does not. */
export function integerText(text: string): string | undefined {
  const match = /^([+-]?)(\d+)(?:\.0*)?$/.exec(text);
  if (!match) return undefined;
  const value = BigInt(`${match[1] === '-' ? '-' : ''}${match[2]}`);
  return BigInt.asIntN(64, value) === value ? String(value) : undefined;
}

/** Decimal text rounded half up to six places; undefined where `wholeDigits` cannot hold it. */
export function decimalText({ units, scale }: Decimal, wholeDigits: number): string | undefined {
  const rounded = roundHalfUp(units * 10n ** BigInt(places), 10n ** BigInt(scale));
  const digits = String(abs(rounded)).padStart(places + 1, '0');
  if (digits.length > wholeDigits + places) return undefined;
  const fraction = digits.slice(-places).replace(/0+$/, '');
  const text = digits.slice(0, -places) + (fraction && `.${fraction}`);
  return rounded < 0n ? `-${text}` : text;
}

/** Quotient rounded half away from zero, as Trino rounds decimals. */
export function roundHalfUp(numerator: bigint, denominator: bigint): bigint {
  const rounded = (abs(numerator) * 2n + denominator) / (denominator * 2n);
  return numerator < 0n ? -rounded : rounded;
}

/** `1.234,50` → `1234.50`; what still holds a point then is no number in that style. */
export function withPoint(text: string): string {
  const plain = text.replace(/[.\s'](?=\d{3}(?!\d))/g, '');
  return plain.includes('.') ? 'two decimal signs' : plain.replace(',', '.');
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
