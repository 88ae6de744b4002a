import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, withImages, withoutStyleSheets } from './browser.ts';
import { cases, rendered } from './rendered.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe.each(Object.entries(cases))('%s in a browser', (_, variant) => {
  it.each(['light', 'dark'] as const)('is accessible in %s', async (colorScheme) => {
    const page = await open(await shown(variant), 600, colorScheme);
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  it.each([320, 375, 600])('does not overflow at %i px', async (width) => {
    const page = await open(await shown(variant), width, 'light');
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.close();
  });

  it('does not overflow a phone whose client drops style sheets', async () => {
    const page = await open(withoutStyleSheets(await shown(variant)), 375, 'light');
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.close();
  });
});

describe('the checks', () => {
  it('notice text that is too faint and a name that widens the page', async () => {
    const faint = '<p style="color:#bbb;background:#fff">faint</p>';
    const wide = `<p style="white-space:nowrap">${'wide '.repeat(100)}</p>`;
    const html = `<html lang="en"><title>seeded</title><body><h1>One</h1>${faint}${wide}`;
    const page = await open(html, 600, 'light');
    expect((await violations(page)).join()).toContain('color-contrast');
    expect(await overflow(page)).toBeGreaterThan(0);
    await page.close();
  });
});

async function shown(variant: Parameters<typeof rendered>[0]): Promise<string> {
  const { html, eml } = await rendered(variant);
  return withImages(html, Buffer.from(eml).toString('latin1'));
}

async function open(html: string, width: number, colorScheme: 'light' | 'dark'): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  await page.emulateMedia({ colorScheme });
  await page.setContent(html);
  return page;
}

async function overflow(page: Page): Promise<number> {
  return Number(
    await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    ),
  );
}

/** A mail has no landmarks: its reader is inside the mail client's. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const rules = { region: { enabled: false }, 'landmark-one-main': { enabled: false } };
  const result = (await page.evaluate(`axe.run(${JSON.stringify({ rules })})`)) as axe.AxeResults;
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
  );
}
