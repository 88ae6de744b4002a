import { naiveKpis } from '../kpis.ts';
import { periodOf } from '../periods.ts';
import type { NaiveRecord } from '../record.ts';
import { known, type Row, type World } from '../world.ts';
import { span } from './builders.ts';

/** In Berlin: from 2026-09-30T22:00:00Z, which is summer time, to 2026-10-31T23:00:00Z. */
export const october = periodOf('2026-10');

/** A record by `kpi` or `kpi@window`, and by the value of its segment when it has one. */
export function find(
  world: World,
  name: string,
  value?: string,
  period: typeof october = october,
): NaiveRecord {
  const [kpi, window = 'period'] = name.split('@');
  return known(
    naiveKpis(world, period).find(
      (one) => one.kpi === kpi && one.window === window && one.segment?.value === value,
    ),
  );
}

export const cancelled = { end_reason: 'cancelled' };
export const changed = { end_reason: 'changed' };

/** A span that has run for long and runs on. */
export const customer = (id: string, minor = '10000'): Row => span(id, '2026-01-01', null, minor);

/** An activity with account `a`, unless `more` says another. */
export function touch(id: string, type: string, at: string, more: Row = {}): Row {
  return { activity_id: id, account_id: 'a', type, occurred_at: at, ...more };
}
