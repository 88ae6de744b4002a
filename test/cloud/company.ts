import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { writeDemoCompany } from '../../lambdas/local/demo/write.ts';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { laptop } from '../../lambdas/local/world.ts';
import { runReport } from '../../lambdas/pipeline.ts';
import type { EditionName, Settings } from '../../lambdas/settings/schema.ts';
import { silent } from '../measured_world.ts';

/** The demo company's export on this machine, all of its files by their names. */
export interface Export {
  readonly folder: string;
  readonly files: ReadonlyMap<string, Buffer>;
}

/** Few accounts and few events: every query runs, none for long. */
export async function smallCompany(): Promise<Export> {
  const folder = await mkdtemp(join(tmpdir(), 'cs-pulse-cloud-drop-'));
  const out = openFolder(folder);
  const engine = await openDuckDb(out);
  try {
    await writeDemoCompany({ out, engine, options: { accounts: 40, event_volume: 0.2 } });
  } finally {
    engine.close();
  }
  return { folder, files: await filesOf(folder) };
}

/** Every file below a folder, by its path relative to it. */
async function filesOf(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return new Map(
    await Promise.all(
      paths.map(async (path) => [relative(folder, path), await readFile(path)] as const),
    ),
  );
}

/** The same report made here on DuckDB: its files by their names, the run's folder left away. */
export async function madeHere(
  { folder }: Pick<Export, 'folder'>,
  asked: {
    readonly edition: EditionName;
    readonly period: string;
    readonly settings: Settings;
    readonly source: string;
  },
): Promise<ReadonlyMap<string, Buffer>> {
  const out = await mkdtemp(join(tmpdir(), 'cs-pulse-cloud-out-'));
  const world = await laptop(folder, out, silent);
  try {
    const { folder: run } = await runReport(world, {
      ...asked,
      asOf: 'latest',
      mapping: undefined,
      attended: true,
      reader: undefined,
    });
    return filesOf(join(out, run));
  } finally {
    world.close();
  }
}
