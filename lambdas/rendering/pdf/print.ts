import type { Node } from './nodes.ts';
import { structureOf } from './structure.ts';
import { taggingParts } from './tagging.ts';

/** TTFs. */
export interface PageFonts {
  readonly regular: Uint8Array;
  readonly semibold: Uint8Array;
}

export interface Print {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  /** BCP 47. */
  readonly language: string;
  /** Instant in ISO 8601; the file says that it was made then. */
  readonly madeAt: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly margins: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly fonts: PageFonts;
  readonly styles: object;
  readonly defaultStyle: object;
  readonly content: readonly Node[];
  readonly header: (page: number) => Node | null;
  readonly footer: (page: number, pages: number) => Node;
}

/** Headings that begin below this share of a page go to the next, since no more than a line would follow. */
const lowest = 0.8;

/**
 * Lays out and draws a document: the same order gives the same bytes. pdfmake says of a document that it is
 * tagged and tags nothing, so that what it draws is marked here. Nothing is read from a disk or a network.
 */
export async function print(order: Print): Promise<Uint8Array> {
  const { TaggedDocument, TaggedLayout, TaggedRenderer, SVGMeasure } = await taggingParts();
  const pdf = new TaggedDocument(...documentOf(order));
  const layout = new TaggedLayout(order.size, order.margins, new SVGMeasure());
  const root = structureOf(order.content);
  const pages = layout.layoutDocument(
    { stack: order.content },
    pdf,
    order.styles,
    order.defaultStyle,
    undefined,
    order.header,
    order.footer,
    undefined,
    ({ headlineLevel, startPosition }) =>
      headlineLevel !== undefined && startPosition.verticalRatio > lowest,
  );
  const renderer = new TaggedRenderer(pdf);
  renderer.renderPages(pages);
  pdf.addStructure(renderer.structured(root));
  pdf.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of pdf) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function documentOf({ fonts, size, language, madeAt, ...order }: Print) {
  const { title, author, subject } = order;
  const family = { Inter: { normal: fonts.regular, bold: fonts.semibold } };
  const options = {
    ...{ size: [size.width, size.height], pdfVersion: '1.7', lang: language, font: null },
    ...{ tagged: true, displayTitle: true, compress: true, autoFirstPage: false },
    ...{ fontLayoutCache: true, bufferPages: false },
    info: {
      ...{ Title: title, Author: author, Subject: subject },
      ...{ Producer: 'CS Pulse', Creator: 'CS Pulse', CreationDate: new Date(madeAt) },
    },
  };
  const denyFiles = () => false;
  return [family, {}, {}, {}, options, null, denyFiles] as const;
}
