import { link, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Engine, Objects } from '../../../ports.ts';
import { tables } from '../../../tables/catalogue.ts';
import { dateText } from '../../demo/time.ts';
import { copied, quoted } from '../../views.ts';
import { horizon } from '../sizes.ts';
import { eventsKey } from './write_drop.ts';

/** The drop as it was a day before: without the last day's events, and without what that day brought elsewhere. */
export async function writeDayBefore(engine: Engine, drop: Objects, out: Objects): Promise<void> {
  const last = eventsKey(horizon - 1);
  for (const key of (await drop.list('events/')).filter((one) => one !== last)) {
    await linkFile(drop.locate(key), out.locate(key));
  }
  for (const { name, clock } of tables.filter((table) => table.name !== 'events')) {
    const key = `${name}.parquet`;
    if (clock === undefined) await linkFile(drop.locate(key), out.locate(key));
    else {
      const known = `${clock} is null or ${clock} < date ${quoted(dateText(horizon - 1))}`;
      const sql = `from read_parquet(${quoted(drop.locate(key))}) where ${known}`;
      await engine.query(copied(sql, out.locate(key)));
    }
  }
}

async function linkFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await link(from, to);
}
