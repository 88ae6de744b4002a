import { describe, expect, it } from 'vitest';
import type { Report } from '../../lambdas/reports/model.ts';
import { textNodes } from './faults.ts';
import { caseOf, render } from './rendered.ts';
import { strangeNumbers } from './strange_numbers.ts';

const names = [
  ...['weekly', 'monthly', 'quarterly', 'zeroes', 'first_report', 'german', 'yen'],
  ...['one_account', 'book_of_business'],
];
const run = 'r-20261109-0700';

/** Numbers that no model need hold: places in a list, months of the cohort table, how many KPIs or periods. */
function ours({ tiles, cohorts }: Report): string[] {
  const places = Array.from({ length: Math.max(13, tiles.length) }, (_, index) => `${index}`);
  const months = (cohorts?.rows[0]?.retained ?? []).map((_, index) => `${index}`);
  return [...places, ...months];
}

const inEnglish = names.map((name) => ({ name, ...caseOf(name) }));
const inGerman = inEnglish.slice(0, 3).map(({ name, report, reader }) => ({
  name: `${name} in German`,
  report,
  reader: { ...reader, language: 'de', locale: 'de-DE' },
}));

describe.each([...inEnglish, ...inGerman])('the numbers of $name', ({ report, reader }) => {
  const documents = render({ report, reader });
  const strange = (text: string) =>
    strangeNumbers(text.replaceAll(run, ''), report, reader.locale).filter(
      (number) => !ours(report).includes(number),
    );

  it('in the subject, the preheader and the text part are all in the model', async () => {
    const { subject, text } = await documents;
    expect(strange(`${subject}\n${text}`)).toEqual([]);
  });

  it('in the HTML, alternative texts included, are all in the model', async () => {
    const { html } = await documents;
    const visible = textNodes(html)
      .join('\n')
      .replaceAll(/&#\d+;|&#x[0-9a-f]+;/gi, ' ');
    const alternatives = [...html.matchAll(/ alt="([^"]*)"/g)].map(([, alt]) => alt);
    expect(strange([visible, ...alternatives].join('\n'))).toEqual([]);
  });

  it('would be missed if one were invented', () => {
    expect(strange('MRR is $412.9k')).toEqual(['412.9']);
  });
});
