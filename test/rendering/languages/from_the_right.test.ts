import { expect, test } from 'vitest';
import { parseLanguage } from '../../../lambdas/rendering/languages/words.ts';
import { chartPen } from '../../../lambdas/rendering/writing/chart_pen.ts';
import { penFor } from '../../../lambdas/rendering/writing/pen.ts';
import { count, money } from '../../../lambdas/reports/words/figures.ts';
import { capital, say, sentence } from '../../../lambdas/reports/words/say.ts';

const hebrew = parseLanguage(
  'he',
  JSON.stringify({
    direction: 'rtl',
    messages: { '{0} with {1}': '{0} עם {1}', '{0}.': '{0}.' },
  }),
);
const pen = penFor('he-IL', 'USD', 480, 'he-IL', hebrew);

test('names and numbers in a sentence from the right are held apart from it', () => {
  expect(pen.prose(say`${'Acme Inc'} with ${count(12)}`)).toBe(
    '\u2068Acme Inc\u2069 עם \u206812\u2069',
  );
});

test('a name cannot turn the sentence, and a cut one closes what it opened', () => {
  const said = pen.prose(say`${`\u202e\u2069${'x'.repeat(90)}`} with ${money(5, 'USD')}`, 40);
  expect(said).not.toMatch(/[\u202e]/);
  expect(said.split('\u2068')).toHaveLength(said.split('\u2069').length);
});

test('a script without capitals keeps its letters, and a sentence its full stop', () => {
  expect(pen.prose(sentence(capital(['שלום'])))).toContain('שלום');
  expect(pen.prose(sentence(['שלום']))).toMatch(/\.$/);
});

test('a drawing, whose font has Latin, Greek and Cyrillic letters alone, is written in English', () => {
  const million = { value: 3_750_000, unit: 'money', currency: 'USD' };
  const drawn = (locale: string) => chartPen(penFor(locale, 'USD'), 'USD').brief(million);
  expect(['ar-EG', 'ja-JP', 'he-IL'].map(drawn)).toEqual(['$3.75M', '$3.75M', '$3.75M']);
  expect(drawn('de-DE')).toContain('Mio.');
});
