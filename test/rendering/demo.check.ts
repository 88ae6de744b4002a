import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withImages } from '../../lambdas/local/preview/clients.ts';
import { type Report, report } from '../../lambdas/reports/model.ts';
import { reader } from '../documents_fixture.ts';
import { launch } from './browser.ts';
import { faultsOf } from './faults.ts';
import { open, overflow, violations } from './page.ts';
import { render } from './rendered.ts';
import { invalidIn } from './valid.ts';

/** The reports that `npm run demo` left: of the company and of each reader's own part, in each language. */
const runs = new URL('../../out/runs/', import.meta.url).pathname;
const languages = ['en', ...(await tagsOf(new URL('../../templates/languages/', import.meta.url)))];
const reports = await demoReports();
const mails = reports.flatMap(({ name, model }) =>
  languages.map((language) => ({ name: `${name}, ${language}`, model, language })),
);

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

it('the demo has left its three editions: otherwise `npm run demo` comes first', () => {
  const editions = new Set(reports.map(({ model }) => model.edition));
  expect([...editions].sort()).toEqual(['monthly', 'quarterly', 'weekly']);
});

describe.each(mails)('$name', ({ model, language }) => {
  const locale = new Intl.Locale(language).maximize().toString();
  const done = () => render({ report: model, reader: { ...reader, language, locale } });

  it('is valid, accessible in light and dark, and fits a phone', async () => {
    const { html, eml, images } = await done();
    expect(await invalidIn(html)).toEqual([]);
    const cids = images.map(({ cid }) => cid);
    expect(faultsOf(html, cids)).toEqual([]);
    const mail = withImages(html, Buffer.from(eml).toString('latin1'));
    for (const scheme of ['light', 'dark'] as const) {
      const page = await open(browser, mail, 320, scheme);
      expect(await violations(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await page.close();
    }
  });
});

async function demoReports(): Promise<{ name: string; model: Report }[]> {
  const files = await readdir(runs, { recursive: true }).catch(() => []);
  const found = files.filter((file) => file.endsWith('report.json')).sort();
  return Promise.all(
    found.map(async (file) => ({
      name: file.replace(/\/report\.json$/, ''),
      model: report.parse(JSON.parse(await readFile(join(runs, file), 'utf8'))),
    })),
  );
}

async function tagsOf(folder: URL): Promise<string[]> {
  const files = await readdir(folder);
  return files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -5));
}
