import { OurBug } from '../errors.ts';
import type { Report } from '../reports/model.ts';
import type { Reader } from '../settings/schema.ts';
import { painter } from './charts/png.ts';
import { fitting, personalBytes } from './fitting.ts';
import { composeForm, nobody } from './form_letter.ts';
import type { Attachment, Image } from './message.ts';
import type { PageFonts } from './pdf/print.ts';
import { filled, ownLines, withBareGap } from './personal.ts';
import { type Addressee, gap, personalLines } from './sections/footer.ts';
import { tilesOf } from './sections/metrics.ts';
import type { Templates } from './templates.ts';
import { textViewOf } from './text/view.ts';
import { readerPen, type View } from './view.ts';

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

/** What readers of one book, language and locale have in common. */
export interface FormOrder {
  readonly report: Report;
  readonly reader: Pick<Reader, 'language' | 'locale'>;
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

/** SES takes 10 MB. */
const mostMessageBytes = 9_800_000;

/**
 * The report as all readers of a book, a language and a locale get it, and each reader's own of it, in every form
 * and from the model alone: the same order gives the same bytes.
 */
export async function renderForm(order: FormOrder): Promise<(to: Addressee) => Documents> {
  let attached = order.attachments;
  for (;;) {
    const form = await withFiles(order, attached);
    if (form.bytes <= mostMessageBytes - personalBytes) return form.documents;
    const largest = [...attached].sort((a, b) => b.body.length - a.body.length)[0];
    if (!largest) throw tooLarge(order);
    attached = attached.filter((file) => file !== largest);
  }
}

/** The report with these of its files; of the others it says where they lie. */
async function withFiles(order: FormOrder, attachments: FormOrder['attachments']) {
  const { report, reader, assets } = order;
  const fitted = fitting(order, attachments);
  if (fitted === null) throw tooLarge(order);
  const { view, html } = fitted;
  const { subject, text } = assets.templates[report.edition];
  const said = { html, text: text({ ...view, text: textViewOf(view) }) };
  const parts = { subject: subject(view).trim(), images: await imagesOf(view, assets) };
  // A run's id is its own only within its edition and period.
  const run = `${report.edition}/${report.period.label}/${order.run}`;
  const shared = { ...order, ...parts, ...withBareGap(said), run, attachments };
  const message = await composeForm(shared, gap);
  const pen = readerPen(reader, report, view.words);
  const documents = (to: Addressee): Documents => {
    const own = ownLines(said, personalLines(to, order.run, pen));
    return { ...parts, ...filled(said, own), eml: message({ ...own, reader: to.reader }) };
  };
  return { documents, bytes: message({ text: '', html: '', reader: nobody }).byteLength };
}

function tooLarge({ report, run }: FormOrder): OurBug {
  return new OurBug(`the ${report.edition} report of run ${run} fits no message`);
}

async function imagesOf(view: View, { wasm, font }: Assets): Promise<Image[]> {
  const charts = [...tilesOf(view), view.scatter].map((drawn) => drawn?.chart ?? null);
  const pictures = charts.filter((chart) => chart !== null);
  const paint = await painter(wasm, font);
  return pictures.map(({ cid, svg }) => ({ cid, png: paint(svg) }));
}
