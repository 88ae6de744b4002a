import type { Scorecard } from '../kpis/scores/scorecard.ts';
import type { Objects } from '../ports.ts';
import {
  type AccountLine,
  accountListView,
  accountPageView,
  lineOf,
} from '../rendering/archive/account_pages.ts';
import {
  type AccountShelf,
  accountLink,
  accountsPerPage,
  type Numbered,
} from '../rendering/archive/account_shelf.ts';
import { behindKpis } from '../rendering/archive/behind.ts';
import { runFolder, siteLanguage, sitePen } from '../rendering/archive/book.ts';
import { bookFolder } from '../rendering/archive/book_folder.ts';
import type { Shelf } from '../rendering/archive/frame.ts';
import { editionText } from '../rendering/archive/reports_page.ts';
import type { Templates } from '../rendering/templates.ts';
import { type ReaderScope, scopeLabel } from '../reports/scopes.ts';
import { actionsByAccount } from './archive_actions.ts';
import { bookOf } from './composed.ts';
import type { Job } from './job.ts';
import { type Keeper, keeper } from './keeper.ts';
import type { Totals } from './values.ts';

/** The pages of a run for the readers of one book: opened, given its accounts as they come, and closed. */
export interface Book {
  readonly scope: ReaderScope | null;
  /** Folder of the book, which all its runs share. */
  readonly folder: string;
  readonly shelf: AccountShelf;
  readonly behind: ReturnType<typeof behindKpis>;
  readonly lines: AccountLine[];
  /** Not yet a whole page. */
  readonly waiting: Numbered[];
  readonly written: Keeper;
  readonly owns: (account: Scorecard) => boolean;
}

export async function openBook(
  archive: Objects,
  templates: Templates,
  { job, values }: { readonly job: Job; readonly values: Totals },
  scope: ReaderScope | null,
): Promise<Book> {
  const { settings, edition, period, id } = job;
  const label = scope?.label ?? null;
  const language = siteLanguage(settings, (reader) => scopeLabel(reader) === label);
  const pen = sitePen(language, templates, values.currency);
  const words = templates.words(language.language);
  const folder = bookFolder(label);
  const shelf: Shelf = {
    ...{ words, company: pen.name(settings.company), scope: label && pen.plain(label, 100) },
    run: words.t('{0}: {1}', editionText(edition, words), pen.period(period.label, 'long')),
  };
  const actions = await archive.readText(`${job.folder}/${bookOf(scope).actions}`);
  const own = scope === null ? null : (values.scopeAccounts.get(scope.id) ?? new Set());
  return {
    ...{ scope, folder, lines: [], waiting: [] },
    shelf: { ...shelf, pen, currency: values.currency, actions: actionsByAccount(actions) },
    behind: behindKpis(settings),
    written: keeper(archive, runFolder(folder, { edition, period: period.label, run: id })),
    owns: ({ account_id }) => own === null || own.has(account_id),
  };
}

/** A page is written as soon as it is full: of 20,000 accounts nobody holds more than a page of them. */
export async function takeAccounts(
  book: Book,
  { archive: { account_page } }: Templates,
  accounts: readonly Scorecard[],
): Promise<void> {
  for (const account of accounts) {
    if (!book.owns(account)) continue;
    const one = { n: book.lines.length, account };
    book.lines.push(lineOf(one));
    book.behind.add(account, accountLink(one.n));
    book.waiting.push(one);
    if (book.waiting.length === accountsPerPage) await writePage(book, account_page);
  }
}

/** What is left, and the list of all. */
export async function closeAccounts(book: Book, { archive }: Templates): Promise<void> {
  if (book.waiting.length > 0) await writePage(book, archive.account_page);
  await book.written.keep(
    'accounts.html',
    archive.accounts(accountListView(book.lines, book.shelf)),
  );
}

async function writePage(book: Book, template: Templates['archive']['account_page']) {
  const { file, view } = accountPageView(book.waiting, book.shelf);
  await book.written.keep(file, template(view));
  book.waiting.length = 0;
}
