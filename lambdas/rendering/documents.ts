import { OurBug } from '../errors.ts';
import type { KpiRecord } from '../kpis/record.ts';
import type { Report } from '../reports/model.ts';
import type { Reader } from '../settings/schema.ts';
import { painter } from './charts/png.ts';
import { kpisCsv } from './kpis_csv.ts';
import { type Attachment, compose, type Image } from './message.ts';
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
}

export interface Order {
  readonly report: Report;
  readonly reader: Reader;
  readonly records: readonly KpiRecord[];
  readonly assets: Assets;
  /** Id of the run; with the reader it makes the message's id. */
  readonly run: string;
  /** Instant in ISO 8601. */
  readonly sentAt: string;
  readonly from: string;
  readonly unsubscribe?: string | undefined;
  /** Further files for the message, e.g. accounts.csv; kpis.csv is always there. */
  readonly attachments?: readonly Attachment[];
}

export interface Documents {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly csv: string;
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
  { longest: 6, letters: 480 },
  { longest: 4, letters: 480 },
  { longest: 3, letters: 480 },
  { longest: 2, letters: 480 },
  { longest: 1, letters: 240 },
  { longest: 1, letters: 60 },
  { longest: 1, letters: 30 },
];

/** One reader's report in every form, from the model alone: the same order gives the same bytes. */
export async function renderDocuments(order: Order): Promise<Documents> {
  const csv = kpisCsv(order.records);
  const attachments = [
    { name: 'kpis.csv', type: 'text/csv; charset=utf-8', body: csv },
    ...(order.attachments ?? []),
  ];
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
  return { ...parts, csv, eml: await compose({ ...order, ...parts, run, attachments }) };
}

function fitting(order: Order, attachments: readonly Attachment[]): { view: View; html: string } {
  const files = attachments.map((file) => file.name);
  for (const bound of bounds) {
    const view = viewOf(order.report, { ...order, files, ...bound });
    const html = order.assets.templates[order.report.edition].html(view);
    if (Buffer.byteLength(html) < mostBytes) return { view, html };
  }
  throw new OurBug(`the ${order.report.edition} report for ${order.reader.email} fits no message`);
}

async function imagesOf(view: View, { wasm, font }: Assets): Promise<Image[]> {
  const tiles = [...(view.lead === null ? [] : [view.lead]), ...view.tiles.flat()];
  const pictures = tiles.flatMap((tile) => (tile.chart === null ? [] : [tile.chart]));
  const paint = await painter(wasm, font);
  return pictures.map(({ cid, svg }) => ({ cid, png: paint(svg) }));
}
