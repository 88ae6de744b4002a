import type { LayoutBuilder } from 'pdfmake/js/LayoutBuilder.js';
import type { PDFDocument, StructureContent, StructureElement } from 'pdfmake/js/PDFDocument.js';
import type { Line, Marked, Renderer } from 'pdfmake/js/Renderer.js';
import type { Element } from './structure.ts';

/** Loaded with the first document: 1.2 MB that only a quarter's run needs. */
export async function taggingParts() {
  const [document, layout, renderer, svg] = await Promise.all([
    import('pdfmake/js/PDFDocument.js'),
    import('pdfmake/js/LayoutBuilder.js'),
    import('pdfmake/js/Renderer.js'),
    import('pdfmake/js/SVGMeasure.js'),
  ]);
  return {
    TaggedDocument: documentOn(unwrapped(document.default)),
    TaggedLayout: layoutOn(unwrapped(layout.default)),
    TaggedRenderer: rendererOn(unwrapped(renderer.default)),
    SVGMeasure: unwrapped(svg.default),
  };
}

const isWrapped = <T extends object>(part: Wrapped<T> | T): part is Wrapped<T> => 'default' in part;
const unwrapped = <T extends object>(part: Wrapped<T> | T): T =>
  isWrapped(part) ? part.default : part;

function documentOn(Base: typeof PDFDocument) {
  return class TaggedDocument extends Base {
    /** Its XML takes titles as they are, with `&` and `<`; the title stands in the other place for it. */
    override endMetadata(): void {}

    /** Page numbers in the list of contents are read, and viewers have its links beside the pages. */
    override goTo(): this {
      return this;
    }
  };
}

function layoutOn(Base: typeof LayoutBuilder) {
  return class TaggedLayout extends Base {
    override buildNextLine(node: Marked): Line | null {
      const line = super.buildNextLine(node);
      return line === null ? null : Object.assign(line, { element: node.element });
    }
  };
}

function rendererOn(Base: typeof Renderer) {
  return class TaggedRenderer extends Base {
    readonly #pdf: PDFDocument;
    readonly #drawn = new Map<Element, StructureContent[]>();
    readonly #firstPage = new Map<Element, object>();

    constructor(pdf: PDFDocument) {
      super(pdf);
      this.#pdf = pdf;
    }

    override renderLine(line: Line, x: number, y: number): void {
      this.#draw(line.element, () => super.renderLine(line, x, y));
    }

    override renderSVG(svg: Marked): void {
      this.#draw(svg.element, () => super.renderSVG(svg));
    }

    override renderVector(vector: object): void {
      this.#draw(undefined, () => super.renderVector(vector));
    }

    /** Rules, fills, page numbers and headers that are repeated are no part of what is read aloud. */
    #draw(element: Element | undefined, draw: () => void): void {
      if (element === undefined || this.#isAgain(element)) this.#pdf.markContent('Artifact');
      else this.#keep(element, this.#pdf.markStructureContent(element.type));
      draw();
      this.#pdf.endMarkedContent();
    }

    #isAgain(element: Element): boolean {
      const { page } = this.#pdf;
      const first = this.#firstPage.get(element) ?? page;
      this.#firstPage.set(element, first);
      return element.repeats === true && first !== page;
    }

    #keep(element: Element, content: StructureContent): void {
      this.#drawn.set(element, [...(this.#drawn.get(element) ?? []), content]);
    }

    /** Once all is drawn. */
    structured(element: Element): StructureElement {
      const { type, alt, actual, scope, children } = element;
      const made = this.#pdf.struct(type, { alt, actual, scope });
      for (const content of this.#drawn.get(element) ?? []) made.add(content);
      for (const inner of children) made.add(this.structured(inner));
      made.end();
      return made;
    }
  };
}
