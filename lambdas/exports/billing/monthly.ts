import { type Fraction, times } from '../../tables/cells/fraction.ts';
import { type Interval, monthlyShare } from '../../tables/money.ts';

/** How often an amount falls due: every `count` intervals. */
export interface Cycle {
  readonly interval: Interval;
  readonly count: number;
}

/** What an amount per cycle is a month: 1,500 per 6 months are 250, 10 a week are 43 1/3. */
export const monthly = (amount: Fraction, { interval, count }: Cycle): Fraction =>
  times(amount, monthlyShare(interval, BigInt(count)));
