import { readFile } from 'node:fs/promises';
import { loadTemplates } from '../../lambdas/local/templates.ts';
import {
  type Assets,
  type Documents,
  type FormOrder,
  renderForm,
} from '../../lambdas/rendering/documents.ts';
import { kpisCsv } from '../../lambdas/rendering/kpis_csv.ts';
import { parseLanguage } from '../../lambdas/rendering/languages/words.ts';
import type { Addressee } from '../../lambdas/rendering/sections/footer.ts';
import { records } from '../documents_fixture.ts';
import type { Variant } from './variants_fixture.ts';

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

interface Order extends Omit<FormOrder, 'reader'>, Addressee {}

/** One reader's documents. */
export async function render(variant: Variant, more: Partial<Order> = {}): Promise<Documents> {
  const order: Order = {
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
  };
  return (await renderForm(order))(order);
}
