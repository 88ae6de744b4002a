import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { clients, withImages } from '../../lambdas/local/preview/clients.ts';

/** What a browser is asked about a mail. */

export async function open(
  browser: Browser,
  html: string,
  width: number,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  await page.emulateMedia({ colorScheme });
  await page.setContent(html);
  return page;
}

/** Pixels by which a page is wider than its window. */
export async function overflow(page: Page): Promise<number> {
  const wider = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  return Number(await page.evaluate(wider));
}

/** The clients that a mail is too wide for, and by how much. */
export async function widerThanTheirClients(
  browser: Browser,
  html: string,
  eml: Uint8Array,
): Promise<string[]> {
  const page = await browser.newPage();
  const message = Buffer.from(eml).toString('latin1');
  const wider: string[] = [];
  for (const { id, width, show } of clients) {
    await page.setViewportSize({ width, height: 800 });
    await page.setContent(withImages(show(html), message));
    const pixels = await overflow(page);
    if (pixels > 0) wider.push(`${id}: ${pixels}px`);
  }
  await page.close();
  return wider;
}

/** A mail has no landmarks: its reader is inside the mail client's. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const rules = { region: { enabled: false }, 'landmark-one-main': { enabled: false } };
  const result = (await page.evaluate(`axe.run(${JSON.stringify({ rules })})`)) as axe.AxeResults;
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
  );
}
