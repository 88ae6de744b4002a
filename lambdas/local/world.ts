import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { World } from '../pipeline.ts';
import type { Progress, QueryText } from '../ports.ts';
import { type DuckDb, openDuckDb } from './duckdb.ts';
import { openFolder } from './folder.ts';
import { openKnownHashes } from './known_hashes.ts';
import { duckDbParquet } from './parquet_drop.ts';
import { folderRecords } from './records.ts';
import { loadTemplates } from './templates.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);

/** The product's own templates. */
export const templatesFolder = join(repository, 'templates');

/** Query texts lie beside the code that names them. */
export const queryText: QueryText = (path) => readFile(join(repository, 'lambdas', path), 'utf8');

/** A laptop sends nothing; the address marks the message as made here. */
export const sender = 'CS Pulse <cs-pulse@localhost.invalid>';

export interface LaptopWorld extends World {
  close(): void;
}

/**
 * The ports on a laptop: folders for the export and the output, DuckDB between them. `watched` gets to see
 * every statement, `asking` those that are Athena's in the cloud: there, landing asks no engine.
 */
export async function laptop(
  exportsFolder: string,
  outFolder: string,
  progress: Progress,
  watched: (engine: DuckDb) => Promise<DuckDb> = async (engine) => engine,
  asking: (engine: DuckDb) => Promise<DuckDb> = async (engine) => engine,
): Promise<LaptopWorld> {
  // A name that begins with a dot is no part of the folder.
  const hashes = await openKnownHashes(join(outFolder, '.hashes.json'));
  const out = openFolder(outFolder);
  const plain = openFolder(exportsFolder, hashes.hashOf);
  const drop = {
    ...plain,
    versions: async (prefix: string) => {
      const found = await plain.versions(prefix);
      await hashes.keep();
      return found;
    },
  };
  const landing = await watched(await openDuckDb(out));
  const engine = await asking(landing);
  return {
    drop,
    lake: out,
    lakeRecords: folderRecords(outFolder),
    archive: out,
    engine,
    queryText,
    parquet: duckDbParquet(landing, drop, out, (file) => hashes.hashOf(plain.locate(file))),
    progress,
    assets: await laptopAssets(),
    version: await codeVersion(),
    sender,
    close: engine.close,
  };
}

/** The same for every report of a process. */
let loaded: Promise<World['assets']> | undefined;
export const laptopAssets = (): Promise<World['assets']> => {
  loaded ??= loadAssets();
  return loaded;
};

const inter = (weight: string) =>
  readFile(require.resolve(`@expo-google-fonts/inter/${weight}.ttf`));

async function loadAssets(): Promise<World['assets']> {
  return {
    templates: await loadTemplates(templatesFolder),
    font: await inter('500Medium/Inter_500Medium'),
    wasm: await readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')),
    pageFonts: {
      regular: await inter('400Regular/Inter_400Regular'),
      semibold: await inter('600SemiBold/Inter_600SemiBold'),
    },
  };
}

export async function codeVersion(): Promise<string> {
  const text = await readFile(join(repository, 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
