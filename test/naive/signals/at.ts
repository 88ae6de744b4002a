import { type Fraction, fraction } from '../fraction.ts';
import { addDays, instant, instantsOf, midnight, type Span } from '../time.ts';
import { type Row, rowsOf, type World } from '../world.ts';

/** Null: the signal is missing. */
export type Signals = Readonly<Record<string, Fraction | null>>;

export interface At {
  /** First day after the cut-off. */
  readonly end: string;
  readonly timeZone: string;
}

/** Days that are past every bound: what never happened. */
export const never = fraction(1_000_000);

export const yes = fraction(1);
export const no = fraction(0);

export const cutOffOf = ({ end, timeZone }: At): number => midnight(end, timeZone);

/** So many local days up to the cut-off. */
export function lastDays({ end, timeZone }: At, days: number): Span {
  return instantsOf(addDays(end, -days), end, timeZone);
}

export function before(row: Row, column: string, cutOff: number): boolean {
  const at = instant(row, column);
  return at !== null && at < cutOff;
}

/** Not yet so at the cut-off, or never. */
export function notBefore(row: Row, column: string, cutOff: number): boolean {
  return !before(row, column, cutOff);
}

export function ownRows(world: World, table: string, account: string): readonly Row[] {
  return rowsOf(world, table).filter((row) => row.account_id === account);
}
