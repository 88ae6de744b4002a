import type { Cycle } from './cycle_price.ts';

const day = 86_400;

/**
 * How often something is billed, by the period that a line of an invoice covers: for prices that were made for
 * one subscription and that no list has. Undefined where the period is not of whole months or weeks alone.
 */
export function lineCycle({ start, end }: { start: number; end: number }): Cycle | undefined {
  const weeks = (end - start) / (7 * day);
  const isWeeks = end > start && Number.isInteger(weeks);
  const months = monthsBetween(start, end);
  if (months !== undefined && isWeeks) return undefined;
  if (months !== undefined) return { interval: 'month', interval_count: months };
  return isWeeks ? { interval: 'week', interval_count: weeks } : undefined;
}

/** The last days of months are one month apart; undefined where no whole number of months lies between. */
function monthsBetween(start: number, end: number): number | undefined {
  const [from, to] = [new Date(start * 1000), new Date(end * 1000)];
  const months =
    (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  const isSameTime = (end - start) % day === 0;
  const isSameDay =
    from.getUTCDate() === to.getUTCDate() ||
    (isLastDay(to) && from.getUTCDate() > to.getUTCDate()) ||
    (isLastDay(from) && to.getUTCDate() > from.getUTCDate());
  return months > 0 && isSameTime && isSameDay ? months : undefined;
}

const isLastDay = (date: Date) => new Date(date.getTime() + day * 1000).getUTCDate() === 1;
