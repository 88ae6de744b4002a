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
  readonly tag?: 'H1' | 'H2' | 'H3' | 'P' | 'Caption';
  /** Of what must not stand alone at the end of a page. */
  readonly headlineLevel?: number;
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
  readonly tag?: 'Sect';
}

export interface ColumnsNode extends Placed {
  readonly columns: readonly Node[];
  readonly columnGap?: number;
}

export interface TableNode extends Placed {
  readonly table: {
    readonly widths: readonly (number | string)[];
    readonly headerRows: number;
    readonly body: readonly (readonly Node[])[];
    readonly dontBreakRows: true;
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

export type Node = TextNode | StackNode | ColumnsNode | TableNode | SvgNode | CanvasNode;

type TextOptions = Omit<TextNode, 'text'>;

export function write(text: TextNode['text'], style: string, more: TextOptions = {}): TextNode {
  return { text, style, ...more };
}

export const box = (x: number, w: number, h: number, color: string): Rectangle => ({
  ...{ type: 'rect', x, y: 0, w, h, color },
});
