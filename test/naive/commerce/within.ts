import type { NaiveOptions } from '../options.ts';
import { type NaiveRecord, type Name, noSource, percent } from '../record.ts';
import { day, instantsOf, type Span } from '../time.ts';
import { has, type World } from '../world.ts';

/** The instants of the report's period. */
export function periodOf({ start, end, timeZone }: NaiveOptions): Span {
  return instantsOf(start, end, timeZone);
}

/** A start of a "within W" window: whose, when, and whether what was hoped for came in time. */
export interface Start {
  readonly member: string;
  /** In the unit of the window. */
  readonly at: number;
  readonly isHit: boolean;
}

const members = (starts: readonly Start[]): number =>
  new Set(starts.map(({ member }) => member)).size;

/**
 * Members with a hit of those who have a start whose window ends in the span; `pending` are the members
 * with a start inside or before the span whose window ends with it or later. `from`, `until` and `length`
 * are in one unit, milliseconds or days.
 */
export function rateWithin(
  name: Name,
  starts: readonly Start[],
  { from, until }: Span,
  length: number,
): NaiveRecord {
  const due = starts.filter(({ at }) => at + length >= from && at + length < until);
  const pending = starts.filter(({ at }) => at < until && at + length >= until);
  const hits = due.filter(({ isHit }) => isHit);
  return { ...percent(name, members(hits), members(due)), pending: members(pending) };
}

/** At or after the start and no later than so many times 24 hours after it. */
export function isWithin(at: number | null, start: number, days: number): boolean {
  return at !== null && at >= start && at <= start + days * day;
}

/** The records when every table is there, else that each of them has no source. */
export function ifThere(
  world: World,
  tables: readonly string[],
  names: readonly Name[],
  measure: () => readonly NaiveRecord[],
): readonly NaiveRecord[] {
  return has(world, ...tables) ? measure() : names.map(noSource);
}
