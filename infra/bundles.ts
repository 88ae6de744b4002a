import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, parse, relative, resolve } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { readTemplates } from '../lambdas/local/templates.ts';
import { type FunctionName, functionNames } from './functions.ts';

const repository = resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

export interface Bundle {
  readonly name: FunctionName;
  /** What Lambda unpacks: `index.mjs`, its chunks and `assets/`. */
  readonly folder: string;
  /** Of the code alone. */
  readonly bytes: number;
  /** Files that went into the code, from the repository's root. */
  readonly inputs: readonly string[];
}

/**
 * Bundles every function into a folder of its own below `out`, whose content is replaced. The same sources
 * give the same bytes, so that a deployment without a change changes nothing.
 */
export async function bundleAll(
  out: string,
  names: readonly FunctionName[] = functionNames,
): Promise<readonly Bundle[]> {
  await rm(out, { recursive: true, force: true });
  return Promise.all(names.map((name) => bundle(name, out)));
}

async function bundle(name: FunctionName, out: string): Promise<Bundle> {
  const folder = join(out, name);
  const { metafile, outputFiles } = await build({
    ...options,
    entryPoints: { index: join(repository, `lambdas/handlers/${name}.ts`) },
    outdir: folder,
  });
  for (const { path, contents } of outputFiles) {
    // For reading a stack trace by hand; nothing that runs needs them.
    const isMap = path.endsWith('.map');
    await put(isMap ? join(out, 'maps', name, relative(folder, path)) : path, contents);
  }
  await Promise.all(assetsOf(name).map((asset) => asset(join(folder, 'assets'))));
  return { name, folder, ...measured(metafile) };
}

const options = {
  absWorkingDir: repository,
  bundle: true,
  write: false as const,
  metafile: true as const,
  format: 'esm' as const,
  splitting: true,
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunks/[name]-[hash]',
  platform: 'node' as const,
  // The oldest that package.json promises, on which CI runs the bundles; Lambda's own is newer.
  target: 'node20.19',
  // ES modules can be cut down to what is used, the CommonJS beside them cannot.
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none' as const,
  sourcemap: 'external' as const,
  // The repository has the sources.
  sourcesContent: false,
  logLevel: 'warning' as const,
  // CommonJS dependencies ask for Node's own modules in a way that ES modules do not have.
  banner: {
    js: "import{createRequire as __require}from'node:module';const require=__require(import.meta.url);",
  },
};

function measured({ inputs, outputs }: Metafile): Pick<Bundle, 'bytes' | 'inputs'> {
  const code = Object.entries(outputs).filter(([path]) => path.endsWith('.mjs'));
  return {
    bytes: code.reduce((sum, [, { bytes }]) => sum + bytes, 0),
    inputs: Object.keys(inputs),
  };
}

type Asset = (folder: string) => Promise<void>;

/** What a function reads from beside its code. */
function assetsOf(name: FunctionName): readonly Asset[] {
  if (name === 'stage' || name === 'measure') return [sql];
  if (name === 'start') return [languages];
  if (name !== 'render') return [];
  return [
    templates,
    file('@expo-google-fonts/inter/500Medium/Inter_500Medium.ttf', 'font.ttf'),
    file('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf', 'regular.ttf'),
    file('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf', 'semibold.ttf'),
    file('@resvg/resvg-wasm/index_bg.wasm', 'index_bg.wasm'),
  ];
}

const sql: Asset = async (folder) => {
  const source = join(repository, 'lambdas');
  const paths = (await readdir(source, { recursive: true })).filter(
    (path) => path.endsWith('.sql') && !path.startsWith('local/'),
  );
  for (const path of paths) {
    await put(join(folder, 'lambdas', path), await readFile(join(source, path)));
  }
};

/** Ready to be filled in, and as they were written, for companies that replace some of them. */
const templates: Asset = async (folder) => {
  const source = join(repository, 'templates');
  const paths = (await readdir(source, { recursive: true })).filter((path) => /\.\w+$/.test(path));
  const files = await Promise.all(
    paths.sort().map(async (path) => [path, await readFile(join(source, path), 'utf8')]),
  );
  await put(join(folder, 'templates.json'), JSON.stringify(await readTemplates(source)));
  await put(join(folder, 'template_files.json'), JSON.stringify(Object.fromEntries(files)));
};

/** Their names alone: a run in a language that is not there is not started. */
const languages: Asset = async (folder) => {
  const files = await readdir(join(repository, 'templates/languages'));
  const tags = files.sort().map((file) => parse(file).name);
  await put(join(folder, 'languages.json'), JSON.stringify(tags));
};

function file(module: string, name: string): Asset {
  return async (folder) => {
    await mkdir(folder, { recursive: true });
    await cp(require.resolve(module), join(folder, name));
  };
}

/**
 * Version of the package with a mark of everything that is deployed: after a deployment that changes the
 * code, no run is taken for one that was made before it.
 */
export async function deployedVersion(
  version: string,
  bundles: readonly Bundle[],
): Promise<string> {
  const hash = createHash('sha256');
  for (const { folder } of bundles) {
    const paths = (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const path of paths.sort()) {
      hash.update(relative(folder, path)).update(await readFile(path));
    }
  }
  return `${version}+${hash.digest('hex').slice(0, 8)}`;
}

async function put(path: string, contents: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, contents);
}
