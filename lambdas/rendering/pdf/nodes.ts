/** What a page is made of: the part of pdfmake's document definition that reports need, with what it means. */

interface Placed {
  readonly margin?: readonly [number, number, number, number];
  /** Kept on one page. */
  readonly unbreakable?: boolean;
  readonly width?: number | string;
  readonly fillColor?: string | null;
  readonly colSpan?: number;
}

export interface TextNode extends Placed {
  readonly text: string | readonly Run[];
  readonly style?: string | readonly string[];
  readonly color?: string;
  readonly alignment?: 'left' | 'right' | 'center';
  readonly bold?: boolean;
  readonly fontSize?: number;
  /** Of PDF's structure types; absent: P. */
  readonly tag?: 'H1' | 'H2' | 'H3' | 'H4' | 'P' | 'Reference';
  /** Of what must not stand alone at the end of a page. */
  readonly headlineLevel?: number;
  /** Name of the place, by which a `PageNode` finds it. */
  readonly id?: string;
  /** In the list that viewers show beside the pages, below the entry with this id. */
  readonly outline?: true;
  readonly outlineText?: string;
  readonly outlineParentId?: string;
  /** What is read aloud, where it is not what is drawn. */
  readonly actual?: string;
}

/** Id of what must begin on the page of the heading with this id. */
export const followerOf = (id: string) => `${id}-follows`;

/** The number of the page on which the text with this id comes to lie. */
export interface PageNode extends Omit<TextNode, 'text'> {
  readonly pageReference: string;
}

interface Run {
  readonly text: string;
  readonly style?: string;
  readonly color?: string;
  readonly bold?: boolean;
  readonly fontSize?: number;
}

export interface StackNode extends Placed {
  readonly stack: readonly Node[];
  readonly tag?: 'Sect' | 'TOC';
}

export interface ColumnsNode extends Placed {
  readonly tag?: 'TOCI';
  readonly columns: readonly Node[];
  readonly columnGap?: number;
}

export interface TableNode extends Placed {
  readonly table: {
    readonly widths: readonly (number | string)[];
    readonly headerRows: number;
    readonly body: readonly (readonly Node[])[];
    readonly dontBreakRows?: true;
    readonly keepWithHeaderRows?: number;
  };
  readonly layout: object;
}

export interface SvgNode extends Placed {
  readonly svg: string;
  /** What the drawing shows; absent where the text beside it says it. */
  readonly alt?: string;
}

interface Rectangle {
  readonly type: 'rect';
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly r?: number;
  readonly color: string;
}

export interface CanvasNode extends Placed {
  readonly canvas: readonly Rectangle[];
}

export type Node = TextNode | PageNode | StackNode | ColumnsNode | TableNode | SvgNode | CanvasNode;

type TextOptions = Omit<TextNode, 'text'>;

export function write(text: TextNode['text'], style: string, more: TextOptions = {}): TextNode {
  return { text, style, ...more };
}

export const box = (x: number, w: number, h: number, color: string): Rectangle => ({
  ...{ type: 'rect', x, y: 0, w, h, color },
});

/** The same, free to go on to the next page anywhere. */
export function breakable(node: Node): Node {
  const { unbreakable: _, ...rest } = node;
  if ('stack' in rest) return { ...rest, stack: rest.stack.map(breakable) };
  if ('columns' in rest) return { ...rest, columns: rest.columns.map(breakable) };
  if (!('table' in rest)) return rest;
  const { dontBreakRows: __, keepWithHeaderRows: ___, ...table } = rest.table;
  return { ...rest, table: { ...table, body: table.body.map((row) => row.map(breakable)) } };
}
