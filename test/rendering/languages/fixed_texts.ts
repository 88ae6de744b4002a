import { readdirSync, readFileSync } from 'node:fs';
import { catalogue } from '../../../lambdas/kpis/catalogue/catalogue.ts';
import { elsewhere } from '../../../lambdas/kpis/catalogue/elsewhere.ts';
import { allMessages } from './messages.ts';

const root = new URL('../../../', import.meta.url).pathname;

/** What the dictionary says beside the words of the catalogue. */
const looked = [
  ...catalogue.map(({ unit }) => unit).filter((unit) => /[a-z]/.test(unit)),
  ...Object.values(elsewhere).flatMap((all) => all.map(({ note }) => note)),
];

/** Codes of talks and meetings that have no words of their own beside them. */
const codes = ['meeting', 'call', 'email', 'check in'];

/** What a German reader may see, so that it must be there in German. */
export const neededTexts: ReadonlySet<string> = new Set([
  ...allMessages(root),
  ...looked,
  ...codes,
]);

const speaking = ['kpis', 'reports', 'rendering', 'runs', 'settings'];

/** Every string of the sources that speak to readers: a text that is none of them is said by nobody. */
export const sourceStrings: ReadonlySet<string> = new Set(
  speaking
    .flatMap((folder) => textsBelow(`lambdas/${folder}`, '.ts'))
    .flatMap((text) =>
      [...text.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\$]|\\.)*)`/g)].map(
        ([, single, double, back]) =>
          (single ?? double ?? back ?? '').replaceAll(/\\(.)/g, '$1').trim(),
      ),
    ),
);

function textsBelow(folder: string, end: string): string[] {
  return readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(end))
    .map((path) => readFileSync(`${root}${folder}/${path}`, 'utf8'));
}
