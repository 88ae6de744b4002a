import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withImages } from '../../lambdas/local/preview/clients.ts';
import { launch } from './browser.ts';
import { open, overflow, violations, widerThanTheirClients } from './page.ts';
import { cases, rendered } from './rendered.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe.each(Object.entries(cases))('%s in a browser', (name, variant) => {
  it.each(['light', 'dark'] as const)('is accessible in %s', async (colorScheme) => {
    const page = await open(browser, await shown(variant), 600, colorScheme);
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  it('overflows in no client, with or without styles and images', async () => {
    const { html, eml } = await rendered(variant);
    const wider = await widerThanTheirClients(browser, html, eml);
    // Nothing but a style breaks a word of hundreds of letters.
    const known = name === 'hostile' ? /^no-styles/ : /^$/;
    expect(wider.filter((one) => !known.test(one))).toEqual([]);
  });

  it('overflows no phone that makes every mail dark', async () => {
    const page = await open(browser, await shown(variant), 375);
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setAutoDarkModeOverride', { enabled: true });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.close();
  });
});

describe('the checks', () => {
  it('notice text that is too faint and a name that widens the page', async () => {
    const faint = '<p style="color:#bbb;background:#fff">faint</p>';
    const wide = `<p style="white-space:nowrap">${'wide '.repeat(100)}</p>`;
    const html = `<html lang="en"><title>seeded</title><body><h1>One</h1>${faint}${wide}`;
    const page = await open(browser, html, 600);
    expect((await violations(page)).join()).toContain('color-contrast');
    expect(await overflow(page)).toBeGreaterThan(0);
    await page.close();
  });
});

async function shown(variant: Parameters<typeof rendered>[0]): Promise<string> {
  const { html, eml } = await rendered(variant);
  return withImages(html, Buffer.from(eml).toString('latin1'));
}
