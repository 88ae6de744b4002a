import type { Engine, Objects } from '../../ports.ts';
import { dayOf } from '../demo/time.ts';
import { quoted } from '../views.ts';
import { dayOfKey } from './drop/write_drop.ts';
import { weeks, weeksSql } from './weeks.ts';

/**
 * The drop's files under their tables' names, with the small relations that hand-written queries join: `weeks`,
 * `feature_bits`, `account_dimensions`; `events_of_weeks` are the files of the weeks that are reported.
 */
export async function openPlain(engine: Engine, drop: Objects): Promise<void> {
  const keys = await drop.list('');
  const events = keys.filter((key) => key.startsWith('events/'));
  // What happened on the last day of a week may have been received on the day after.
  const first = dayOf(weeks[0]?.from ?? '') - 1;
  await view(engine, 'events', drop, events);
  await view(
    engine,
    'events_of_weeks',
    drop,
    events.filter((key) => dayOfKey(key) >= first),
  );
  for (const key of keys.filter((one) => !one.includes('/'))) {
    await view(engine, key.replace('.parquet', ''), drop, [key]);
  }
  await engine.store('weeks', weeksSql);
  await engine.store(
    'feature_bits',
    'select feature_id, is_core, is_key, is_critical, is_activation, is_expansion, row_number() over (order by feature_id) - 1 as bit from features',
  );
  await engine.store('account_dimensions', dimensions);
}

async function view(engine: Engine, name: string, drop: Objects, keys: readonly string[]) {
  const list = keys.map((key) => quoted(drop.locate(key))).join(', ');
  await engine.query(`create or replace temp view ${name} as from read_parquet([${list}])`);
}

const dimensions = `select a.account_id, a.segment, a.region, a.country, a.csm, any_value(s.plan) as plan
from accounts as a left join subscription_periods as s on s.account_id = a.account_id
group by all`;
