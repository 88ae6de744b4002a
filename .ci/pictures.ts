/**
 * Pictures to be looked at, of all that was made: `npm run demo && npm run preview -- --once && npm run pictures`
 * puts those of every reader's mail, of the archive and of the gallery into out/pictures. Mails alone, of any
 * folder that holds .html and .eml: `npm run pictures -- <folder> <out folder>`.
 */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { withoutImages } from '../lambdas/local/preview/clients.ts';
import { launch, withImages, withoutStyleSheets } from '../test/rendering/browser.ts';
import { foldersOf, picturePages } from './picture_pages.ts';

interface Shot {
  readonly name: string;
  readonly width: number;
  readonly dark: boolean;
  readonly change: (html: string) => string;
}

const asSent = (html: string) => html;
const shots: readonly Shot[] = [
  { name: '600-light', width: 600, dark: false, change: asSent },
  { name: '600-dark', width: 600, dark: true, change: asSent },
  { name: '375-light', width: 375, dark: false, change: asSent },
  { name: '375-dark', width: 375, dark: true, change: asSent },
  { name: '800-light', width: 800, dark: false, change: asSent },
  { name: '375-without-style-sheets', width: 375, dark: false, change: withoutStyleSheets },
  { name: '600-without-any-style', width: 600, dark: false, change: withoutAnyStyle },
  { name: '600-without-images', width: 600, dark: false, change: withoutImages },
];

const [from, to] = process.argv.slice(2);
const browser = await launch();
try {
  if (from !== undefined && to !== undefined) await pictureMails(from, to);
  else await pictureAll('out', join('out', 'pictures'));
} finally {
  await browser.close();
}

async function pictureAll(made: string, out: string): Promise<void> {
  for (const folder of await foldersOf(join(made, 'runs'), 'documents')) {
    const [edition = ''] = relative(join(made, 'runs'), folder).split(sep);
    await pictureMails(folder, join(out, edition));
  }
  await picturePages(browser, join(made, 'site'), join(out, 'archive'));
  await picturePages(browser, join(made, 'preview', 'gallery'), join(out, 'gallery'));
}

async function pictureMails(folder: string, out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  for (const file of await readdir(folder)) {
    if (file.endsWith('.html')) await pictureFile(browser, join(folder, file), out);
  }
}

async function pictureFile(browser: Browser, file: string, out: string): Promise<void> {
  const html = await readFile(file, 'utf8');
  const eml = await readFile(file.replace(/\.html$/, '.eml'), 'latin1');
  for (const { name, width, dark, change } of shots) {
    const path = join(out, `${basename(file, '.html')}-${name}.png`);
    await shoot(browser, withImages(change(html), eml), { width, dark }, path);
  }
}

async function shoot(
  browser: Browser,
  html: string,
  { width, dark }: Pick<Shot, 'width' | 'dark'>,
  path: string,
): Promise<void> {
  const page = await open(browser, html, width, dark, 2);
  const height = await page.evaluate('document.documentElement.scrollHeight');
  // Chromium paints no more than 16,384 device pixels of height.
  const shown = Number(height) > 8_000 ? await open(browser, html, width, dark, 1) : page;
  await shown.screenshot({ path, fullPage: true });
  for (const context of browser.contexts()) await context.close();
  console.log(path);
}

async function open(
  browser: Browser,
  html: string,
  width: number,
  dark: boolean,
  deviceScaleFactor: number,
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 800 }, deviceScaleFactor });
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
  await page.setContent(html);
  return page;
}

function withoutAnyStyle(html: string): string {
  return withoutStyleSheets(html).replaceAll(/ (style|bgcolor)="[^"]*"/g, '');
}
