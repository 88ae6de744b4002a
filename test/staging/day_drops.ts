import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDb, openDuckDb } from '../../lambdas/local/duckdb.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { duckDbParquet } from '../../lambdas/local/parquet_drop.ts';
import { folderRecords } from '../../lambdas/local/records.ts';
import { queryText } from '../../lambdas/local/world.ts';
import type { Objects } from '../../lambdas/ports.ts';
import { sha256 } from '../../lambdas/runs/keeper.ts';
import { parseSettings } from '../../lambdas/settings/parse.ts';
import type { Snapshot } from '../../lambdas/staging/snapshots.ts';
import { takeSnapshot } from '../../lambdas/staging/take_snapshot.ts';
import { silent } from '../measured_world.ts';

/** File of a drop → its text; null takes it away. */
export type Change = Readonly<Record<string, string | null>>;

export interface Lake {
  readonly files: Objects;
  /** Files that were read from the drop by the last staging. */
  readonly opened: () => readonly string[];
  /** Relations that the last staging kept for its own later queries. */
  readonly stored: () => readonly string[];
  /** Changes the drop and stages it. */
  arrive(change: Change, rebuild?: boolean): Promise<Snapshot>;
  rows(relation: string): Promise<readonly unknown[]>;
  /** Relative path → SHA-256, of files below a folder. */
  contents(folder: string): Promise<ReadonlyMap<string, string>>;
  close(): void;
}

const settings = parseSettings(
  JSON.stringify({ time_zone: 'America/New_York', definitions: { login_events: ['login'] } }),
  'test',
);

/** A drop and a lake in temporary folders. */
export async function openLake(): Promise<Lake> {
  const root = mkdtempSync(join(tmpdir(), 'cs-pulse-days-'));
  const [plain, files] = [openFolder(join(root, 'drop')), openFolder(join(root, 'lake'))];
  const opened: string[] = [];
  const drop: Objects = {
    ...plain,
    open: (key) => {
      opened.push(key);
      return plain.open(key);
    },
  };
  const duckDb = await openDuckDb(files);
  const stored: string[] = [];
  const engine: DuckDb = {
    ...duckDb,
    store: async (relation, sql) => {
      stored.push(relation);
      await duckDb.store(relation, sql);
    },
  };
  await engine.query('set threads = 1');
  return {
    files,
    opened: () => opened,
    stored: () => stored,
    arrive: async (change, rebuild = false) => {
      for (const [file, text] of Object.entries(change))
        await (text === null ? drop.remove(file) : drop.write(file, text));
      opened.length = 0;
      stored.length = 0;
      const snapshot = await takeSnapshot({
        ...{ drop, lake: files, lakeRecords: folderRecords(join(root, 'lake')), engine },
        ...{ queryText, parquet: duckDbParquet(engine, drop, files), progress: silent },
        ...{ mapping: undefined, settings, source: 'test', version: 'test', rebuild },
      });
      await engine.useSnapshot(snapshot.snapshot);
      return snapshot;
    },
    rows: (relation) => engine.query(`select * from ${relation} order by all`),
    contents: async (folder) => {
      const keys = await files.list(folder);
      const texts = keys.map(async (key) => {
        const { size, slice } = await files.parts(key);
        return [key, sha256(await slice(0, size))] as const;
      });
      return new Map(await Promise.all(texts));
    },
    close: () => {
      engine.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

export interface Event {
  readonly id: number;
  readonly account: string;
  readonly user: string;
  readonly session: string;
  readonly name: string;
  readonly feature: string;
  readonly at: string;
}

export const eventFile = (events: readonly Event[]) =>
  [
    'event_id,account_id,user_id,session_id,event_name,feature_id,occurred_at',
    ...events.map((e) =>
      [`e${e.id}`, e.account, e.user, e.session, e.name, e.feature, e.at].join(','),
    ),
    '',
  ].join('\n');

export const accountFile = (merges: Readonly<Record<string, string>> = {}) =>
  [
    'account_id,name,created_at,merged_into_account_id',
    ...['a', 'b', 'c'].map((id) => `${id},${id.toUpperCase()},2026-01-01,${merges[id] ?? ''}`),
    '',
  ].join('\n');

export const features = 'feature_id,name,is_core,is_key\nf1,One,true,true\nf2,Two,,\n';
