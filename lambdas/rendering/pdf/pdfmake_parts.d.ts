/** The parts of pdfmake that it builds a document with; its own entry has no hook between layout and drawing. */
/** As CommonJS that was ES modules once is seen: how deep depends on who loads it. */
interface Wrapped<T> {
  readonly default: T;
}

declare module 'pdfmake/js/PDFDocument.js' {
  import type { Readable } from 'node:stream';

  export interface StructureContent {
    readonly refs: readonly object[];
  }
  export interface StructureElement {
    add(child: StructureElement | StructureContent): this;
    end(): void;
  }
  export class PDFDocument {
    constructor(
      fonts: object,
      images: object,
      patterns: object,
      attachments: object,
      options: object,
      virtualfs: null,
      localAccessPolicy: (path: string) => boolean,
    );
    readonly page: object;
    markContent(tag: string, options?: object): this;
    markStructureContent(tag: string): StructureContent;
    endMarkedContent(): this;
    struct(type: string, options: object): StructureElement;
    addStructure(element: StructureElement): this;
    endMetadata(): void;
    goTo(): this;
    end(): void;
    [Symbol.asyncIterator](): AsyncIterator<Uint8Array>;
  }
  interface PDFDocument extends Readable {}
  const module: Wrapped<typeof PDFDocument> | typeof PDFDocument;
  export default module;
}

declare module 'pdfmake/js/LayoutBuilder.js' {
  import type { Line, Marked, Page } from 'pdfmake/js/Renderer.js';

  export interface PlacedNode {
    readonly id?: string;
    readonly headlineLevel?: number;
    readonly startPosition: { readonly verticalRatio: number };
  }
  export interface Around {
    getNodesOnNextPage(): readonly PlacedNode[];
  }
  export class LayoutBuilder {
    constructor(pageSize: object, pageMargins: object, svgMeasure: object);
    registerTableLayouts(layouts: object): void;
    layoutDocument(
      content: object,
      pdf: object,
      styles: object,
      defaultStyle: object,
      background: undefined,
      header: (page: number, pages: number) => object | null,
      footer: (page: number, pages: number) => object,
      watermark: undefined,
      pageBreakBefore: (node: PlacedNode, around: Around) => boolean,
    ): Page[];
    buildNextLine(node: Marked): Line | null;
  }
  const module: Wrapped<typeof LayoutBuilder> | typeof LayoutBuilder;
  export default module;
}

declare module 'pdfmake/js/Renderer.js' {
  export interface Page {
    readonly items: readonly { readonly type: string; readonly item: Marked }[];
  }
  /** Ours: pdfmake copies it when it moves what it has laid out. */
  export interface Marked {
    element?: import('./structure.ts').Element;
  }
  export interface Line extends Marked {
    getHeight(): number;
  }
  export class Renderer {
    constructor(pdf: object);
    renderPages(pages: readonly Page[]): void;
    renderLine(line: Line, x: number, y: number): void;
    renderVector(vector: object): void;
    renderSVG(svg: Marked): void;
  }
  const module: Wrapped<typeof Renderer> | typeof Renderer;
  export default module;
}

declare module 'pdfmake/js/SVGMeasure.js' {
  const module: Wrapped<new () => object> | (new () => object);
  export default module;
}
