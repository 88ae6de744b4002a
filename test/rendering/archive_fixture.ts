import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { parse } from 'csv-parse/sync';
import { demoSettings } from '../../lambdas/local/cli/demo_company.ts';
import { writeDemoCompany } from '../../lambdas/local/demo/write.ts';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { openFolder } from '../../lambdas/local/folder.ts';
import { laptop } from '../../lambdas/local/world.ts';
import { runReport } from '../../lambdas/pipeline.ts';
import { bookFolder } from '../../lambdas/rendering/archive/book_folder.ts';
import type { EditionName } from '../../lambdas/settings/schema.ts';
import { silent } from '../measured_world.ts';

export interface Site {
  /** Holds `site/`. */
  readonly root: string;
  /** Folders of the company and of two books of business, below the root. */
  readonly company: string;
  readonly books: readonly string[];
  /** Folder of the weekly run, below a book. */
  readonly weekly: string;
  close(): void;
}

/** The archive of a company of 60 accounts after a weekly and a monthly run. */
export async function writtenSite(editions: readonly EditionName[]): Promise<Site> {
  const root = mkdtempSync(join(tmpdir(), 'cs-pulse-archive-'));
  const drop = join(root, 'drop');
  const company = openFolder(drop);
  const engine = await openDuckDb(company);
  const options = { accounts: 60, months: 14, event_volume: 0.1, user_volume: 0.4 };
  await writeDemoCompany({ out: company, engine, options });
  engine.close();
  const folders = [];
  for (const edition of editions) folders.push(await run(drop, root, edition));
  const names = ['Jonas Wieland', 'Priya Nair'];
  return {
    root,
    company: bookFolder(null),
    books: names.map((name) => bookFolder(`CSM: ${name}`)),
    weekly: (folders[0] ?? '').replace(/^runs\//, ''),
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}

async function run(drop: string, root: string, edition: EditionName): Promise<string> {
  const world = await laptop(drop, root, silent);
  try {
    const { folder } = await runReport(world, {
      ...{ edition, period: undefined, asOf: 'latest', settings: await demoSettings() },
      ...{ mapping: undefined, source: 'demo', attended: true, reader: undefined },
    });
    return folder;
  } finally {
    world.close();
  }
}

/** Files below a folder of the site, relative to it. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Names of the accounts of a book, as its accounts.csv lists them. */
export function accountNames({ root, weekly }: Site, book: string): string[] {
  const text = readFileSync(join(root, book, weekly, 'accounts.csv'), 'utf8');
  const rows: { name: string }[] = parse(text, { bom: true, columns: true });
  return rows.map(({ name }) => name);
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
};

/** A server of files on this machine, as plain as S3. */
export async function serve(root: string): Promise<{ origin: string; server: Server }> {
  const server = createServer(({ url = '' }, answer) => {
    try {
      const path = decodeURIComponent(new URL(url, 'http://127.0.0.1').pathname);
      const body = readFileSync(join(root, path));
      answer.writeHead(200, {
        'content-type': types[path.split('.').at(-1) ?? ''] ?? 'text/plain',
      });
      answer.end(body);
    } catch {
      answer.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
