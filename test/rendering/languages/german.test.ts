import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { dictionaryView } from '../../../lambdas/rendering/dictionary.ts';
import { parseLanguage } from '../../../lambdas/rendering/languages/words.ts';
import { penFor } from '../../../lambdas/rendering/writing/pen.ts';
import type { Figure } from '../../../lambdas/reports/model.ts';
import { order } from '../dictionary_fixture.ts';

const file = new URL('../../../templates/languages/de.json', import.meta.url);
const words = parseLanguage('de', await readFile(file, 'utf8'));
const pen = penFor('de-DE', 'EUR', 480, 'de-DE', words);
const plain = (text: string) => text.replaceAll(/[\u00a0\u2009]/g, ' ');
const money = (value: number): Figure => ({ value, unit: 'money', currency: 'EUR' });

describe('a German report', () => {
  test.each<[string, Figure, string]>([
    [
      'money in the thousands to the unit, since German has no short thousand',
      money(308_580.9),
      '308.581 €',
    ],
    ['millions in short', money(3_612_356), '3,61 Mio. €'],
    ['small money to the cent', money(41.4), '41,40 €'],
    ['rates with a comma and a space', { value: 104.2, unit: '%' }, '104,2 %'],
    ['durations in its own words', { value: 60, unit: 'hours' }, '2,5 Tage'],
    ['losses with a true minus', { value: -1234, unit: 'count' }, '−1.234'],
  ])('writes %s', (_, figure, text) => {
    expect(plain(pen.brief(figure))).toBe(text);
  });

  test('writes days and months as German calendars do', () => {
    expect(
      [pen.date('2026-03-01'), pen.due('2026-11-05'), pen.day('2026-09-27')].map(plain),
    ).toEqual(['1. März 2026', 'Do., 5. Nov.', '27. Sept.']);
    expect(pen.period('2026-10', 'long')).toBe('Oktober 2026');
    expect(plain(pen.span('2026-10-26', '2026-11-02'))).toBe('26. Okt. – 1. Nov. 2026');
  });
});

test('the dictionary is in the language of the archive that it is a page of', () => {
  const shelf = { words, pen, company: 'Alpine Software', scope: null, run: 'KW 45, 2026' };
  const { title, stages } = dictionaryView({ ...order, shelf });
  const churn = stages
    .flatMap(({ entries }) => entries)
    .find(({ id }) => id === 'churn_risk_score');
  expect([title, stages[0]?.name]).toEqual(['KPI-Wörterbuch', 'Akquisition']);
  expect(churn).toMatchObject({
    label: 'Churn-Risiko',
    reading: 'niedriger ist besser, Frühindikator',
  });
});
