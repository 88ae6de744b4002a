import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';

/** Pictures of one page of each kind and folder, at 375 and 1200 px, light and dark. */
export async function picturePages(
  browser: Browser,
  root: string,
  out: string,
  only: string,
): Promise<void> {
  await mkdir(out, { recursive: true });
  for (const path of await onePageOfEachKind(root)) {
    const name = relative(root, path)
      .replaceAll(/[^\w.#-]/g, '_')
      .replace(/\.html(#.*)?$/, '');
    if (!name.includes(only)) continue;
    for (const width of [375, 1200]) {
      for (const scheme of ['light', 'dark'] as const) {
        await picturePage(
          browser,
          path,
          width,
          scheme,
          `${join(out, name)}-${width}-${scheme}.png`,
        );
      }
    }
  }
}

/** An account and a KPI by itself, as links lead to them; of the other pages of their kind there are many. */
const single = new Map([
  ['accounts-001.html', '#account-3'],
  ['kpis-retention.html', '#gross_revenue_retention'],
]);
const further = /^(accounts-\d+|kpis-[\w-]+|report-.*)\.html$/;

async function onePageOfEachKind(root: string): Promise<readonly string[]> {
  if (!existsSync(root)) return [];
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const pages = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.html'));
  const folders = new Map<string, string[]>();
  for (const { parentPath, name } of pages) {
    folders.set(parentPath, [...(folders.get(parentPath) ?? []), name].sort());
  }
  return [...folders].flatMap(([folder, names]) => {
    // A message's folder in the gallery: one page, and what its frames show.
    const chosen = names.includes('outlook.html') ? ['index.html'] : names;
    return chosen
      .filter((name) => !further.test(name) || single.has(name))
      .map((name) => join(folder, name) + (single.get(name) ?? ''));
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
  const [file = '', anchor = ''] = path.split('#');
  await page.goto(pathToFileURL(resolve(file)).href + (anchor && `#${anchor}`));
  const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
  // Frames that are out of sight are not painted.
  await page.setViewportSize({ width, height: Math.min(height, 16_000) });
  await page.waitForTimeout(300);
  await page.screenshot({ path: to });
  await page.close();
  console.log(to);
}
