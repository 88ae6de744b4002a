import { catalogue } from '../kpis/catalogue/catalogue.ts';
import type { Scorecard } from '../kpis/scores/scorecard.ts';
import type { Objects, Progress, QueryCost } from '../ports.ts';
import { accountLink } from '../rendering/archive/account_shelf.ts';
import { entryFile, runFolder, sentFile } from '../rendering/archive/book.ts';
import { bookFolder } from '../rendering/archive/book_folder.ts';
import { kpiLink, kpiListView, stagePages } from '../rendering/archive/kpi_pages.ts';
import { recordsOfKpis } from '../rendering/archive/kpi_shelf.ts';
import { logView } from '../rendering/archive/log_page.ts';
import type { Entry } from '../rendering/archive/reports_page.ts';
import { runPageView } from '../rendering/archive/run_page.ts';
import { renderDictionary } from '../rendering/dictionary.ts';
import type { Assets } from '../rendering/documents.ts';
import { type Report, report } from '../reports/model.ts';
import { readersRecords } from '../reports/scopes.ts';
import { type Book, closeAccounts, openBook, takeAccounts } from './archive_book.ts';
import { renewList } from './archive_list.ts';
import { logOf } from './archive_log.ts';
import { bookOf } from './composed.ts';
import type { Job } from './job.ts';
import { json, keeper, type Outputs } from './keeper.ts';
import { sentPages } from './rendered.ts';
import type { Totals } from './values.ts';

export interface Archiving {
  readonly archive: Objects;
  readonly assets: Pick<Assets, 'templates'>;
  readonly progress: Progress;
}

export interface Archived {
  readonly job: Job;
  readonly values: Totals;
  /** Some at a time, in the same order in every run. */
  readonly accounts: AsyncIterable<readonly Scorecard[]>;
  readonly costs: readonly QueryCost[];
}

/** report and documents → pages to browse, a tree for the whole company and one for each book of business. */
export async function archiveRun(world: Archiving, archived: Archived): Promise<Outputs> {
  const { archive, assets, progress } = world;
  const { job } = archived;
  const written = keeper(archive, job.folder);
  progress.step('Writing the archive');
  const books: Book[] = [];
  for (const scope of [null, ...job.scopes]) {
    books.push(await openBook(archive, assets.templates, archived, scope));
  }
  for await (const some of archived.accounts) {
    for (const book of books) await takeAccounts(book, assets.templates, some);
  }
  for (const book of books) {
    await closeAccounts(book, assets.templates);
    const told = await reportOf(archive, job, book);
    await writePages(world, archived, book, told);
    await written.keep(`${book.folder}.json`, json(Object.fromEntries(book.written.outputs)));
    await enter(world, job, book, told);
  }
  return written.outputs;
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
  const records = recordsOfKpis(values.records, scope, period.label);
  const { pen, currency } = shelf;
  const kpis = {
    ...{ ...shelf, pen, currency, settings, edition, period, kpis: catalogue, records },
    ...{ restated: scope === null ? values.restated : [], behind: book.behind },
  };
  await written.keep('kpis.html', templates.archive.kpis(kpiListView(kpis)));
  for (const { file, view } of stagePages(kpis)) {
    await written.keep(file, templates.archive.stage(view));
  }
  const own = readersRecords(values.records, scope);
  const order = { kpis: catalogue, settings, records: own, currency, period, shelf };
  await written.keep(
    'dictionary.html',
    renderDictionary({ ...order, snapshot: values.snapshot.date }, templates),
  );
  const log = logOf(job, values, costs, scope === null);
  await written.keep('log.html', templates.archive.log(logView({ ...shelf, log })));
  await writeFront(world, job, book, told);
}

const files = ['kpis', 'accounts', 'actions'] as const;

/** The first page, with the reports as they were sent and the files that go with them. */
async function writeFront({ archive, assets }: Archiving, job: Job, book: Book, told: Report) {
  const { shelf, written, scope, lines } = book;
  const read = (file: string) => archive.readText(`${job.folder}/${file}`);
  const own = bookOf(scope);
  for (const name of files) {
    const file = name === 'kpis' && scope === null ? 'kpis.csv' : own[name];
    await written.keep(`${name}.csv`, await read(file));
  }
  const sent = sentPages(job, scope);
  for (const { file, reader } of sent) await written.keep(sentFile(reader), await read(file));
  const places = new Map(lines.map(({ account_id, n }) => [account_id, accountLink(n)]));
  const links = new Map(catalogue.map((kpi) => [kpi.id, kpiLink(kpi)]));
  const view = runPageView({
    ...shelf,
    report: told,
    sent: sent.map(({ reader }) => ({
      href: sentFile(reader),
      text:
        sent.length === 1
          ? shelf.words.t('The report as it was sent')
          : shelf.words.t('The report as it was sent, {0}', reader.locale),
    })),
    files: files.map((name) => ({ href: `${name}.csv`, text: `${name}.csv` })),
    kpiLink: (kpi) => links.get(kpi) ?? null,
    accountLink: (account) => places.get(account) ?? null,
  });
  await written.keep('index.html', assets.templates.archive.run(view));
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
