import { english, type Words } from '../../../lambdas/rendering/languages/words.ts';
import { textNodes } from '../faults.ts';

/** A language in which every text stands in brackets, so that what was never asked for is seen. */
export function pseudo(): Words & { readonly asked: ReadonlySet<string> } {
  const asked = new Set<string>();
  return {
    language: 'en',
    direction: 'ltr',
    asked,
    t: (text, ...places) => {
      asked.add(text);
      return `⟦${english.t(text, ...places)}⟧`;
    },
  };
}

/** Words of a document in the language above that stand in no brackets and are none of `known`. */
export function unspoken(lines: readonly string[], known: ReadonlySet<string>): string[] {
  const words = lines.flatMap((line) => outside(line).match(/\p{L}[\p{L}’'-]*/gu) ?? []);
  return [...new Set(words)].filter((word) => !known.has(word));
}

/** The visible lines of HTML, with the alternative texts of its pictures. */
export function visible(html: string): string[] {
  const alternatives = [...html.matchAll(/ alt="([^"]*)"/g)].map(([, alt = '']) => alt);
  return [...textNodes(html), ...alternatives].map((text) => text.replaceAll(/&#?\w+;/g, ' '));
}

/** What is cut within brackets has lost the last of them. */
function outside(line: string): string {
  let rest = line;
  for (;;) {
    const less = rest.replaceAll(/⟦[^⟦⟧]*⟧/g, ' ');
    if (less === rest) return rest.replace(/⟦.*$/s, ' ').replace(/^.*⟧/s, ' ');
    rest = less;
  }
}

/** Every word of names in a report: strings that are data. */
export function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.match(/\p{L}[\p{L}’'-]*/gu) ?? [];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(wordsIn);
}
