import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { duckDbParquet } from '../../lambdas/local/parquet_drop.ts';
import { folderRecords } from '../../lambdas/local/records.ts';
import { queryText } from '../../lambdas/local/world.ts';
import { parseSettings } from '../../lambdas/settings/parse.ts';
import { takeSnapshot } from '../../lambdas/staging/take_snapshot.ts';
import { silent } from '../measured_world.ts';
import { accountFile, type Event, eventFile, features } from '../staging/day_drops.ts';
import { emptyDrop } from './drops.ts';
import { recording, type Step } from './recording.ts';
import { replay } from './replay.ts';

const settings = parseSettings(JSON.stringify({ time_zone: 'America/New_York' }), 'test settings');

/** One user with all first uses behind it, one with a session that goes on over midnight, and a new one. */
const visits: readonly (readonly [day: number, user: string, session: string, time: string])[] = [
  ...[1, 2, 3, 4, 5].map((day) => [day, 'full', `s${day}`, '14:00:00'] as const),
  [5, 'over', '', '23:50:00'],
  [6, 'over', '', '00:10:00'],
  [6, 'full', 's6', '14:00:00'],
  [6, 'new', 's6', '14:00:00'],
];

const events = (of: (day: number) => boolean) =>
  visits.flatMap(([day, user, session, time], id): readonly Event[] =>
    of(day)
      ? [
          {
            id,
            account: 'a',
            user,
            session,
            name: 'open',
            feature: 'f1',
            at: `2026-10-0${day}T${time}Z`,
          },
        ]
      : [],
  );

async function recordArrivals(): Promise<readonly Step[]> {
  const root = mkdtempSync(join(tmpdir(), 'cs-pulse-trino-'));
  const [out, drop] = [openFolder(root), emptyDrop()];
  const duckDb = await openDuckDb(out);
  const { engine, steps } = recording(duckDb, out);
  const arrive = (name: string, text: string) => drop.write(name, text);
  const take = () =>
    takeSnapshot({
      ...{ drop, lake: out, lakeRecords: folderRecords(root), engine, settings, queryText },
      ...{ parquet: duckDbParquet(duckDb, drop, out), progress: silent },
      ...{ mapping: undefined, source: 'test', version: 'test' },
    });
  await arrive('accounts.csv', accountFile());
  await arrive('features.csv', features);
  await arrive('events/1.csv', eventFile(events((day) => day < 6)));
  await take();
  const before = steps.length;
  await arrive('events/2.csv', eventFile(events((day) => day === 6)));
  await take();
  duckDb.close();
  const isFold = (step: Step) => step.does === 'read' || /redone_users|first_uses/.test(step.name);
  return steps.slice(before).filter(isFold);
}

const steps = await recordArrivals();

describe('first uses that go on from an earlier snapshot', () =>
  replay('days', steps, ({ name }) => name));
