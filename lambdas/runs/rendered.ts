import { catalogue } from '../kpis/catalogue/catalogue.ts';
import type { Objects, Progress } from '../ports.ts';
import { sentPage } from '../rendering/archive/sent.ts';
import { renderDictionary } from '../rendering/dictionary.ts';
import { type Assets, renderDocuments } from '../rendering/documents.ts';
import { type Report, report } from '../reports/model.ts';
import { type ReaderScope, scopeLabel, scopeOf } from '../reports/scopes.ts';
import type { Reader } from '../settings/schema.ts';
import type { Snapshot } from '../staging/snapshots.ts';
import { attacher } from './attached.ts';
import { bookOf } from './composed.ts';
import type { Job } from './job.ts';
import { type Keeper, keeper } from './keeper.ts';
import type { Totals } from './values.ts';

export interface Rendering {
  readonly lake: Objects;
  readonly archive: Objects;
  readonly assets: Assets;
  readonly progress: Progress;
  /** Whom messages come from, e.g. `CS Pulse <reports@example.com>`. */
  readonly sender: string;
  /** What a reader's message says beside the report, e.g. to its owner what it has cost. */
  readonly footnote?: (reader: Reader) => string | undefined;
}

/** Report → the documents of one reader after the other. */
export function readerDocuments(world: Rendering, job: Job) {
  const attached = attacher({ ...world, job });
  return async (reader: Reader, written: Keeper): Promise<void> => {
    const book = bookOf(scopeOf(reader, job.scopes));
    const text = await world.archive.readText(`${job.folder}/${book.report}`);
    const model: Report = report.parse(JSON.parse(text));
    const footnote = world.footnote?.(reader);
    const order = {
      ...{ report: model, reader, assets: world.assets, run: job.id },
      sentAt: job.period.endsAt,
      from: world.sender,
      archive: `${job.folder}/`,
      attachments: await attached({ report: model, reader, book, written }),
    };
    const documents = await renderDocuments({ ...order, footnote });
    const name = documentName(reader);
    await written.keep(`${name}.html`, documents.html);
    await written.keep(`${name}.txt`, documents.text);
    await written.keep(messageOf(reader), documents.eml);
    if (isFirstOfItsWords(reader, job)) {
      const words = world.assets.templates.words(reader.language);
      // What is for one reader alone stands in their message and not in what all of the book may open.
      const { html, images } = footnote === undefined ? documents : await renderDocuments(order);
      const page = sentPage(html, images, words.t('Back to the archive'));
      await written.keep(pageOf(reader), page);
    }
  };
}

/** A report as it was sent, to be read in a browser. */
const pageOf = (reader: Reader) => `${documentName(reader)}.page.html`;

/** Of readers who share book, language and locale the archive has one copy: that of the first. */
const isFirstOfItsWords = (reader: Reader, { readers }: Job) =>
  readers.find((other) => wordsOf(other) === wordsOf(reader)) === reader;

const wordsOf = (reader: Reader) =>
  JSON.stringify([scopeLabel(reader), reader.language, reader.locale]);

/** The copies of a book, in the order of its readers, and where they lie in the folder of the run. */
export function sentPages(job: Job, scope: ReaderScope | null) {
  return job.readers
    .filter((reader) => scopeLabel(reader) === (scope?.label ?? null))
    .filter((reader) => isFirstOfItsWords(reader, job))
    .map((reader) => ({ reader, file: pageOf(reader) }));
}

/** Where a reader's complete message lies in the folder of the run. */
export const messageOf = (reader: Reader) => `${documentName(reader)}.eml`;

/** An address is a fine file name but for what a file system may not take. */
function documentName({ email }: Reader): string {
  return `documents/${email.toLowerCase().replace(/[^a-z0-9@._+-]/g, '_')}`;
}

/** What goes with every run beside its readers' documents: the dictionary, and the rows that were not used. */
export async function renderAround(
  world: Rendering,
  job: Job,
  values: Totals,
  written: Keeper,
): Promise<void> {
  const { settings, period } = job;
  const { records, currency, snapshot } = values;
  const order = { kpis: catalogue, settings, records, currency, period, snapshot: snapshot.date };
  await written.keep('dictionary.html', renderDictionary(order, world.assets.templates));
  await keepRejected(world.lake, snapshot, written);
}

/** Every document of the run, one reader after the other. */
export async function renderRun(world: Rendering, job: Job, values: Totals) {
  const written = keeper(world.archive, job.folder);
  const renderReader = readerDocuments(world, job);
  for (const [n, reader] of job.readers.entries()) {
    world.progress.step(`Rendering for reader ${n + 1} of ${job.readers.length}`);
    await renderReader(reader, written);
  }
  await renderAround(world, job, values, written);
  const documents = job.readers.map((reader) => ({
    email: reader.email,
    message: messageOf(reader),
  }));
  return { documents, outputs: written.outputs };
}

async function keepRejected(lake: Objects, snapshot: Snapshot, written: Keeper): Promise<void> {
  const run = `/run=${snapshot.landing}/`;
  const keys = (await lake.list('rejected/')).filter((key) => key.includes(run));
  for (const key of keys) {
    const name = key.replace(/\/source=[^/]+\/run=[^/]+/, '');
    await written.keep(name, await lake.readText(key));
  }
  await written.keep('rejected/README.txt', rejectedReadme(snapshot));
}

function rejectedReadme({ tables }: Snapshot): string {
  const lines = tables.map(
    ({ table, landed, rejected, rows }) =>
      `${table}: ${landed} rows landed, ${rejected} rejected, ${rows} staged`,
  );
  return `Rows of the export that were not used, each with file, line and reason.\n${lines.join('\n')}\n`;
}
