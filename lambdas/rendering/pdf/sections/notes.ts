import type { View } from '../../view.ts';
import { type Section, section } from '../chapters.ts';
import { moreLine, table } from '../look.ts';
import { type Node, write } from '../nodes.ts';

export function wins({ wins: view, words }: View): Section[] {
  if (view.rows.shown.length === 0) return [];
  return [
    section(words.t('Wins and learnings'), view.title, [
      ...view.rows.shown.map((text) => write(text, 'body', { margin: [0, 0, 0, 5] })),
      ...moreLine(view.rows.more),
    ]),
  ];
}

/** What the numbers do not know. */
export function quality({ quality: view, words }: View): Section[] {
  const { t } = words;
  const notes = view.notes.shown.map((text) => write(text, 'note', { margin: [0, 0, 0, 3] }));
  const restated = view.restated.shown.map(({ label, was, is }) =>
    write(t('{0} restated: was {1}, is {2}', label, was, is), 'note', { margin: [0, 0, 0, 3] }),
  );
  const unmeasured = view.unmeasured.shown.map((text) =>
    write(text, 'note', { margin: [0, 0, 0, 3] }),
  );
  const more = [view.notes, view.restated, view.unmeasured].flatMap((list) => moreLine(list.more));
  return [section(t('Data quality'), view.title, [...notes, ...restated, ...unmeasured, ...more])];
}

export function definitions({ definitions: view, words }: View): Section[] {
  if (view.shown.length === 0) return [];
  const rows = view.shown.map(({ label, definition, evidence, formula }) => [
    write(label, 'small', { bold: true }),
    {
      stack: [
        write([definition, ...(evidence === null ? [] : [evidence])].join(' '), 'small'),
        ...(formula === null ? [] : [write(formula, 'small')]),
      ],
    },
  ]);
  return [
    section(words.t('Definitions'), words.t('What each number counts'), [
      table([120, '*'], null, rows, true),
      ...moreLine(view.more),
    ]),
  ];
}

/** What the report covers and on which data; the mail's further lines name one reader, and pages are shared. */
export function colophon({ footer }: View): Node[] {
  const lines = footer.slice(0, 1).map((line) => write(line, 'small'));
  return [{ stack: lines, margin: [0, 20, 0, 0] }];
}
