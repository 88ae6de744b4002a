import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogue, tableKpis } from '../../../lambdas/kpis/catalogue/catalogue.ts';
import { defaultPlaybooks } from '../../../lambdas/settings/default_playbooks.ts';

const root = new URL('../../../', import.meta.url).pathname;

/** What the sources say with `t`: each literal, by the text of the call. */
export async function spokenTexts(): Promise<ReadonlySet<string>> {
  const templates = await sources('templates', '.hbs');
  const code = await sources('lambdas', '.ts');
  return new Set([
    ...templates.flatMap((text) => literals(text, /\bt\s+(?:"([^"]*)"|'([^']*)')/g)),
    ...code.flatMap((text) => literals(text, /\bt\(\s*(?:"([^"]*)"|'((?:[^'\\]|\\.)*)')/g)),
  ]);
}

/** What records say of themselves: KPIs and playbooks. */
export const recordedTexts: ReadonlySet<string> = new Set([
  ...catalogue.flatMap(({ label, question, definition, formula, stage }) => [
    label,
    question,
    definition,
    formula,
    stage,
  ]),
  ...tableKpis.map(({ dimension }) => dimension).filter((name) => !name.includes('_')),
  ...defaultPlaybooks.flatMap(({ title, play, owner }) => [title, play, ...(owner ? [owner] : [])]),
]);

async function sources(folder: string, end: string): Promise<string[]> {
  const names = await readdir(join(root, folder), { recursive: true });
  const files = names.filter((name) => name.endsWith(end));
  return Promise.all(files.map((name) => readFile(join(root, folder, name), 'utf8')));
}

function literals(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, double, single]) =>
    (double ?? single ?? '').replaceAll(/\\(.)/g, '$1'),
  );
}
