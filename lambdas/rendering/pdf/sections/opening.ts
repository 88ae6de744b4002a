import type { View } from '../../view.ts';
import { colours } from '../look.ts';
import { box, type Node, write } from '../nodes.ts';

/** The first page's head: who, when, and the conclusion. */
export function opening(view: View, width: number): Node[] {
  const when = view.span === null ? view.period : `${view.period} · ${view.span}`;
  const scope = view.scope === null ? [] : [write(view.scope, 'note')];
  return [
    { canvas: [box(0, width, 3, colours.edge)], margin: [0, 0, 0, 12] },
    {
      columns: [
        write(view.company, 'name', { width: '*' }),
        write(view.edition, 'note', { width: 'auto', alignment: 'right' }),
      ],
    },
    write(when, 'note', { margin: [0, 14, 0, 4] }),
    ...scope,
    write(view.headline, 'headline', { tag: 'H1' }),
  ];
}

export function summary({ summary: told, words }: View): Node[] {
  if (told.shown.length === 0) return [];
  const paragraphs = told.shown.map((text) => write(text, 'lede', { margin: [0, 0, 0, 5] }));
  const [first, ...others] = paragraphs;
  if (first === undefined) return [];
  const heading = write(words.t('Executive summary'), 'eyebrow', {
    ...{ tag: 'H2' as const, margin: [0, 14, 0, 4] as const },
  });
  return [{ tag: 'Sect', stack: [{ stack: [heading, first], unbreakable: true }, ...others] }];
}
