import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDemoCompany } from '../../../lambdas/local/demo/write.ts';
import { openDuckDb } from '../../../lambdas/local/duckdb.ts';
import { openFolder } from '../../../lambdas/local/folder.ts';

type Demo = Omit<Parameters<typeof writeDemoCompany>[0], 'out' | 'engine'>;

/** A folder for file drops and an engine to read them with. */
export async function openDrops() {
  const root = await mkdtemp(join(tmpdir(), 'demo-test-'));
  const engine = await openDuckDb(openFolder(root));
  const folder = (name: string) => openFolder(join(root, name));
  return {
    engine,
    folder,
    write: (name: string, demo: Demo) => writeDemoCompany({ ...demo, out: folder(name), engine }),
    /** Files of a drop with a hash of each. */
    hashes: async (name: string) => {
      const files = (await folder(name).list('')).map(async (key) => {
        const bytes = await readFile(folder(name).locate(key));
        return [key, createHash('sha256').update(bytes).digest('hex')] as const;
      });
      return Promise.all(files);
    },
    events: (name: string) => `read_parquet('${folder(name).locate('events/*.parquet')}')`,
    csv: (name: string, table: string) => `read_csv('${folder(name).locate(`${table}.csv`)}')`,
    value: async (sql: string) => Object.values((await engine.query(sql))[0] ?? {})[0],
    close: async () => {
      engine.close();
      await rm(root, { recursive: true });
    },
  };
}
export type Drops = Awaited<ReturnType<typeof openDrops>>;
