import { type NaiveRecord, type Name, noSource, percent } from '../record.ts';
import { day, inside, type Span } from '../time.ts';
import { has } from '../world.ts';
import { type Company, featuresWith, type Role } from './company.ts';

/** One KPI: what it needs, and its records when that is there. */
export interface Calculation {
  readonly kpi: string;
  readonly tables: readonly string[];
  /** Role that at least one feature has to have. */
  readonly role?: Role;
  calculate(company: Company, name: Name): NaiveRecord | readonly NaiveRecord[];
}

export function calculated(
  company: Company,
  calculations: readonly Calculation[],
): readonly NaiveRecord[] {
  return calculations.flatMap(({ kpi, tables, role, calculate }) => {
    const name = { kpi };
    if (!has(company.own, ...tables)) return [noSource(name)];
    if (role && featuresWith(company.own, role).size === 0) return [noSource(name)];
    return calculate(company, name);
  });
}

/** Somebody whose window opens at an instant. */
export interface Member {
  readonly at: number;
  readonly isHit: boolean;
}

/** Whether the window of so many 24-hour days ends in the period. */
export function isDue(at: number | null, days: number, period: Span): boolean {
  return at !== null && inside(at + days * day, period);
}

/** Whether it is open at the end of the period. */
export function isPending(at: number | null, days: number, { until }: Span): boolean {
  return at !== null && at < until && at + days * day >= until;
}

/** `what` at or before the end of the window; nothing says that it has to come after its beginning. */
export function isWithin(what: number | null | undefined, at: number, days: number): boolean {
  return what !== null && what !== undefined && what <= at + days * day;
}

/** The share of hits among the members who are due, and how many are not due yet. */
export function rateWithin(
  name: Name,
  members: readonly Member[],
  days: number,
  period: Span,
): NaiveRecord {
  const due = members.filter(({ at }) => isDue(at, days, period));
  const pending = members.filter(({ at }) => isPending(at, days, period)).length;
  return { ...percent(name, due.filter(({ isHit }) => isHit).length, due.length), pending };
}

/** The share of those of whom something is true. */
export function shareOf<T>(
  name: Name,
  members: readonly T[],
  isHit: (one: T) => boolean,
): NaiveRecord {
  return percent(name, members.filter(isHit).length, members.length);
}
