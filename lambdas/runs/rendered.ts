import { inLanes } from '../lanes.ts';
import type { Objects, Progress } from '../ports.ts';
import { sentPage } from '../rendering/archive/sent.ts';
import { type Assets, type Documents, renderForm } from '../rendering/documents.ts';
import type { Addressee } from '../rendering/sections/footer.ts';
import { report } from '../reports/model.ts';
import type { ReaderScope } from '../reports/scopes.ts';
import type { Reader } from '../settings/schema.ts';
import { renderAround } from './around.ts';
import { type Attacher, attacher } from './attached.ts';
import { type Batch, batchesOf, type Group, groupsOf } from './batches.ts';
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

type Form = (to: Addressee) => Documents;

/**
 * Report → the documents of one batch of readers after the other. What a group shares is made once for all of
 * its batches that come in a row, and only the last group's is held, however many there are.
 */
export function batchDocuments(world: Rendering, job: Job) {
  const attached = attacher({ ...world, job });
  let held: { readonly group: Group; readonly form: Form } | undefined;
  return async ({ group, readers }: Batch, written: Keeper): Promise<void> => {
    if (held?.group !== group)
      held = { group, form: await formOf(world, job, group, attached, written) };
    const { form } = held;
    await inLanes(readers, lanes, (reader) =>
      keepDocuments(reader, form({ reader, footnote: world.footnote?.(reader) }), written),
    );
    if (readers.includes(group.first)) await keepPage(world, group.first, form, written);
  };
}

/** Messages that are written at a time: each is most of a megabyte, and a bucket is slow to answer. */
const lanes = 8;

async function formOf(
  { archive, assets, sender }: Rendering,
  job: Job,
  { scope, first: reader }: Group,
  attached: Attacher,
  written: Keeper,
): Promise<Form> {
  const book = bookOf(scope);
  const model = report.parse(JSON.parse(await archive.readText(`${job.folder}/${book.report}`)));
  return renderForm({
    ...{ report: model, reader, assets, run: job.id, from: sender },
    sentAt: job.period.endsAt,
    archive: `${job.folder}/`,
    attachments: await attached({ report: model, reader, book, written }),
  });
}

async function keepDocuments(
  reader: Reader,
  { html, text, eml }: Documents,
  written: Keeper,
): Promise<void> {
  const name = documentName(reader);
  await written.keep(`${name}.html`, html);
  await written.keep(`${name}.txt`, text);
  await written.keep(messageOf(reader), eml);
}

/** Of a group the archive has one copy: that of its first reader, without what is for this reader alone. */
async function keepPage({ assets }: Rendering, reader: Reader, form: Form, written: Keeper) {
  const { html, images } = form({ reader });
  const words = assets.templates.words(reader.language);
  const page = sentPage(html, images, words.t('Back to the archive'));
  await written.keep(pageOf(reader), page);
}

/** A report as it was sent, to be read in a browser. */
const pageOf = (reader: Reader) => `${documentName(reader)}.page.html`;

/** The copies of a book, in the order of its readers, and where they lie in the folder of the run. */
export function sentPages(job: Job, scope: ReaderScope | null) {
  return groupsOf(job)
    .filter((group) => group.scope?.label === scope?.label)
    .map(({ first }) => ({ reader: first, file: pageOf(first) }));
}

/** Where a reader's complete message lies in the folder of the run. */
export const messageOf = (reader: Reader) => `${documentName(reader)}.eml`;

/** An address is a fine file name but for what a file system may not take. */
function documentName({ email }: Reader): string {
  return `documents/${email.toLowerCase().replace(/[^a-z0-9@._+-]/g, '_')}`;
}

/** Every document of the run, one batch of readers after the other. */
export async function renderRun(world: Rendering, job: Job, values: Totals) {
  const written = keeper(world.archive, job.folder);
  const render = batchDocuments(world, job);
  let done = 0;
  for (const batch of batchesOf(job)) {
    done += batch.readers.length;
    world.progress.step(`Rendering for reader ${done} of ${job.readers.length}`);
    await render(batch, written);
  }
  await renderAround(world, job, values, written);
  const documents = job.readers.map((reader) => ({
    email: reader.email,
    message: messageOf(reader),
  }));
  return { documents, outputs: written.outputs };
}
