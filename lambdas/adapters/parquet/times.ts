import { wholeOf } from './numbers.ts';

const perMicro = { MILLIS: 1000n, MICROS: 1n };
const microsPerDay = 86_400_000_000n;
const nanosPerSecond = 1_000_000_000n;

/** Reads a timestamp of a unit as microseconds; what is finer is cut off, as DuckDB does. */
export function microsOf(unit: 'MILLIS' | 'MICROS' | 'NANOS'): (value: unknown) => bigint {
  if (unit === 'NANOS') return (value) => wholeOf(value) / 1000n;
  return (value) => wholeOf(value) * perMicro[unit];
}

/** `YYYY-MM-DD` of days since 1970. */
export function dateText(days: unknown): string {
  return isoText(Number(days) * 86_400_000).replace(/T.*/, '');
}

/** The day that begins at this very moment; undefined at any other time of day. */
export function dayOf(micros: bigint): string | undefined {
  return micros % microsPerDay === 0n ? dateText(micros / microsPerDay) : undefined;
}

/** `YYYY-MM-DDTHH:MM:SS.sss` */
export function wallText(micros: bigint): string {
  return isoText(Number((micros - partOf(micros, 1000n)) / 1000n)).replace('Z', '');
}

/** `YYYY-MM-DD HH:MM:SS` with as many places as are filled. */
export function stampText(nanos: bigint): string {
  const part = partOf(nanos, nanosPerSecond);
  const seconds = wallText((nanos - part) / 1000n)
    .replace('T', ' ')
    .replace('.000', '');
  return part === 0n ? seconds : `${seconds}.${String(part).padStart(9, '0').replace(/0+$/, '')}`;
}

/** What is left over a whole number of units, also before 1970. */
function partOf(value: bigint, unit: bigint): bigint {
  return ((value % unit) + unit) % unit;
}

/** Years other than 0001–9999 have a sign and what no Date holds is no time: no column of ours takes them. */
function isoText(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? `${milliseconds} ms` : date.toISOString();
}
