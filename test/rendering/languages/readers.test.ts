import { expect, test } from 'vitest';
import { checkLanguages, languagesOf } from '../../../lambdas/rendering/languages/readers.ts';

test('a reader whose language has no file is named by place, not by address', () => {
  const readers = [{ language: 'en' }, { language: 'fr', email: 'fay@quayloom.example' }];
  const check = () => checkLanguages(readers, ['de', 'he']);
  expect(check).toThrow(
    'readers[1].language: no report is written in "fr", for which there is no templates/languages/fr.json. Languages that are there: de, en, he.',
  );
  expect(check).not.toThrow('@');
});

test('English needs no file, and a file of one’s own adds a language', () => {
  const files = languagesOf(['languages/fr.json', 'weekly/report.html.hbs']);
  expect(() => checkLanguages([{ language: 'en' }, { language: 'fr' }], files)).not.toThrow();
});
