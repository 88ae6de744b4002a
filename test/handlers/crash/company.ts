import { join } from 'node:path';
import { openDuckDb } from '../../../lambdas/local/duckdb.ts';
import { openFolder } from '../../../lambdas/local/folder.ts';
import { worldToDrop } from '../../naive/drop.ts';
import { account, span } from '../../naive/examples/builders.ts';
import type { World } from '../../naive/world.ts';
import { type Account, openAccount } from '../account.ts';

/** Who is told of what went wrong; cloud.ts says so. */
export const owner = 'owner@example.com';
/** A reader of all, and two who each see their own accounts. */
export const readers = ['all@example.com', 'ines@example.com', 'jo@example.com'];

const settings = {
  company: 'Tiny',
  readers: readers.map((email, n) => ({
    ...{ email, name: email, editions: ['weekly'] },
    ...(n === 0 ? {} : { scope: { csm: [email] } }),
  })),
};

const [, ines = '', jo = ''] = readers;
const ticket = (n: number, more = {}) => ({
  ...{ ticket_id: `t${n}`, account_id: 'a1', created_at: `2026-10-2${n}T09:00:00Z` },
  ...more,
});

/** Every way of landing and staging that there is, with as few rows as it takes. */
const world: World = {
  accounts: [
    account('a1', { csm: ines, domain: 'one.example' }),
    account('a2', { csm: ines }),
    account('a3', { csm: jo, segment: 'smb' }),
    account('a4', { csm: jo, merged_into_account_id: 'a3' }),
  ],
  subscription_periods: [
    span('a1', '2026-01-01', null, '10000'),
    span('a2', '2026-02-01', '2026-10-28', '4000'),
    span('a3', '2026-03-01', '2026-10-01', '2000'),
    span('a3', '2026-10-01', null, '3000'),
  ],
  users: ['a1', 'a3'].map((id) => ({
    ...{ user_id: `u-${id}`, account_id: id, signed_up_at: '2026-03-01T00:00:00Z' },
  })),
  // The later t2 supersedes the earlier one, and the last row is rejected.
  tickets: [
    ticket(1),
    ticket(2),
    ticket(2, { status: 'solved' }),
    ticket(3, { created_at: 'soon' }),
  ],
  survey_responses: [
    {
      ...{ response_id: 'r1', type: 'nps', score: 9, scale_min: 0, scale_max: 10 },
      ...{ higher_is_better: true, account_id: 'a1', responded_at: '2026-10-27T08:00:00Z' },
    },
  ],
};

const events = `select 'e' || n as event_id, 'a' || (1 + n % 2 * 2) as account_id,
  'u-a' || (1 + n % 2 * 2) as user_id, 'login' as event_name,
  timestamp '2026-10-20 10:00:00' + to_days(cast(n % 13 as integer)) as occurred_at
  from range(40) as numbers(n)`;

/** The account of a company so small that a step takes a fraction of a second. */
export async function tinyAccount(): Promise<Account> {
  const opened = openAccount('2026-11-02T06:00:00.000Z');
  const drop = openFolder(join(opened.root, 'lake/exports/exports'));
  const files = worldToDrop(world, { jsonl: ['users'] });
  for (const [name, text] of Object.entries(files)) await drop.write(name, text);
  const engine = await openDuckDb(drop);
  await engine.query(`copy (${events}) to '${drop.locate('events.parquet')}' (format parquet)`);
  engine.close();
  await opened.outside.settings.write('settings.json', JSON.stringify(settings));
  return opened;
}

/** What the scheduler sends on the Monday after the week that the company's export covers. */
export const monday = { edition: 'weekly', scheduled: '2026-11-02T06:00:00Z' };
