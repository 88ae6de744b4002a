/** A whole number as Parquet holds it: in 32 or 64 bits, or as the big-endian bytes of a decimal. */
export function wholeOf(value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return BigInt(value);
  if (!(value instanceof Uint8Array)) throw new Error(`${typeof value} is no whole number`);
  const bits = value.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return BigInt.asIntN(value.length * 8, bits);
}

/** The decimal that a whole number of 10^-`scale` is, with all its places: `19.90`. */
export function decimalTextOf(value: unknown, scale: number): string {
  const units = wholeOf(value);
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const point = digits.length - scale;
  const text = scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return units < 0n ? `-${text}` : text;
}

/** A double in the fewest digits that mean it, as DuckDB writes it: `12.0`, `1e+16`, `1e-05`. */
export function doubleText(value: unknown): string {
  const number = Number(value);
  if (Number.isNaN(number)) return 'nan';
  if (!Number.isFinite(number)) return number < 0 ? '-inf' : 'inf';
  const sign = number < 0 || Object.is(number, -0) ? '-' : '';
  const [mantissa = '', exponent = ''] = Math.abs(number).toExponential().split('e');
  const [digits, point] = [mantissa.replace('.', ''), Number(exponent) + 1];
  if (point > 16 || point < -3) return `${sign}${mantissa}e${powerText(point - 1)}`;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.slice(0, point).padEnd(point, '0')}.${digits.slice(point) || '0'}`;
}

function powerText(power: number): string {
  return `${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** The same for 32 bits: as a double, 0.1 would read 0.10000000149011612. */
export function floatText(value: unknown): string {
  const number = Number(value);
  for (let digits = 1; digits < 9; digits += 1) {
    const short = Number(number.toPrecision(digits));
    if (Math.fround(short) === number) return doubleText(short);
  }
  return doubleText(number.toPrecision(9));
}

/**
 * A double as a decimal of six places, rounded half away from zero as DuckDB casts it; `narrow` rounds to
 * what the stored type can hold. Undefined where it is not finite.
 */
export function sixPlaces(value: number, narrow = (wide: number) => wide): string | undefined {
  const units = Math.round(narrow(Math.abs(value) * 1e6));
  return Number.isFinite(units) ? decimalTextOf(BigInt(value < 0 ? -units : units), 6) : undefined;
}
