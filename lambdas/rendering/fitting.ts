import type { FormOrder } from './documents.ts';
import { type View, viewOf } from './view.ts';

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

/** A reader’s own lines take less. */
export const personalBytes = 1_000;

/** The report with lists as long as fit a mail with these files; null where not even the shortest do. */
export function fitting(
  order: FormOrder,
  attachments: FormOrder['attachments'],
): { readonly view: View; readonly html: string } | null {
  const files = attachments.map(({ name, whole }) =>
    whole === undefined ? { name } : { name, whole: `${order.archive}${whole}` },
  );
  const leftOut = order.attachments
    .filter((file) => !attachments.includes(file))
    .map(({ name, at }) => ({ name, at: `${order.archive}${at}` }));
  const words = order.assets.templates.words(order.reader.language);
  return firstOf(bounds, (bound) => {
    const view = viewOf(order.report, { ...order, files, leftOut, ...bound }, words);
    const html = order.assets.templates[order.report.edition].html(view);
    return Buffer.byteLength(html) < mostBytes - personalBytes ? { view, html } : null;
  });
}

/** What the first item makes that makes something, where all after it do too: halved instead of tried in turn. */
function firstOf<Item, Made>(
  items: readonly Item[],
  make: (item: Item) => Made | null,
): Made | null {
  const middle = Math.floor(items.length / 2);
  const item = items[middle];
  if (item === undefined) return null;
  const made = make(item);
  if (made === null) return firstOf(items.slice(middle + 1), make);
  return firstOf(items.slice(0, middle), make) ?? made;
}
