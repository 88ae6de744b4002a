/**
 * Pictures to be looked at, of all that was made: `npm run demo && npm run preview -- --once && npm run pictures`
 * puts those of every report's mail in each language, of the archive and of the gallery into out/pictures.
 * Only what has a word in its name: `npm run pictures -- weekly`.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { clients, withImages } from '../lambdas/local/preview/clients.ts';
import { launch } from '../test/rendering/browser.ts';
import { demoMails } from '../test/rendering/demo_mails.ts';
import { render } from '../test/rendering/render.ts';
import { picturePages } from './picture_pages.ts';

const [only = ''] = process.argv.slice(2);
const [made, out] = ['out', join('out', 'pictures')];
const browser = await launch();
try {
  for (const { name, model, reader } of await demoMails(join(made, 'runs'))) {
    const file = name.replaceAll(/[^\w.-]+/g, '_');
    if (file.includes(only)) await pictureMail(await render({ report: model, reader }), file);
  }
  await picturePages(browser, join(made, 'site'), join(out, 'archive'), only);
  await picturePages(browser, join(made, 'preview', 'gallery'), join(out, 'gallery'), only);
} finally {
  await browser.close();
}

async function pictureMail(mail: { html: string; eml: Uint8Array }, name: string): Promise<void> {
  await mkdir(join(out, 'mails'), { recursive: true });
  const message = Buffer.from(mail.eml).toString('latin1');
  for (const { id, width, show } of clients) {
    const html = withImages(show(mail.html), message);
    await shoot(browser, html, width, join(out, 'mails', `${name}-${id}.png`));
  }
}

async function shoot(browser: Browser, html: string, width: number, path: string): Promise<void> {
  const page = await open(browser, html, width, 2);
  const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
  const single = async () =>
    (await open(browser, html, width, 1)).screenshot({ path, fullPage: true });
  // Chromium paints no more than 16,384 device pixels of height, and fewer where memory is short.
  if (height > 8_000) await single();
  else await page.screenshot({ path, fullPage: true }).catch(single);
  for (const context of browser.contexts()) await context.close();
  console.log(path);
}

async function open(
  browser: Browser,
  html: string,
  width: number,
  deviceScaleFactor: number,
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 800 }, deviceScaleFactor });
  await page.setContent(html);
  return page;
}
