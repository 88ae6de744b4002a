import type { Definitions, NaiveOptions } from '../options.ts';
import { periodOf } from '../periods.ts';
import type { NaiveRecord } from '../record.ts';
import type { Row, World } from '../world.ts';

/** In Berlin from 2026-09-30T22:00:00Z to 2026-10-31T23:00:00Z; the clocks go back on the 25th. */
export const october = periodOf('2026-10');

export function user(id: string, signedUpAt: string, more: Row = {}): Row {
  return { user_id: id, account_id: 'a', signed_up_at: signedUpAt, ...more };
}

let count = 0;

/** An event of account a, of no session and no feature unless they are given. */
export function use(
  userId: string,
  at: string,
  feature: string | null = null,
  more: Row = {},
): Row {
  count += 1;
  return {
    event_id: `e${count}`,
    account_id: 'a',
    user_id: userId,
    event_name: 'use',
    feature_id: feature,
    occurred_at: at,
    ...more,
  };
}

export function feature(id: string, ...roles: readonly string[]): Row {
  const columns = roles.map((role) => [`is_${role}`, true]);
  return { feature_id: id, name: `Feature ${id}`, ...Object.fromEntries(columns) };
}

/** A milestone of account a, or of a user of it. */
export function milestone(id: string, completedAt: string | null, more: Row = {}): Row {
  return { milestone_id: id, account_id: 'a', completed_at: completedAt, ...more };
}

export const activated = (userId: string, at: string | null, more: Row = {}): Row =>
  milestone('activated', at, { user_id: userId, ...more });

type Calculate = (world: World, options: NaiveOptions) => readonly NaiveRecord[];

/** The record of a KPI of October, in a world of these tables. */
export function recordIn(
  calculate: Calculate,
  kpi: string,
  tables: World,
  { segment = null, definitions = {} }: Asked = {},
): NaiveRecord {
  const world = { accounts: [], ...tables };
  const found = calculate(world, { ...october, definitions }).filter(
    (one) =>
      one.kpi === kpi &&
      one.segment?.dimension === segment?.dimension &&
      one.segment?.value === segment?.value,
  );
  const [record] = found;
  if (!record || found.length > 1) throw new Error(`${found.length} records of ${kpi}`);
  return record;
}

interface Asked {
  readonly segment?: NaiveRecord['segment'];
  readonly definitions?: Partial<Definitions>;
}
