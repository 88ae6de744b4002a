import type { Around, LayoutBuilder, PlacedNode } from 'pdfmake/js/LayoutBuilder.js';
import type { Page } from 'pdfmake/js/Renderer.js';
import { coverageOf } from '../glyphs.ts';
import { drawnNode } from './drawn.ts';
import { breakable, followerOf, type Node } from './nodes.ts';
import { type Element, shownIn, structureOf } from './structure.ts';
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
  /** Names that the fonts may not have, with what tells whose they are. */
  readonly ids: ReadonlyMap<string, string>;
  /** Anew with each call, since layout works on the nodes themselves. */
  readonly content: () => readonly Node[];
  readonly header: (page: number) => Node | null;
  readonly footer: (page: number, pages: number) => Node;
}

/** Headings that begin below this share of a page go to the next, since no more than a line would follow. */
const lowest = 0.85;

/**
 * Lays out and draws a document: the same order gives the same bytes. pdfmake says of a document that it is
 * tagged and tags nothing, so that what it draws is marked here. Nothing is read from a disk or a network.
 */
export async function print(order: Print): Promise<Uint8Array> {
  const parts = await taggingParts();
  const pdf = new parts.TaggedDocument(...documentOf(order));
  const laidOut = (content: readonly Node[]) => {
    const root = structureOf(content);
    const layout = new parts.TaggedLayout(order.size, order.margins, new parts.SVGMeasure());
    return { root, pages: pagesOf(order, content, layout, pdf) };
  };
  const drawing = { covers: coverageOf(order.fonts.regular), ids: order.ids };
  const content = () => order.content().map((node) => drawnNode(node, drawing));
  const kept = laidOut(content());
  const whole = isWhole(kept) ? kept : laidOut(content().map(breakable));
  const renderer = new parts.TaggedRenderer(pdf);
  renderer.renderPages(whole.pages);
  pdf.addStructure(renderer.structured(whole.root));
  pdf.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of pdf) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function pagesOf(
  { styles, defaultStyle, header, footer, fonts, ids }: Print,
  content: readonly Node[],
  layout: LayoutBuilder,
  pdf: object,
): Page[] {
  const drawing = { covers: coverageOf(fonts.regular), ids };
  const foot = (page: number, all: number) => drawnNode(footer(page, all), drawing);
  return layout.layoutDocument(
    ...([{ stack: content }, pdf, styles, defaultStyle, undefined] as const),
    ...([header, foot, undefined, standsAlone] as const),
  );
}

/** What is to be kept on one page and is longer than one, pdfmake cuts there without a word. */
function isWhole({ root, pages }: { readonly root: Element; readonly pages: readonly Page[] }) {
  const drawn = new Set(pages.flatMap(({ items }) => items.map(({ item }) => item.element)));
  return shownIn(root).every((element) => drawn.has(element));
}

/** A heading below which nothing of its own follows on its page. */
function standsAlone(heading: PlacedNode, { getNodesOnNextPage }: Around): boolean {
  if (heading.headlineLevel === undefined) return false;
  const follower = heading.id === undefined ? undefined : followerOf(heading.id);
  return (
    heading.startPosition.verticalRatio > lowest ||
    getNodesOnNextPage().some(({ id }) => id !== undefined && id === follower)
  );
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
