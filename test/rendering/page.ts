import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';

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

/** A mail has no landmarks: its reader is inside the mail client's. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const rules = { region: { enabled: false }, 'landmark-one-main': { enabled: false } };
  const result = (await page.evaluate(`axe.run(${JSON.stringify({ rules })})`)) as axe.AxeResults;
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
  );
}
