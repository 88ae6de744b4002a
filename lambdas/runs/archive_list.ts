import type { Objects } from '../ports.ts';
import { entry, type ReportsOrder, reportsView } from '../rendering/archive/reports_page.ts';
import type { Templates } from '../rendering/templates.ts';

/** Read at a time: each is a file of its own. */
const atOnce = 16;

/**
 * The list of a book's reports, made of what every run says of itself and of nothing else. Two runs may end at
 * the same moment: whoever finds another entry once its list is written, writes it anew, so the last list holds
 * them all.
 */
export async function renewList(
  archive: Objects,
  { archive: { reports } }: Pick<Templates, 'archive'>,
  book: string,
  order: Omit<ReportsOrder, 'entries'>,
): Promise<void> {
  const listed = () => archive.list(`${book}/entries/`);
  let keys = await listed();
  for (;;) {
    const entries = await entriesOf(archive, keys);
    await archive.write(`${book}/index.html`, reports(reportsView({ ...order, entries })));
    const now = await listed();
    if (now.join('\n') === keys.join('\n')) return;
    keys = now;
  }
}

async function entriesOf(archive: Objects, keys: readonly string[]) {
  const found = [];
  for (let at = 0; at < keys.length; at += atOnce) {
    const texts = keys.slice(at, at + atOnce).map((key) => archive.readText(key));
    for (const text of await Promise.all(texts)) found.push(entry.parse(JSON.parse(text)));
  }
  return found;
}
