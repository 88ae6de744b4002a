import type { Node, TableNode } from './nodes.ts';

/** An element of the document's structure, which screen readers read in place of the page. */
export interface Element {
  readonly type: string;
  readonly alt?: string;
  /** Of words that are drawn otherwise than they are. */
  readonly actual?: string;
  readonly scope?: 'Column' | 'Row';
  /** It has words or a drawing of its own. */
  readonly shown?: true;
  /** Drawn again at the head of every page that its table goes on to. */
  readonly repeats?: true;
  readonly children: Element[];
}

/**
 * The structure of a document, and its element at every node that draws something with a meaning. Reading
 * order is the order of the definition, wherever its nodes come to lie on pages.
 */
export function structureOf(content: readonly Node[]): Element {
  const root = element('Document');
  for (const node of content) place(node, root);
  return root;
}

const element = (type: string, more: Partial<Element> = {}): Element => ({
  type,
  ...more,
  children: [],
});

/** All that must be seen on the pages. */
export function shownIn(element: Element): Element[] {
  const inner = element.children.flatMap(shownIn);
  return element.shown === true ? [element, ...inner] : inner;
}

/** Layout copies nodes about, so that the mark must lie on them. */
function mark(node: Node, element: Element): void {
  const isEmpty = 'text' in node && node.text === '';
  const actual = 'actual' in node && node.actual !== undefined ? { actual: node.actual } : {};
  Object.assign(element, actual, isEmpty ? {} : { shown: true });
  Object.assign(node, { element });
}

function child(parent: Element, type: string, more?: Partial<Element>): Element {
  const made = element(type, more);
  parent.children.push(made);
  return made;
}

function place(node: Node, parent: Element): void {
  if ('text' in node || 'pageReference' in node) {
    mark(node, child(parent, node.tag ?? 'P'));
  } else if ('stack' in node) {
    const inner = node.tag === undefined ? parent : child(parent, node.tag);
    for (const one of node.stack) place(one, inner);
  } else if ('columns' in node) {
    const inner = node.tag === undefined ? parent : child(parent, node.tag);
    for (const one of node.columns) place(one, inner);
  } else if ('table' in node) {
    placeTable(node, child(parent, 'Table'));
  } else if ('svg' in node && node.alt !== undefined) {
    mark(node, child(parent, 'Figure', { alt: node.alt }));
  }
}

/** The first cell of a row names it, the header rows name the columns. */
function placeTable({ table }: TableNode, parent: Element): void {
  for (const [n, cells] of table.body.entries()) {
    const row = child(parent, 'TR');
    const isHead = n < table.headerRows;
    for (const [column, cell] of cells.entries()) {
      // pdfmake wants an empty cell below each column that the one before it spans.
      if ('text' in cell && cell.text === '' && spanned(cells, column)) continue;
      const isName = isHead || column === 0;
      const scope = isHead ? 'Column' : 'Row';
      const inner = child(
        row,
        isName ? 'TH' : 'TD',
        isName ? { scope, ...(isHead ? { repeats: true } : {}) } : {},
      );
      if ('text' in cell) mark(cell, inner);
      else place(cell, inner);
    }
  }
}

function spanned(cells: readonly Node[], column: number): boolean {
  return cells.slice(0, column).some((cell, n) => n + (cell.colSpan ?? 1) > column);
}
