/**
 * Pictures of the archive's pages, to be looked at: `npx tsx .ci/archive_pictures.ts <site folder> <out folder>`.
 * One page of each kind from the newest run of a book, at 375 and 1200 px, light and dark.
 */
import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from '../test/rendering/browser.ts';

const [site, out] = process.argv.slice(2);
if (site === undefined || out === undefined)
  throw new Error('say: archive_pictures.ts <from> <to>');
const entries = await readdir(join(site, 'company'), { recursive: true });
const runs = entries.filter((name) => name.endsWith('log.html')).sort();
const folder = runs.at(-1)?.replace(/log\.html$/, '') ?? '';
const files = {
  reports: 'index.html',
  run: `${folder}index.html`,
  kpis: `${folder}kpis.html`,
  kpi: `${folder}kpis-retention.html#gross_revenue_retention`,
  stage: `${folder}kpis-value-realization.html`,
  accounts: `${folder}accounts.html`,
  account: `${folder}accounts-001.html#account-3`,
  dictionary: `${folder}dictionary.html#mrr`,
  log: `${folder}log.html`,
};
await mkdir(out, { recursive: true });
const browser = await launch();
for (const [name, file] of Object.entries(files)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [375, 1200]) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      await page.goto(`${pathToFileURL(resolve(site, 'company'))}/${file}`);
      const height = Math.min(
        2600,
        Number(await page.evaluate('document.documentElement.scrollHeight')),
      );
      const path = join(out, `${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, clip: { x: 0, y: 0, width, height }, fullPage: true });
      console.log(path);
      await page.close();
    }
  }
}
await browser.close();
