import { describe, expect, test } from 'vitest';
import { english, parseLanguage } from '../../../lambdas/rendering/languages/words.ts';

const german = parseLanguage(
  'de',
  JSON.stringify({
    direction: 'ltr',
    messages: {
      '{0} {1:account|accounts} at risk': 'Abwanderung droht bei {0} {1:Kunden|Kunden}',
      '{0} by {1}': 'bis {1}: {0}',
    },
  }),
);

describe('a text', () => {
  test('stands in its language, with its places in that language’s order', () => {
    expect(german.t('{0} by {1}', 'Dana', '3. Mai')).toBe('bis 3. Mai: Dana');
  });

  test('takes the form that its number asks for', () => {
    const said = (count: number) =>
      english.t('{0} {1:account|accounts} at risk', `${count}`, count);
    expect([said(1), said(4)]).toEqual(['1 account at risk', '4 accounts at risk']);
  });

  test('takes each of the forms of a language that has more than two', () => {
    const polish = parseLanguage(
      'pl',
      '{"direction":"ltr","messages":{"{0:account|accounts}":"{0:konto|konta|kont|konta}"}}',
    );
    const forms = [1, 3, 5, 1.5].map((count) => polish.t('{0:account|accounts}', count));
    expect(forms).toEqual(['konto', 'konta', 'kont', 'konta']);
  });

  test('is said in English where its language lacks it', () => {
    expect(german.t('{0} of {1}', '3', '4')).toBe('3 of 4');
    expect(german.t('constructor')).toBe('constructor');
  });

  test('gives the number alone of words with a number in them', () => {
    const dative = parseLanguage(
      'de',
      '{"direction":"ltr","messages":{"in {0}":"in {0#} {0:Tag|Tagen}"}}',
    );
    const days = { text: '3 Tage', number: 3, digits: () => '3' };
    expect([dative.t('in {0}', days), english.t('in {0}', days)]).toEqual([
      'in 3 Tagen',
      'in 3 Tage',
    ]);
  });

  test('from the right keeps names and numbers apart, so that they do not turn the words around them', () => {
    const hebrew = parseLanguage(
      'he',
      '{"direction":"rtl","messages":{"{0} of {1}":"{0} מתוך {1}"}}',
    );
    expect(hebrew.t('{0} of {1}', 'Acme', '4')).toBe('\u2068Acme\u2069 מתוך \u20684\u2069');
  });

  test('that names a place which is not given is our bug', () => {
    expect(() => english.t('{0} of {1}', '3')).toThrow('nothing to put at {1}');
  });

  test('keeps what looks like a place within what is put there', () => {
    expect(english.t('{0} of {1}', '{1}', 'b')).toBe('{1} of b');
  });
});

test('a file that is no language file is named', () => {
  expect(() => parseLanguage('fr', '{"messages":{}}')).toThrow('templates/languages/fr.json');
  expect(() => parseLanguage('fr', 'bonjour')).toThrow('templates/languages/fr.json');
});
