import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { viewOf } from '../../../lambdas/rendering/view.ts';
import { compose } from '../../../lambdas/reports/compose.ts';
import { reader } from '../../documents_fixture.ts';
import { anyInput, names } from '../../reports/any_input.ts';
import { kpis } from '../../reports/small_company.ts';
import { assets } from '../rendered.ts';
import { allMessages } from './messages.ts';
import { pseudo, unspoken, visible, wordsIn } from './pseudo.ts';

const sending = {
  ...{ reader, files: [], leftOut: [], longest: 50, letters: 480 },
  ...{ run: 'r1', sentAt: '2026-11-09T07:00:00Z', archive: '' },
};

/** What Intl writes and not a language file: months, days of the week, lengths of time, thousands. */
const ofIntl = wordsIn([
  'Jan Feb Mar Apr May Jun Jul Aug Sep Sept Oct Nov Dec January February March April June July',
  'August September October November December Mon Tue Wed Thu Fri Sat Sun day days hour hours k M',
]);
const data = [
  ...names,
  'Acme',
  'Dana Reyes',
  'too expensive',
  'UTC',
  'USD',
  'Europe Berlin',
  'Americas New York',
];
const known = new Set([...ofIntl, ...wordsIn([data, reader.name])]);
const listed = new Set([...allMessages(), ...kpis.flatMap((kpi) => wordsOfKpi(kpi)), ...data]);

function wordsOfKpi({ label, question, definition, formula }: (typeof kpis)[number]): string[] {
  return [label, question, definition, formula];
}

describe('a report in a language that puts every text into brackets', () => {
  test('has no word of ours without them, and asks for no text that is not listed', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const words = pseudo();
        const report = compose(input);
        const view = viewOf(report, sending, words);
        const { html, subject } = assets.templates[report.edition];
        expect(unspoken([...visible(html(view)), subject(view)], known)).toEqual([]);
        expect([...words.asked].filter((text) => !listed.has(text))).toEqual([]);
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});
