import { OurBug } from '../errors.ts';
import type { Report } from '../reports/model.ts';
import type { Reader } from '../settings/schema.ts';
import { painter } from './charts/png.ts';
import { type Attachment, compose, type Image } from './message.ts';
import type { PageFonts } from './pdf/print.ts';
import { tilesOf } from './sections/metrics.ts';
import type { Templates } from './templates.ts';
import { textViewOf } from './text/view.ts';
import { type View, viewOf } from './view.ts';

/** What rendering needs and may not read itself. */
export interface Assets {
  readonly templates: Templates;
  /** A TTF with the letters of the charts. */
  readonly font: Uint8Array;
  /** `index_bg.wasm` of @resvg/resvg-wasm. */
  readonly wasm: Uint8Array;
  /** TTFs of the quarter's PDF. */
  readonly pageFonts: PageFonts;
}

export interface Order {
  readonly report: Report;
  readonly reader: Reader;
  readonly assets: Assets;
  /** Id of the run; with the reader it makes the message's id. */
  readonly run: string;
  /** Instant in ISO 8601. */
  readonly sentAt: string;
  readonly from: string;
  readonly unsubscribe?: string | undefined;
  readonly attachments: readonly ArchivedFile[];
  /** Where the run lies, with a slash at its end: what is too large for a message is found there. */
  readonly archive: string;
  /** A last line for this reader alone. */
  readonly footnote?: string | undefined;
}

/** A file of the message that lies in the archive too, at this place of the run. */
export interface ArchivedFile extends Attachment {
  readonly at: string;
  /** Where all of it lies, where the message carries a part. */
  readonly whole?: string;
}

export interface Documents {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly eml: Uint8Array;
  readonly images: readonly Image[];
}

/** Gmail hides what follows 102 kB behind a link. */
const mostBytes = 90_000;
/** Rows of a list and letters of a text, from what settings allow at most down to what always fits: rows go first, since they are counted and a cut sentence says nothing. */
const bounds = [
  { longest: 50, letters: 480 },
  { longest: 25, letters: 480 },
  { longest: 12, letters: 480 },
  { longest: 10, letters: 480 },
  { longest: 8, letters: 480 },
  { longest: 7, letters: 480 },
  { longest: 6, letters: 480 },
  { longest: 5, letters: 480 },
  { longest: 4, letters: 480 },
  { longest: 3, letters: 480 },
  { longest: 2, letters: 480 },
  { longest: 1, letters: 240 },
  { longest: 1, letters: 60 },
  { longest: 1, letters: 30 },
];

/** SES takes 10 MB. */
const mostMessageBytes = 9_800_000;

/** One reader's report in every form, from the model alone: the same order gives the same bytes. */
export async function renderDocuments(order: Order): Promise<Documents> {
  let attached = order.attachments;
  for (;;) {
    const documents = await withFiles(order, attached);
    if (documents.eml.byteLength <= mostMessageBytes) return documents;
    const largest = [...attached].sort((a, b) => b.body.length - a.body.length)[0];
    if (!largest) throw tooLarge(order);
    attached = attached.filter((file) => file !== largest);
  }
}

/** The report with these of its files; of the others it says where they lie. */
async function withFiles(order: Order, attachments: Order['attachments']): Promise<Documents> {
  const { view, html } = fitting(order, attachments);
  const { edition, period } = order.report;
  const { subject, text } = order.assets.templates[edition];
  const parts = {
    subject: subject(view).trim(),
    html,
    text: text({ ...view, text: textViewOf(view) }),
    images: await imagesOf(view, order.assets),
  };
  // A run's id is its own only within its edition and period.
  const run = `${edition}/${period.label}/${order.run}`;
  return { ...parts, eml: await compose({ ...order, ...parts, run, attachments }) };
}

function fitting(order: Order, attachments: Order['attachments']): { view: View; html: string } {
  const files = attachments.map(({ name, whole }) =>
    whole === undefined ? { name } : { name, whole: `${order.archive}${whole}` },
  );
  const leftOut = order.attachments
    .filter((file) => !attachments.includes(file))
    .map(({ name, at }) => ({ name, at: `${order.archive}${at}` }));
  const words = order.assets.templates.words(order.reader.language);
  for (const bound of bounds) {
    const view = viewOf(order.report, { ...order, files, leftOut, ...bound }, words);
    const html = order.assets.templates[order.report.edition].html(view);
    if (Buffer.byteLength(html) < mostBytes) return { view, html };
  }
  throw tooLarge(order);
}

function tooLarge({ report, run }: Order): OurBug {
  return new OurBug(`the ${report.edition} report of run ${run} fits no message`);
}

async function imagesOf(view: View, { wasm, font }: Assets): Promise<Image[]> {
  const charts = [...tilesOf(view), view.scatter].map((drawn) => drawn?.chart ?? null);
  const pictures = charts.filter((chart) => chart !== null);
  const paint = await painter(wasm, font);
  return pictures.map(({ cid, svg }) => ({ cid, png: paint(svg) }));
}
