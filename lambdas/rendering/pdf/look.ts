import { type ColumnsNode, type Node, type StackNode, type TableNode, write } from './nodes.ts';

/** The mail's type scale and colours on paper; sizes in points. */
export const colours = {
  ink: '#151922',
  text: '#434b5a',
  quiet: '#626b7c',
  accent: '#4553d0',
  edge: '#4f62e8',
  rule: '#e4e7ed',
  panel: '#f7f8fb',
  good: '#0b7a4b',
  bad: '#c0322b',
  fillGood: '#35a775',
  fillWarning: '#e0ad45',
  fillBad: '#dc665c',
  fillNeutral: '#b4bac6',
} as const;

export const defaultStyle = {
  ...{ font: 'Inter', fontSize: 9.5, lineHeight: 1.3, color: colours.text },
  // Inter moves a point below the 7 before it, where it is no longer seen.
  fontFeatures: { kern: false },
};

export const styles = {
  headline: { fontSize: 20, bold: true, color: colours.ink, lineHeight: 1.2 },
  eyebrow: { fontSize: 8.5, bold: true, color: colours.accent },
  chapter: { fontSize: 17, bold: true, color: colours.ink, lineHeight: 1.2 },
  title: { fontSize: 13, bold: true, color: colours.ink, lineHeight: 1.25 },
  lede: { fontSize: 10.5, lineHeight: 1.35 },
  body: { fontSize: 9.5 },
  strong: { bold: true, color: colours.ink },
  name: { fontSize: 10.5, bold: true, color: colours.ink },
  note: { fontSize: 8.5, color: colours.quiet },
  head: { fontSize: 8.5, color: colours.quiet },
  // Figures of one width line up.
  cell: { fontSize: 9.5, color: colours.ink, fontFeatures: { tnum: true } },
  label: { fontSize: 9, bold: true },
  value: { fontSize: 18, bold: true, color: colours.ink, lineHeight: 1.15 },
  heat: { fontSize: 8, color: '#1b2130', lineHeight: 1.1 },
  small: { fontSize: 8, color: colours.quiet },
  foot: { fontSize: 8, color: colours.quiet },
};

export const gap = { chapter: 26, section: 20, part: 8 };

/** Thin lines between rows and nothing else. */
const ruled = {
  hLineWidth: (line: number, { table }: TableNode) =>
    line === 0 || line === table.body.length ? 0 : 0.75,
  vLineWidth: () => 0,
  hLineColor: () => colours.rule,
  paddingLeft: (column: number) => (column === 0 ? 0 : 10),
  paddingRight: () => 0,
  paddingTop: () => 5,
  paddingBottom: () => 5,
};

const close = { ...ruled, hLineWidth: () => 0, paddingTop: () => 2.5, paddingBottom: () => 2.5 };

export function table(
  widths: TableNode['table']['widths'],
  head: readonly Node[] | null,
  rows: readonly (readonly Node[])[],
  isClose = false,
): TableNode {
  const body = head === null ? rows : [head, ...rows];
  const headed = head === null ? {} : { keepWithHeaderRows: 1 };
  return {
    table: { widths, headerRows: head === null ? 0 : 1, body, dontBreakRows: true, ...headed },
    layout: isClose ? close : ruled,
  };
}

export const head = (words: string) => write(words, 'head');
export const headRight = (words: string) => write(words, 'head', { alignment: 'right' });
export const right = (words: string, color?: string) =>
  write(words, 'cell', { alignment: 'right', ...(color === undefined ? {} : { color }) });

/** Green and red say good and bad and nothing else. */
export function toneColour(tone: { readonly good: boolean; readonly bad: boolean }): string {
  if (tone.good) return colours.good;
  return tone.bad ? colours.bad : colours.ink;
}

/** In rows of so many, each kept on one page. */
export function grid(cells: readonly Node[], across: number, columnGap: number): ColumnsNode[] {
  const rows = Array.from({ length: Math.ceil(cells.length / across) }, (_, row) =>
    cells.slice(row * across, row * across + across),
  );
  const blank = { stack: [] };
  return rows.map((row) => ({
    columns: Array.from({ length: across }, (_, n) => ({ ...(row[n] ?? blank), width: '*' })),
    columnGap,
    unbreakable: true,
  }));
}

/** What a list leaves out. */
export const moreLine = (more: string | null): Node[] =>
  more === null ? [] : [write(more, 'note', { margin: [0, 4, 0, 0] })];

/** A row's name, and in small what is to be known of it. */
export function named(name: string, why: string | null): StackNode {
  return { stack: [write(name, 'strong'), ...(why === null ? [] : [write(why, 'note')])] };
}
