import type { Words } from '../languages/words.ts';
import { type Chapter, idOf } from './chapters.ts';
import { type ColumnsNode, type Node, write } from './nodes.ts';

/** What the pages hold, with the number of the page on which each chapter begins. */
export function contentsList(chapters: readonly Chapter[], { t }: Words): Node[] {
  const heading = write(t('Contents'), 'eyebrow', {
    ...{ tag: 'H2' as const, margin: [0, 12, 0, 4] as const },
  });
  const rows = chapters.map(({ name, sections }, n) => contentsRow(name, sections, n));
  return [{ tag: 'Sect', stack: [heading, { tag: 'TOC', stack: rows }], unbreakable: true }];
}

function contentsRow(name: string, sections: Chapter['sections'], n: number): ColumnsNode {
  const names = sections.map(({ eyebrow }) => eyebrow).join(' · ');
  return {
    tag: 'TOCI',
    columns: [
      write(name, 'strong', { width: 120, tag: 'Reference' }),
      write(names, 'note', { width: '*' }),
      {
        pageReference: idOf(n),
        ...{ style: 'strong', tag: 'Reference', alignment: 'right', width: 40 },
      },
    ],
    columnGap: 10,
    margin: [0, 0, 0, 3],
  };
}
