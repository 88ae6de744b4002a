import { createHash } from 'node:crypto';
import { VendorDown } from '../../errors.ts';
import type { Page } from '../source.ts';

const mostPages = 200_000;
const mostEmpty = 3;

/** Sees every page of a stream; throws VendorDown where the vendor would keep us for ever. */
export type PageGuard = (page: Page, records: number) => void;

/** A vendor that repeats a cursor or a page, or gives empty pages that go on, has once cost others days. */
export function pageGuard(name: string): PageGuard {
  const cursors = new Set<string>();
  let [pages, empty, last] = [0, 0, ''];
  const stop = (what: string): never => {
    throw new VendorDown(
      `${name}: ${what} after ${pages} pages, so its end would never come. What was read is kept; try again, and tell the vendor if it stays.`,
    );
  };
  return (page, records) => {
    if (page.isWaiting) return;
    pages += 1;
    empty = records === 0 ? empty + 1 : 0;
    const hash = records === 0 ? '' : hashOf(page.received.map(({ body }) => body).join('\n'));
    if (page.next !== null) {
      if (cursors.has(page.next)) stop('the vendor gave a cursor for the second time');
      if (hash !== '' && hash === last) stop('the vendor gave one page twice running');
      if (empty >= mostEmpty) stop(`the vendor says there is more but gave ${empty} empty pages`);
      if (pages >= mostPages) stop(`there is more`);
      cursors.add(page.next);
    }
    last = hash;
  };
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64');
