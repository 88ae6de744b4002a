import { catalogue } from '../kpis/catalogue/catalogue.ts';
import type { Objects } from '../ports.ts';
import { accountLink } from '../rendering/archive/account_shelf.ts';
import { sentFile } from '../rendering/archive/book.ts';
import { kpiLink } from '../rendering/archive/kpi_pages.ts';
import { runPageView } from '../rendering/archive/run_page.ts';
import type { Templates } from '../rendering/templates.ts';
import type { Report } from '../reports/model.ts';
import type { Book } from './archive_book.ts';
import { bookOf } from './composed.ts';
import type { Job } from './job.ts';
import { sentPages } from './rendered.ts';

const files = ['kpis', 'accounts', 'actions'] as const;

/** The first page, with the reports as they were sent and the files that go with them. */
export async function writeFront(
  archive: Objects,
  templates: Templates,
  job: Job,
  book: Book,
  told: Report,
): Promise<void> {
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
  await written.keep('index.html', templates.archive.run(view));
}
