import { existsSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { HtmlValidate } from 'html-validate';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountNames, filesOf, type Site, serve, writtenSite } from './archive_fixture.ts';
import { launch } from './browser.ts';

let browser: Browser;
let site: Site;
let server: Server;
let origins: Readonly<Record<'file' | 'http', string>>;

beforeAll(async () => {
  site = await writtenSite(['weekly', 'monthly']);
  const served = await serve(site.root);
  server = served.server;
  origins = { file: pathToFileURL(site.root).href, http: served.origin };
  browser = await launch();
}, 600_000);
afterAll(async () => {
  await browser.close();
  server.close();
  site.close();
});

/** A page of which everything that goes wrong or out is remembered. */
async function open(
  path: string,
  from: 'file' | 'http' = 'file',
  options: BrowserContextOptions = {},
) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) wrong.push(message.text());
  });
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origins[from]) && !/^(data|blob):/.test(url)) wrong.push(`left for ${url}`);
  });
  await page.goto(`${origins[from]}/${path}`);
  return { page, wrong, close: () => context.close() };
}

const runPage = (file: string) => `${site.company}/${site.weekly}/${file}`;
const visible = (page: Page, selector: string) => page.locator(`${selector}:visible`).count();

/** Leads to another page, which has run its script when this is over. */
async function follow(link: Locator): Promise<void> {
  const from = link.page().url();
  await link.click();
  await link.page().waitForURL((url) => url.href !== from);
}

/** One of each kind. */
const kinds = () => [
  `${site.company}/index.html`,
  ...['index', 'kpis', 'kpis-retention', 'accounts', 'accounts-001', 'dictionary', 'log'].map(
    (name) => runPage(`${name}.html`),
  ),
  `${runPage('kpis-retention.html')}#mrr`,
  `${runPage('accounts-002.html')}#account-51`,
];

describe.each(['file', 'http'] as const)('the archive from %s', (from) => {
  it('leads from the list of reports to a KPI, and on to an account behind it', async () => {
    const { page, wrong, close } = await open(`${site.company}/index.html`, from);
    expect(await visible(page, '.findable')).toBe(2);
    await page.getByRole('searchbox').fill('weekly');
    expect(await visible(page, '.findable')).toBe(1);
    expect(await page.locator('#found').textContent()).toBe('1 of 2');
    await follow(page.locator('.findable:visible a'));
    await follow(page.getByRole('link', { name: 'MRR', exact: true }));
    expect(await visible(page, '.one')).toBe(1);
    expect(await page.title()).toContain('MRR: ');
    const account = page.locator('#mrr .behind a').first();
    const name = await account.textContent();
    await follow(account);
    expect(await visible(page, '.one')).toBe(1);
    expect(await page.locator('.one:visible h2').textContent()).toBe(name);
    await follow(page.getByRole('link', { name: 'All accounts' }));
    expect(wrong).toEqual([]);
    await close();
  });

  it('finds any account by a part of its name', async () => {
    const { page, wrong, close } = await open(runPage('accounts.html'), from);
    const name = accountNames(site, site.company).at(-1) ?? '';
    await page.getByRole('searchbox').fill(name.slice(0, -1).toUpperCase());
    await follow(page.locator('#hits a', { hasText: name }).first());
    expect(await page.locator('.one:visible h2').textContent()).toBe(name);
    expect(wrong).toEqual([]);
    await close();
  });

  it('shows a report as it was sent, with its pictures', async () => {
    const { page, wrong, close } = await open(runPage('index.html'), from);
    await follow(page.getByRole('link', { name: 'The report as it was sent' }).first());
    const images = await page.evaluate('[...document.images].map((one) => one.naturalWidth)');
    expect((images as number[]).length).toBeGreaterThan(0);
    expect(images).not.toContain(0);
    await follow(page.getByRole('link', { name: 'Back to the archive' }));
    expect(page.url()).toContain('index.html');
    expect(wrong).toEqual([]);
    await close();
  });

  it('downloads a KPI with its numbers as they were measured', async () => {
    const { page, wrong, close } = await open(`${runPage('kpis-retention.html')}#mrr`, from);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^mrr-2\d{3}-W\d\d\.csv$/);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text).toMatch(/"Week \d+, \d{4}",\d+\.\d+,/);
    expect(text.split('\r\n').length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
    await close();
  });

  it('keeps the colours that were chosen from page to page', async () => {
    const { page, wrong, close } = await open(`${site.company}/index.html`, from, {
      colorScheme: 'light',
    });
    const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await ground();
    const button = page.locator('#theme');
    await button.click();
    expect(await button.textContent()).toBe('Colours: Light');
    await button.click();
    expect(await button.textContent()).toBe('Colours: Dark');
    expect(await ground()).not.toBe(light);
    await follow(page.locator('.findable a').first());
    expect(await page.locator('#theme').textContent()).toBe('Colours: Dark');
    expect(await ground()).not.toBe(light);
    expect(wrong).toEqual([]);
    await close();
  });
});

