import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { defaultPlaybooks } from '../../../lambdas/settings/default_playbooks.ts';
import { editions, reader } from '../../documents_fixture.ts';
import { assets, render } from '../rendered.ts';
import { neededTexts, sourceStrings } from './fixed_texts.ts';
import { sameInGerman } from './same_in_german.ts';

const path = new URL('../../../templates/languages/de.json', import.meta.url);
const written: { messages: Record<string, string> } = JSON.parse(await readFile(path, 'utf8'));
const german = Object.entries(written.messages);
const isThere = (text: string) => Object.hasOwn(written.messages, text);

describe('the German file', () => {
  test('has every text that a reader sees', () => {
    expect([...neededTexts].filter((text) => !isThere(text))).toEqual([]);
  });

  test('has no text that nobody says', () => {
    const texts = german.map(([text]) => text);
    expect(texts.filter((text) => !neededTexts.has(text) && !sourceStrings.has(text))).toEqual([]);
  });

  test('is asked for no text of ours that it lacks when all editions are rendered', async () => {
    const asked = await askedTexts();
    expect(asked.size).toBeGreaterThan(50);
    expect([...asked].filter((text) => sourceStrings.has(text) && !isThere(text))).toEqual([]);
  });

  test('has the places of each text, and no other', () => {
    const wrong = german.filter(([text, message]) => {
      const [asked, used] = [places(text), places(message)];
      return (
        asked.said.some((at) => !used.all.includes(at)) ||
        !used.all.every((at) => asked.all.includes(at))
      );
    });
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
    const left = german.filter(([text, message]) => text === message && hasWords(text));
    expect(left.map(([text]) => text).filter((text) => !sameInGerman.has(text))).toEqual([]);
  });

  test('starts and ends as the English does: nothing is lost at the edges of a sentence', () => {
    const stop = (text: string) => /[.?!]$/.test(text.replace(/[“”"]$/, ''));
    const wrong = german.filter(
      ([text, message]) => message.trim() !== message || stop(text) !== stop(message),
    );
    expect(wrong).toEqual([]);
  });

  test('has plays that a report shows whole', () => {
    const plays = defaultPlaybooks.map(({ play }) => written.messages[play] ?? '');
    expect(plays.filter((play) => play.length > 400)).toEqual([]);
  });

  test('is in the order of its English texts, so that changes to it merge', () => {
    const texts = german.map(([text]) => text);
    expect(texts).toEqual([...texts].sort());
  });
});

/** Every text that the rendering of three reports asks a language for, those of the data too. */
async function askedTexts(): Promise<ReadonlySet<string>> {
  const asked = new Set<string>();
  const words = (tag: string) => {
    const own = assets.templates.words(tag);
    const t: typeof own.t = (text, ...places) => own.t(asked.add(text) && text, ...places);
    return { ...own, t };
  };
  const spied = { ...assets, templates: { ...assets.templates, words } };
  const variant = { ...reader, language: 'de', locale: 'de-DE' };
  for (const report of editions) await render({ report, reader: variant }, { assets: spied });
  return asked;
}

const hasWords = (text: string) => /\p{L}/u.test(text.replaceAll(/\{\d\}/g, ''));

/** The places of a text; `said` without those that only choose a form, which a word that never bends leaves out. */
function places(text: string): { readonly all: string[]; readonly said: string[] } {
  const found = [...text.matchAll(/\{(\d)(:?)/g)].map(([, at = '', forms]) => ({ at, forms }));
  return {
    all: found.map(({ at }) => at),
    said: found.filter(({ forms }) => forms === '').map(({ at }) => at),
  };
}
