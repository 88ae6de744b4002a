import { expect, it } from 'vitest';
import { defaultStyle, styles } from '../../../lambdas/rendering/pdf/look.ts';
import { type Node, write } from '../../../lambdas/rendering/pdf/nodes.ts';
import { print } from '../../../lambdas/rendering/pdf/print.ts';
import { assets } from '../rendered.ts';
import { readPdf, stringIn } from './read_pdf.ts';

const pages = async (content: () => readonly Node[]) =>
  readPdf(
    await print({
      ...{ title: 'Lines', author: 'A', subject: 'S', language: 'en' },
      ...{ madeAt: '2026-10-01T00:00:00Z', size: { width: 595, height: 842 } },
      margins: { left: 50, right: 50, top: 50, bottom: 50 },
      ...{ fonts: assets.pageFonts, styles, defaultStyle, content },
      ids: new Map([['高橋商事', 'acc-7']]),
      ...{ header: () => null, footer: () => write('', 'foot') },
    }),
  );

const lines = (count: number): Node[] =>
  Array.from({ length: count }, (_, n) => write(`Line ${n}`, 'body'));

const drawnParagraphs = ({ drawn }: Awaited<ReturnType<typeof pages>>) =>
  drawn.join('\n').match(/\/P <</g)?.length;

it('shows all of what should be on one page and is longer than one', async () => {
  const pdf = await pages(() => [{ stack: lines(120), unbreakable: true }]);
  expect(pdf.all(/\/Type \/Page\b/).length).toBeGreaterThan(1);
  expect(drawnParagraphs(pdf)).toBe(120);
});

it('shows all of a table’s row that is longer than a page', async () => {
  const row: Node[] = [{ stack: lines(120) }];
  const table = { widths: ['*'], headerRows: 0, body: [row], dontBreakRows: true as const };
  expect(drawnParagraphs(await pages(() => [{ table: { ...table }, layout: {} }]))).toBe(120);
});

it('moves a heading to the page on which its table begins', async () => {
  const tall: Node[] = [{ stack: [{ ...write('First', 'body'), id: 'a-follows' }, ...lines(12)] }];
  const pdf = await pages(() => [
    ...lines(35),
    write('Heading', 'title', { id: 'a', headlineLevel: 1, tag: 'H2' }),
    { table: { widths: ['*'], headerRows: 0, body: [tall], dontBreakRows: true }, layout: {} },
  ]);
  const [first = '', second = ''] = pdf.drawn.filter((page) => page.includes(' Tf'));
  expect(first).not.toContain('/H2 <<');
  expect(second).toContain('/H2 <<');
});

it('shows that letters are missing and whose name it is, and has the name read aloud', async () => {
  const pdf = await pages(() => [write('高橋商事 grew by 5 %', 'body')]);
  const [paragraph = ''] = pdf.all(/\/S \/P\b/);
  expect(stringIn(paragraph, 'ActualText', pdf)).toBe('高橋商事 grew by 5 %');
  const same = await pages(() => [write('□□□□ (acc-7) grew by 5 %', 'body')]);
  const drawnIn = ({ drawn }: typeof pdf) => drawn.find((page) => page.includes(' Tf'));
  expect(drawnIn(pdf)).toBe(drawnIn(same));
});
