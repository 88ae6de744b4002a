import { readdirSync, readFileSync } from 'node:fs';
import { catalogueTexts } from './catalogue_texts.ts';
import { labelsOfCode, messagesOfCode } from './code_messages.ts';
import { reasonsOf } from './reasons.ts';

/** Folders whose code says something to readers. */
const folders = ['lambdas/kpis', 'lambdas/reports', 'lambdas/rendering', 'lambdas/runs'];

/** A text as a Handlebars template says it: {{t "…"}} or (t '…'). */
const inTemplate = /[{(]t (?:"([^"]*)"|'([^']*)')/g;

/**
 * Every English text that reports say and languages translate, sorted: messages of the code, of the templates
 * and of the catalogues. Names of the data and texts of somebody's own settings are not among them.
 */
export function allMessages(root = '.'): readonly string[] {
  const code = folders.flatMap((folder) => textsBelow(`${root}/${folder}`, '.ts'));
  const templates = textsBelow(`${root}/templates`, '.hbs');
  const found = [
    ...code.flatMap(messagesOfCode),
    ...templates.flatMap((text) => [...text.matchAll(inTemplate)].map(([, a, b]) => a ?? b ?? '')),
    ...textsBelow(`${root}/lambdas/reports`, '.ts').flatMap(labelsOfCode),
    ...reasonsOf(textsBelow(`${root}/lambdas/kpis`, '.ts')),
    ...catalogueTexts(),
  ];
  return [...new Set(found)].filter((text) => /\p{L}|\{/u.test(text)).sort();
}

function textsBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .sort()
    .map((path) => readFileSync(`${folder}/${path}`, 'utf8'));
}
