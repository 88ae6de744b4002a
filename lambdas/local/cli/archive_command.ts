import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BadSettings } from '../../errors.ts';
import { entry } from '../../rendering/archive/reports_page.ts';
import { openFolder } from '../folder.ts';
import { openBrowser } from './browser.ts';

export interface ArchiveOptions {
  readonly out: string;
  /** Words of a book of business, e.g. `CSM: Dana Reyes`. */
  readonly book?: string;
  /** False: prints where it is and opens nothing. */
  readonly open: boolean;
}

/** One of the trees of pages, and whose it is; null for the whole company. */
interface Tree {
  readonly folder: string;
  readonly scope: string | null;
}

/** `npm run archive`: says where the pages lie and opens the company's, or those of a book of business. */
export async function runArchiveCommand({ out, book, open }: ArchiveOptions): Promise<void> {
  const trees = await treesOf(out);
  const chosen = trees.find(({ scope }) => scope === (book ?? null));
  if (chosen === undefined) {
    const known = trees.flatMap(({ scope }) => scope ?? []).join(', ');
    throw new BadSettings(
      trees.length === 0
        ? `${out} has no archive yet; npm run report or npm run demo writes it.`
        : `--book ${book}: there is no such book of business in ${out}. There are: ${known}`,
    );
  }
  for (const tree of trees) {
    process.stdout.write(`${tree.scope ?? 'Whole company'}:  ${pageOf(out, tree)}\n`);
  }
  if (open) openBrowser(pathToFileURL(resolve(pageOf(out, chosen))).href);
}

const pageOf = (out: string, { folder }: Tree) => join(out, folder, 'index.html');

/** The whole company first; whose a tree is, its entries say. */
export async function treesOf(out: string): Promise<readonly Tree[]> {
  const files = openFolder(out);
  const entries = (await files.list('site/')).filter((key) => /^site\/[^/]+\/entries\//.test(key));
  const found = new Map<string, Tree>();
  for (const key of entries) {
    const folder = key.split('/').slice(0, 2).join('/');
    if (found.has(folder)) continue;
    const { scope } = entry.parse(JSON.parse(await files.readText(key)));
    found.set(folder, { folder, scope });
  }
  return [...found.values()].sort((a, b) => ((a.scope ?? '') < (b.scope ?? '') ? -1 : 1));
}
