import { readFile } from 'node:fs/promises';
import { vi } from 'vitest';
import { loadTemplates } from '../../lambdas/local/templates.ts';
import {
  type Assets,
  type Documents,
  type Order,
  renderDocuments,
} from '../../lambdas/rendering/documents.ts';
import { kpisCsv } from '../../lambdas/rendering/kpis_csv.ts';
import { parseLanguage } from '../../lambdas/rendering/languages/words.ts';
import { editions, reader, records } from '../documents_fixture.ts';
import { type Variant, variants } from './variants_fixture.ts';

// The first drawing of a process compiles the wasm, while other files keep the cores busy.
vi.setConfig({ testTimeout: 60_000 });

const modules = new URL('../../node_modules/', import.meta.url);
const templates = new URL('../../templates', import.meta.url).pathname;
const inter = (weight: string) =>
  readFile(new URL(`@expo-google-fonts/inter/${weight}.ttf`, modules));

const loaded = await loadTemplates(templates);

/** A language from the right, of which a few words do: what is not translated is said in English. */
const arabic = parseLanguage(
  'ar',
  JSON.stringify({
    direction: 'rtl',
    messages: {
      'What to do': 'ما يجب فعله',
      'Key metrics': 'المؤشرات الرئيسية',
      '{0} by {1}': '{0} حتى {1}',
      'At risk': 'معرض للخطر',
    },
  }),
);

export const assets: Assets = {
  templates: { ...loaded, words: (tag) => (tag === 'ar' ? arabic : loaded.words(tag)) },
  font: await inter('500Medium/Inter_500Medium'),
  wasm: await readFile(new URL('@resvg/resvg-wasm/index_bg.wasm', modules)),
  pageFonts: {
    regular: await inter('400Regular/Inter_400Regular'),
    semibold: await inter('600SemiBold/Inter_600SemiBold'),
  },
};

/** The editions as they should be and the variants that go wrong elsewhere, by name. */
export const cases: Readonly<Record<string, Variant>> = {
  ...Object.fromEntries(editions.map((report) => [report.edition, { report, reader }])),
  ...variants,
};

const done = new Map<Variant, Promise<Documents>>();

/** Rendered once for all tests of a file. */
export function rendered(variant: Variant): Promise<Documents> {
  const documents = done.get(variant) ?? render(variant);
  done.set(variant, documents);
  return documents;
}

export function caseOf(name: string): Variant {
  const found = cases[name];
  if (found === undefined) throw new Error(`no case ${name}`);
  return found;
}

export function render(variant: Variant, more: Partial<Order> = {}): Promise<Documents> {
  return renderDocuments({
    ...variant,
    assets,
    archive: 'runs/weekly/2026-W45/r/',
    attachments: [
      { name: 'kpis.csv', type: 'text/csv', body: kpisCsv(records), at: 'books/company/kpis.csv' },
    ],
    run: 'r-20261109-0700',
    sentAt: '2026-11-09T07:00:00Z',
    from: 'CS Pulse <cs-pulse@example.com>',
    ...more,
  });
}
