import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Report, report } from '../../lambdas/reports/model.ts';
import type { Reader } from '../../lambdas/settings/schema.ts';
import { reader } from '../documents_fixture.ts';

interface DemoMail {
  /** `weekly/2026-W44/books/scope-1, de` */
  readonly name: string;
  readonly model: Report;
  readonly reader: Reader;
}

/** The reports that `npm run demo` left, of the company and of each reader's own part, in each language. */
export async function demoMails(runs: string): Promise<readonly DemoMail[]> {
  const [reports, tags] = [await reportsOf(runs), await tagsOf()];
  return reports.flatMap(({ name, model }) =>
    ['en', ...tags].map((language) => ({
      name: `${name}, ${language}`,
      model,
      reader: { ...reader, language, locale: new Intl.Locale(language).maximize().toString() },
    })),
  );
}

async function reportsOf(runs: string): Promise<{ name: string; model: Report }[]> {
  const files = await readdir(runs, { recursive: true }).catch(() => []);
  const found = files.filter((file) => file.endsWith('report.json')).sort();
  return Promise.all(
    found.map(async (file) => ({
      name: file.replace(/\/[^/]*-[0-9a-f]{10}(?=\/)/, '').replace(/\/report\.json$/, ''),
      model: report.parse(JSON.parse(await readFile(join(runs, file), 'utf8'))),
    })),
  );
}

async function tagsOf(): Promise<string[]> {
  const files = await readdir(new URL('../../templates/languages/', import.meta.url));
  return files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -5));
}
