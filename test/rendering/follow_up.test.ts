import { expect, it } from 'vitest';
import { caseOf, rendered } from './rendered.ts';

it('names who was asked, but not to readers of their own book of business', async () => {
  const all = await rendered(caseOf('weekly'));
  const own = await rendered(caseOf('book_of_business'));
  for (const part of ['html', 'text'] as const) {
    expect(all[part]).toContain('Dana Reyes: Usage collapsed (use against usual)');
    expect(own[part]).toContain('Usage collapsed (use against usual)');
    expect(own[part]).not.toContain('Dana Reyes: Usage collapsed');
    expect(own[part]).toContain('Marek Nowak: Agree a recovery plan');
  }
});

it('tells actions that are left for now apart from those that can wait', async () => {
  const { html, text } = await rendered(caseOf('weekly'));
  expect(html).toContain('… and 4 more for now and 12 that can wait, in actions.csv');
  expect(text.replaceAll(/\s+/g, ' ')).toContain('4 more for now and 12 that can wait');
});

it('says for how long an action has been asked for, and tells the play of a KPI in full', async () => {
  const { html, text } = await rendered(caseOf('weekly'));
  for (const part of [html, text]) {
    expect(part).toContain('Third week in a row, since Oct');
    expect(part.replaceAll(/\s+/g, ' ')).toContain(
      'Read twenty tickets that needed a second answer',
    );
  }
});
