import { colours, gap } from './look.ts';
import {
  box,
  followerOf,
  type Node,
  type StackNode,
  type TableNode,
  type TextNode,
  write,
} from './nodes.ts';

/** A claim and what proves it, before it is known where on the pages it comes to lie. */
export interface Section {
  readonly eyebrow: string;
  /** Null where the numbers speak for themselves. */
  readonly claim: string | null;
  readonly parts: readonly Node[];
  /** So short that it is kept on one page. */
  readonly whole: boolean;
}

export interface Chapter {
  readonly name: string;
  readonly sections: readonly Section[];
}

export function section(eyebrow: string, claim: string | null, parts: readonly Node[]): Section {
  return { eyebrow, claim, parts, whole: false };
}

export function wholeSection(eyebrow: string, claim: string, parts: readonly Node[]): Section {
  return { eyebrow, claim, parts, whole: true };
}

/** Rows that surely fit a page with their heading. */
const mostKept = 8;

/** A list of so many rows, kept on one page where it is short. */
export function listSection(
  eyebrow: string,
  claim: string,
  parts: readonly Node[],
  rows: number,
): Section {
  return { eyebrow, claim, parts, whole: rows <= mostKept };
}

/** Name of the place at which a chapter begins. */
export const idOf = (chapter: number) => `chapter-${chapter + 1}`;

/** The chapters on paper; a heading never stands alone at the end of a page. */
export function chapterNodes(chapters: readonly Chapter[]): Node[] {
  return chapters.map(({ name, sections }, n) => ({
    tag: 'Sect',
    stack: sections.map((one, place) =>
      sectionNode(one, place === 0 ? chapterHeading(name, n) : [], { chapter: idOf(n), place }),
    ),
  }));
}

function chapterHeading(name: string, n: number): Node[] {
  const listed = { id: idOf(n), outline: true as const };
  return [
    write(name, 'chapter', { ...listed, tag: 'H2', margin: [0, gap.chapter, 0, 3] }),
    { canvas: [box(0, 36, 2.5, colours.edge)] },
  ];
}

function sectionNode(
  { eyebrow, claim, parts, whole }: Section,
  before: readonly Node[],
  at: { readonly chapter: string; readonly place: number },
): StackNode {
  const headings = [...before, ...sectionHeading(eyebrow, claim, at)];
  if (whole) return { tag: 'Sect', stack: [...headings, ...parts], unbreakable: true };
  const [first, ...others] = parts;
  if (first !== undefined && !('table' in first)) {
    const start: StackNode = { stack: [...headings, first], unbreakable: true };
    return { tag: 'Sect', stack: [start, ...others] };
  }
  // A table longer than a page cannot be kept whole with its heading, which moves to where it begins.
  const table = first === undefined ? [] : [begun(first, headings)];
  return { tag: 'Sect', stack: [...leading(headings), ...table, ...others] };
}

function sectionHeading(
  eyebrow: string,
  claim: string | null,
  { chapter, place }: { readonly chapter: string; readonly place: number },
): TextNode[] {
  const id = `${chapter}-${place}`;
  const listed = {
    outline: true as const,
    outlineText: claim ?? eyebrow,
    outlineParentId: chapter,
  };
  const above = [0, gap.section, 0] as const;
  if (claim === null)
    return [write(eyebrow, 'eyebrow', { ...listed, id, tag: 'H3', margin: [...above, gap.part] })];
  return [
    write(eyebrow, 'eyebrow', { id, margin: [...above, 2] }),
    write(claim, 'title', { ...listed, tag: 'H3', margin: [0, 0, 0, gap.part] }),
  ];
}

/** The first of them takes the others with it to the next page. */
function leading([first, ...others]: readonly Node[]): Node[] {
  if (first === undefined || !('text' in first)) return others;
  return [{ ...first, headlineLevel: 1 }, ...others];
}

/** The table whose first row is known as what follows the first of these. */
function begun(table: TableNode, [heading]: readonly Node[]): TableNode {
  const id = heading !== undefined && 'id' in heading ? heading.id : undefined;
  const { headerRows, body } = table.table;
  const rows = body.map((cells, row) =>
    row !== headerRows || id === undefined
      ? cells
      : cells.map((cell, column) => (column === 0 ? named(cell, followerOf(id)) : cell)),
  );
  return { ...table, table: { ...table.table, body: rows } };
}

function named(cell: Node, id: string): Node {
  if ('text' in cell) return { ...cell, id };
  if (!('stack' in cell)) return cell;
  return { ...cell, stack: cell.stack.map((inner, n) => (n === 0 ? named(inner, id) : inner)) };
}