describe('every page of the archive', () => {
  it.each(['light', 'dark'] as const)(
    'is accessible in %s',
    async (colorScheme) => {
      for (const path of kinds()) {
        const { page, wrong, close } = await open(path, 'file', { colorScheme, bypassCSP: true });
        await page.evaluate(axe.source);
        const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
        const found = violations.flatMap(({ id, nodes }) =>
          nodes
            .slice(0, 3)
            .map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
        );
        expect({ path, found, wrong }).toEqual({ path, found: [], wrong: [] });
        await close();
      }
    },
    300_000,
  );

  it.each([320, 375, 600, 1200])(
    'does not overflow at %i px',
    async (width) => {
      for (const path of kinds()) {
        const { page, close } = await open(path, 'file', { viewport: { width, height: 800 } });
        await page.evaluate(
          'for (const one of document.querySelectorAll("details")) one.open = true',
        );
        const over = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect({ path, over: Math.max(0, Number(over)) }).toEqual({ path, over: 0 });
        await close();
      }
    },
    300_000,
  );

  it('is valid HTML', async () => {
    const validator = new HtmlValidate({ root: true, extends: ['html-validate:recommended'] });
    for (const path of kinds().filter((one) => !one.includes('#'))) {
      const text = readFileSync(join(site.root, path), 'utf8');
      const { results } = await validator.validateString(text);
      const messages = results.flatMap((result) => result.messages);
      expect({ path, messages: messages.slice(0, 3) }).toEqual({ path, messages: [] });
    }
  }, 300_000);

  it('is reached and left with the keyboard alone', async () => {
    const { page, close } = await open(`${site.company}/index.html`);
    const focused = () =>
      page.evaluate('document.activeElement.textContent.trim() || document.activeElement.id');
    const pressed = async (key: string) => {
      await page.keyboard.press(key);
      return focused();
    };
    expect(await pressed('Tab')).toBe('Skip to the content');
    await pressed('Enter');
    expect(await pressed('Tab')).toBe('search');
    await page.keyboard.type('week');
    expect(await pressed('Tab')).toMatch(/^Week/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/weekly/);
    for (const text of ['Skip to the content', 'Quayloom']) expect(await pressed('Tab')).toBe(text);
    expect(await pressed('Tab')).toMatch(/^Colours/);
    expect(await pressed('Tab')).toBe('Report');
    await close();
  });

  it('is all there without scripts', async () => {
    const { page, close } = await open(runPage('kpis-retention.html'), 'file', {
      javaScriptEnabled: false,
    });
    expect(await visible(page, '.one')).toBeGreaterThan(10);
    expect(await visible(page, '#theme')).toBe(0);
    await page.goto(`${origins.file}/${runPage('accounts.html')}`);
    expect(await visible(page, '.search')).toBe(0);
    expect(await visible(page, '.pages a')).toBe(2);
    await close();
  });
});

describe('the tree of a book of business', () => {
  it('holds no name of another account, in no file', () => {
    for (const book of site.books) {
      const own = accountNames(site, book);
      expect(own.length).toBeGreaterThan(0);
      const others = accountNames(site, site.company).filter(
        (name) => !own.some((mine) => mine.includes(name)),
      );
      expect(others.length).toBeGreaterThan(30);
      for (const file of filesOf(join(site.root, book))) {
        const text = readFileSync(join(site.root, book, file), 'utf8');
        expect({ file, others: others.filter((name) => text.includes(name)) }).toEqual({
          file,
          others: [],
        });
      }
    }
  });

  it('leads to nothing outside itself, and to nothing that is not there', async () => {
    for (const tree of [...site.books, site.company]) {
      const seen = new Set<string>();
      const waiting = [`${origins.file}/${tree}/index.html`];
      const { page, wrong, close } = await open(`${tree}/index.html`);
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const path = new URL(next).pathname;
        if (seen.has(path)) continue;
        seen.add(path);
        expect(path.startsWith(`${new URL(origins.file).pathname}/${tree}/`)).toBe(true);
        expect({ path, isThere: existsSync(decodeURIComponent(path)) }).toEqual({
          path,
          isThere: true,
        });
        if (!path.endsWith('.html')) continue;
        await page.goto(next);
        const links = await page.evaluate(
          '[...document.querySelectorAll("a[href]")].map((one) => one.href)',
        );
        waiting.push(...(links as string[]));
      }
      expect(seen.size).toBeGreaterThan(15);
      expect(wrong).toEqual([]);
      await close();
    }
  }, 300_000);

  it('has every anchor that its links name', () => {
    const folder = join(site.root, site.company, site.weekly);
    const missing = filesOf(folder)
      .filter((file) => file.endsWith('.html'))
      .flatMap((file) => {
        const text = readFileSync(join(folder, file), 'utf8');
        return [...text.matchAll(/href="([\w-]+\.html)#([^"]+)"/g)].flatMap(
          ([, to = '', id = '']) =>
            readFileSync(join(folder, to), 'utf8').includes(`id="${id}"`)
              ? []
              : `${file}: ${to}#${id}`,
        );
      });
    expect(missing).toEqual([]);
  });

  it('has no reader in the name of a file', () => {
    const names = filesOf(join(site.root, 'site'));
    expect(names.filter((name) => /@|wieland|nair|helen/i.test(name))).toEqual([]);
  });
});
