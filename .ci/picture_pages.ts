import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';

/** Folders of this name, at any depth. */
export async function foldersOf(root: string, name: string): Promise<readonly string[]> {
  if (!existsSync(root)) return [];
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const found = entries.filter((entry) => entry.isDirectory() && entry.name === name);
  return found.map((entry) => join(entry.parentPath, entry.name)).sort();
}

/** The first pages of every folder, which are of every kind. */
export async function picturePages(browser: Browser, root: string, out: string): Promise<void> {
  for (const path of await firstPages(root)) {
    for (const width of [375, 1200]) {
      for (const scheme of ['light', 'dark'] as const) {
        const name = relative(root, path)
          .replaceAll(/[^\w.-]/g, '_')
          .replace('.html', '');
        await picturePage(
          browser,
          path,
          width,
          scheme,
          join(out, `${name}-${width}-${scheme}.png`),
        );
      }
    }
  }
}

const pagesOfFolder = 3;

async function firstPages(root: string): Promise<readonly string[]> {
  if (!existsSync(root)) return [];
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const pages = entries.filter((entry) => entry.isFile() && /\.html$/.test(entry.name));
  const byFolder = new Map<string, string[]>();
  for (const { parentPath, name } of pages) {
    byFolder.set(parentPath, [...(byFolder.get(parentPath) ?? []), join(parentPath, name)]);
  }
  // A message's folder holds one page of the gallery, and what its frames show.
  return [...byFolder.values()].flatMap((all) => {
    const index = all.filter((path) => path.endsWith(`${sep}index.html`));
    return index.length > 0 ? index : all.sort().slice(0, pagesOfFolder);
  });
}

async function picturePage(
  browser: Browser,
  path: string,
  width: number,
  colorScheme: 'light' | 'dark',
  to: string,
): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  await page.goto(pathToFileURL(resolve(path)).href);
  const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
  // Frames that are out of sight are not painted.
  await page.setViewportSize({ width, height: Math.min(height, 16_000) });
  await page.waitForTimeout(300);
  await page.screenshot({ path: to });
  await page.close();
  console.log(to);
}
