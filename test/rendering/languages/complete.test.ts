import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { recordedTexts, spokenTexts } from './fixed_texts.ts';
import { sameInGerman } from './same_in_german.ts';

const path = new URL('../../../templates/languages/de.json', import.meta.url);
const written: { messages: Record<string, string> } = JSON.parse(await readFile(path, 'utf8'));
const german = Object.entries(written.messages);
const said = new Set([...recordedTexts, ...(await spokenTexts())]);

describe('the German file', () => {
  test('has every text that a reader sees', () => {
    expect([...said].filter((text) => !Object.hasOwn(written.messages, text))).toEqual([]);
  });

  test('has no text that nobody says', () => {
    expect(german.map(([text]) => text).filter((text) => !said.has(text))).toEqual([]);
  });

  test('has the places of each text, and no other', () => {
    const wrong = german.filter(([text, message]) => places(message) !== places(text));
    expect(wrong).toEqual([]);
  });

  test('has the two forms of German, one and other, wherever a number asks for a form', () => {
    const forms = new Intl.PluralRules('de').resolvedOptions().pluralCategories.length;
    const wrong = german.filter(([, message]) =>
      [...message.matchAll(/\{\d:([^{}]*)\}/g)].some(
        ([, all = '']) => all.split('|').length !== forms,
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('has no brace but those of places', () => {
    const wrong = german.filter(([, message]) =>
      /[{}]/.test(message.replaceAll(/\{\d(#|:[^{}]*)?\}/g, '')),
    );
    expect(wrong).toEqual([]);
  });

  test('leaves nothing in English but the words that German has taken over', () => {
    const left = german.filter(([text, message]) => text === message).map(([text]) => text);
    expect(left.filter((text) => !sameInGerman.has(text))).toEqual([]);
  });

  test('starts and ends as the English does: nothing is lost at the edges of a sentence', () => {
    const stop = (text: string) => /[.?!]$/.test(text.replace(/[“”"]$/, ''));
    const wrong = german.filter(
      ([text, message]) => message.trim() !== message || stop(text) !== stop(message),
    );
    expect(wrong).toEqual([]);
  });

  test('is in the order of its English texts, so that changes to it merge', () => {
    const texts = german.map(([text]) => text);
    expect(texts).toEqual([...texts].sort());
  });
});

/** The places of a text, each once; a translation may say a number in more or fewer forms. */
function places(text: string): string {
  const all = [...text.matchAll(/\{(\d)/g)].map(([, at]) => at);
  return [...new Set(all)].sort().join(' ');
}
