import { catalogue } from '../kpis/catalogue/catalogue.ts';
import type { Scorecard } from '../kpis/scores/scorecard.ts';
import type { Objects, Progress, QueryCost } from '../ports.ts';
import { entryFile, runFolder } from '../rendering/archive/book.ts';
import { bookFolder } from '../rendering/archive/book_folder.ts';
import { kpiListView, stagePages } from '../rendering/archive/kpi_pages.ts';
import { recordsOfKpis } from '../rendering/archive/kpi_shelf.ts';
import { logView } from '../rendering/archive/log_page.ts';
import type { Entry } from '../rendering/archive/reports_page.ts';
import { renderDictionary } from '../rendering/dictionary.ts';
import type { Assets } from '../rendering/documents.ts';
import { type Report, report } from '../reports/model.ts';
import { type ReaderScope, readersRecords } from '../reports/scopes.ts';
import { type Book, closeAccounts, openBook, takeAccounts } from './archive_book.ts';
import { writeFront } from './archive_front.ts';
import { renewList } from './archive_list.ts';
import { logOf } from './archive_log.ts';
import { bookOf } from './composed.ts';
import { recordsFor } from './input.ts';
import type { Job } from './job.ts';
import { json, type Keeper, keeper, type Outputs } from './keeper.ts';
import type { Totals } from './values.ts';

export interface Archiving {
  readonly archive: Objects;
  readonly assets: Pick<Assets, 'templates'>;
  readonly progress: Progress;
}

export interface Archived {
  readonly job: Job;
  readonly values: Totals;
  /** Some at a time, in the same order in every run and whenever they are asked for. */
  readonly accounts: () => AsyncIterable<readonly Scorecard[]>;
  readonly costs: readonly QueryCost[];
}

/** Books that are open at once: each holds accounts of a page that is not full yet. */
const booksAtOnce = 50;

/** report and documents → pages to browse, a tree for the whole company and one for each book of business. */
export async function archiveRun(world: Archiving, archived: Archived): Promise<Outputs> {
  const { archive, progress } = world;
  const { job } = archived;
  const written = keeper(archive, job.folder);
  progress.step('Writing the archive');
  const scopes = [null, ...job.scopes];
  for (let from = 0; from < scopes.length; from += booksAtOnce)
    await archiveBooks(world, archived, scopes.slice(from, from + booksAtOnce), written);
  return written.outputs;
}

async function archiveBooks(
  world: Archiving,
  archived: Archived,
  scopes: readonly (ReaderScope | null)[],
  written: Keeper,
): Promise<void> {
  const { archive, assets } = world;
  const { job } = archived;
  const books: Book[] = [];
  for (const scope of scopes) {
    books.push(await openBook(archive, assets.templates, archived, scope));
  }
  for await (const some of archived.accounts()) {
    for (const book of books) await takeAccounts(book, assets.templates, some);
  }
  for (const book of books) {
    await closeAccounts(book, assets.templates);
    const told = await reportOf(archive, job, book);
    await writePages(world, archived, book, told);
    await written.keep(`${book.folder}.json`, json(Object.fromEntries(book.written.outputs)));
    await enter(world, job, book, told);
  }
}

/** On a laptop a run is made anew in place of what was there. */
export async function forgetRun(archive: Objects, job: Job): Promise<void> {
  const place = { edition: job.edition, period: job.period.label, run: job.id };
  for (const scope of [null, ...job.scopes]) {
    const folder = bookFolder(scope?.label ?? null);
    await archive.remove(runFolder(folder, place));
    await archive.remove(entryFile(folder, place));
  }
}

async function writePages(
  world: Archiving,
  archived: Archived,
  book: Book,
  told: Report,
): Promise<void> {
  const { templates } = world.assets;
  const { job, values, costs } = archived;
  const { shelf, written, scope } = book;
  const { settings, edition, period } = job;
  const own = readersRecords(await recordsFor(values, scope), scope);
  const records = recordsOfKpis(own, period.label);
  const { pen, currency } = shelf;
  const kpis = {
    ...{ ...shelf, pen, currency, settings, edition, period, kpis: catalogue, records },
    ...{ restated: scope === null ? values.restated : [], behind: book.behind },
  };
  await written.keep('kpis.html', templates.archive.kpis(kpiListView(kpis)));
  for (const { file, view } of stagePages(kpis)) {
    await written.keep(file, templates.archive.stage(view));
  }
  const order = { kpis: catalogue, settings, records: own, currency, period, shelf };
  await written.keep(
    'dictionary.html',
    renderDictionary({ ...order, snapshot: values.snapshot.date }, templates),
  );
  const log = logOf(job, values, costs, scope === null);
  await written.keep('log.html', templates.archive.log(logView({ ...shelf, log })));
  await writeFront(world.archive, templates, job, book, told);
}

async function reportOf(archive: Objects, job: Job, { scope }: Book): Promise<Report> {
  return report.parse(JSON.parse(await archive.readText(`${job.folder}/${bookOf(scope).report}`)));
}

/** Last, when everything that the list leads to is there. */
async function enter({ archive, assets }: Archiving, job: Job, book: Book, told: Report) {
  const { folder, shelf } = book;
  const { period, as_of, snapshot, company, scope, headline } = told;
  const place = { edition: job.edition, period: period.label, run: job.id };
  const said: Entry = {
    ...{ ...place, start: period.start, end: period.end },
    ...{ as_of, snapshot, company, scope, headline },
  };
  await archive.write(entryFile(folder, place), json(said));
  await renewList(archive, assets.templates, folder, shelf);
}
