import { type Fraction, ratio, times } from './fraction.ts';

/** How often an amount falls due: every `count` units. */
export interface Cycle {
  readonly unit: 'day' | 'week' | 'month' | 'year';
  readonly count: number;
}

/** Months in one unit, the other way round: how much of an amount per unit falls on a month. */
const perMonth: Readonly<Record<Cycle['unit'], Fraction>> = {
  day: ratio(365n, 12n),
  week: ratio(52n, 12n),
  month: ratio(1n, 1n),
  year: ratio(1n, 12n),
};

/** What an amount per cycle is a month: 1,500 per 6 months are 250, 10 a week are 43 1/3. */
export function monthly(amount: Fraction, { unit, count }: Cycle): Fraction {
  return times(times(amount, perMonth[unit]), ratio(1n, BigInt(count)));
}
