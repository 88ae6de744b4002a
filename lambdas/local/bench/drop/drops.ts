import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine, Objects } from '../../../ports.ts';
import { openDuckDb } from '../../duckdb.ts';
import { openFolder } from '../../folder.ts';
import { quoted } from '../../views.ts';
import type { Size } from '../sizes.ts';
import { writeDayBefore } from './day_before.ts';
import { writeDrop } from './write_drop.ts';

/** A company's drop, the same as it was a day before, and what is in it. */
export interface Drops {
  readonly today: string;
  readonly dayBefore: string;
  /** Table → rows. */
  readonly rows: Readonly<Record<string, number>>;
  readonly bytes: number;
  /** What making it took. */
  readonly seconds: number;
}

export async function makeDrops(root: string, size: Size, months: number): Promise<Drops> {
  const start = performance.now();
  const [today, dayBefore] = [join(root, 'today'), join(root, 'day_before')];
  const [drop, before] = [openFolder(today), openFolder(dayBefore)];
  const engine = await openDuckDb(drop);
  try {
    await writeDrop({ out: drop, engine, size, months });
    const seconds = (performance.now() - start) / 1000;
    await writeDayBefore(engine, drop, before);
    return { today, dayBefore, seconds, ...(await contents(engine, drop)) };
  } finally {
    engine.close();
  }
}

async function contents(engine: Engine, drop: Objects) {
  const rows: Record<string, number> = {};
  const keys = await drop.list('');
  for (const table of [...new Set(keys.map((key) => key.split(/[/.]/)[0] ?? ''))]) {
    const files = quoted(drop.locate(table === 'events' ? 'events/*.parquet' : `${table}.parquet`));
    const [counted] = await engine.query(`select count(*) as rows from read_parquet(${files})`);
    rows[table] = Number(counted?.rows);
  }
  const sizes = await Promise.all(keys.map(async (key) => (await stat(drop.locate(key))).size));
  return { rows, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
