import { fraction } from '../../../tables/cells/fraction.ts';
import type { Cycle } from '../../billing/monthly.ts';

const aDay = 86_400_000;

// Plain arithmetic: there are millions of lines.
export const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / aDay;

/** Days of the cycle that ends on a day; a month before the 31st is the last day of a shorter one. */
export function cycleDays(to: string, { interval, count }: Cycle): number {
  if (interval === 'day') return count;
  if (interval === 'week') return count * 7;
  const end = new Date(to);
  const months = interval === 'year' ? count * 12 : count;
  const [year, month] = [end.getUTCFullYear(), end.getUTCMonth() - months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const start = Date.UTC(year, month, Math.min(end.getUTCDate(), last));
  return (end.getTime() - start) / aDay;
}

/** The cycle of a price that is no longer known, by how long a line of it is; parts of one say nothing. */
export function guessed(from: string, to: string): Cycle | undefined {
  const lengths: readonly Cycle[] = [
    { interval: 'week', count: 1 },
    { interval: 'month', count: 1 },
    { interval: 'month', count: 3 },
    { interval: 'month', count: 6 },
    { interval: 'year', count: 1 },
  ];
  const days = daysBetween(from, to);
  return lengths.find((cycle) => cycleDays(to, cycle) === days);
}

export const ratioOf = (a: number, b: number) => fraction(BigInt(a), BigInt(b));
