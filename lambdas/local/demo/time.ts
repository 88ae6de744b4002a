/** Whole days since 1970-01-01. */
export type Day = number;
/** Whole seconds since then, UTC. */
export type Second = number;

export const daySeconds = 86_400;

export function dayOf(date: string): Day {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}

export function dateText(day: Day): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

export function instantText(second: Second): string {
  return `${new Date(second * 1000).toISOString().slice(0, 19)}Z`;
}

/** The same day of another month, or that month's last. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, date } = parts(day);
  const lastDay = new Date(Date.UTC(year, month + months + 1, 0)).getUTCDate();
  return Date.UTC(year, month + months, Math.min(date, lastDay)) / 86_400_000;
}

export function monthStart(day: Day): Day {
  return day - parts(day).date + 1;
}

/** 1 for January. */
export function monthNumber(day: Day): number {
  return parts(day).month + 1;
}

export function dayOfMonth(day: Day): number {
  return parts(day).date;
}

/** Monday of the day's week; 1970-01-01 was a Thursday. */
export function weekStart(day: Day): Day {
  return day - ((day + 3) % 7);
}

export function isWorkday(day: Day): boolean {
  return (day + 3) % 7 < 5;
}

/** The day, or the Friday before it. */
export function workdayUpTo(day: Day): Day {
  return isWorkday(day) ? day : weekStart(day) + 4;
}

function parts(day: Day): { year: number; month: number; date: number } {
  const at = new Date(day * 86_400_000);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth(), date: at.getUTCDate() };
}
