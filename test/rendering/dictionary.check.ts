import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/kpis/catalogue/catalogue.ts';
import { launch } from './browser.ts';
import { page as html } from './dictionary_fixture.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function open(width: number, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  await page.emulateMedia({ colorScheme });
  await page.setContent(html);
  return page;
}

const shown = (page: Page) => page.locator('.entry:visible').count();

describe('the dictionary in a browser', () => {
  it.each(['light', 'dark'] as const)('is accessible in %s', async (colorScheme) => {
    const page = await open(1200, colorScheme);
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
    expect(
      violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`)),
    ).toEqual([]);
    await page.close();
  });

  it.each([320, 375, 600, 1200])('does not overflow at %i px', async (width) => {
    const page = await open(width);
    const over = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(Number(await page.evaluate(over))).toBeLessThanOrEqual(0);
    await page.close();
  });

  it('finds KPIs by the words typed, with the keyboard alone, and says how many', async () => {
    const page = await open(1200);
    expect(await shown(page)).toBe(catalogue.length);
    // The link that skips to the content comes first, then the colours, then the search.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('logo retention');
    expect(await shown(page)).toBe(1);
    expect(await page.locator('#found').textContent()).toBe(`1 of ${catalogue.length} KPIs`);
    expect(await page.locator('#customer_retention_rate').isVisible()).toBe(true);
    await page.locator('#search').fill('no such thing');
    expect(await shown(page)).toBe(0);
    await page.locator('#search').fill('');
    expect(await shown(page)).toBe(catalogue.length);
    await page.close();
  });

  it('lists everything where scripts do not run, without a search that does nothing', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.setContent(html);
    expect(await shown(page)).toBe(catalogue.length);
    expect(await page.locator('.search').isVisible()).toBe(false);
    await context.close();
  });
});
