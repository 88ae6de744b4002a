/**
 * Pictures of rendered reports, to be looked at: `npx tsx .ci/pictures.ts <folder of .html> <out folder>`.
 * Each report at 600 and 375 px, light and dark, and as clients show it that drop style sheets or images.
 */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { withoutImages } from '../lambdas/local/preview/clients.ts';
import { launch, withImages, withoutStyleSheets } from '../test/rendering/browser.ts';

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
if (from === undefined || to === undefined) throw new Error('say: pictures.ts <from> <to>');
await picture(from, to);

async function picture(folder: string, out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  const browser = await launch();
  try {
    for (const file of await readdir(folder)) {
      if (file.endsWith('.html')) await pictureFile(browser, join(folder, file), out);
    }
  } finally {
    await browser.close();
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
