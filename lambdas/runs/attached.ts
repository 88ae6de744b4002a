import { catalogue } from '../kpis/catalogue/catalogue.ts';
import type { Objects } from '../ports.ts';
import type { ArchivedFile, Assets } from '../rendering/documents.ts';
import { renderReview } from '../rendering/pdf/review.ts';
import { contents } from '../rendering/xlsx/contents.ts';
import { renderWorkbook, workbookType } from '../rendering/xlsx/workbook.ts';
import type { Report } from '../reports/model.ts';
import type { Reader } from '../settings/schema.ts';
import type { Book } from './composed.ts';
import type { Job } from './job.ts';
import type { Keeper } from './keeper.ts';

/** One reader's report and where its files lie. */
export interface Attaching {
  readonly report: Report;
  readonly reader: Reader;
  readonly book: Book;
  readonly written: Keeper;
}

/** Makes the files of readers’ messages and keeps them for the archive. */
export type Attacher = (order: Attaching) => Promise<readonly ArchivedFile[]>;

/** The order of a run's attachments: where they lie, and what all of them are made with. */
export interface AttacherOrder {
  readonly archive: Objects;
  readonly job: Job;
  readonly assets: Assets;
}

/**
 * Readers of one scope, language and locale get the same workbook and the same pages: they are made for the
 * first of them in this process, and read again for the others rather than held, since a run has many scopes.
 */
export function attacher({ archive, job, assets }: AttacherOrder): Attacher {
  const made = new Set<string>();
  const read = (file: string) => archive.readText(`${job.folder}/${file}`);
  const once = async (at: string, written: Keeper, make: () => Promise<Uint8Array>) => {
    if (made.has(at)) return bytesOf(archive, `${job.folder}/${at}`);
    const body = await make();
    await written.keep(at, body);
    made.add(at);
    return body;
  };
  return async ({ report, reader, book, written }) => {
    const name = `${report.edition}-${report.period.label}`;
    const words = assets.templates.words(reader.language);
    const workbook = async () => {
      const given = contents.parse(JSON.parse(await read(book.contents)));
      return renderWorkbook({ report, reader, words, kpis: catalogue, contents: given });
    };
    const pages = () =>
      renderReview({ report, reader, words, madeAt: job.period.endsAt, fonts: assets.pageFonts });
    const shared = async (made: Omit<ArchivedFile, 'body'>, make: () => Promise<Uint8Array>) => ({
      ...made,
      body: await once(made.at, written, make),
    });
    const pdf = file(`${name}.pdf`, 'application/pdf', book.shared(reader, 'pdf'));
    const xlsx = file(`${name}.xlsx`, workbookType, book.shared(reader, 'xlsx'));
    const kpis = { ...csv('kpis.csv', book.attachedKpis), whole: book.kpis };
    const tables = [kpis, csv('accounts.csv', book.accounts), csv('actions.csv', book.actions)];
    return [
      ...(report.edition === 'quarterly' ? [await shared(pdf, pages)] : []),
      await shared(xlsx, workbook),
      ...(await Promise.all(tables.map(async (one) => ({ ...one, body: await read(one.at) })))),
    ];
  };
}

const file = (name: string, type: string, at: string): Omit<ArchivedFile, 'body'> => ({
  name,
  type,
  at,
});
const csv = (name: string, at: string) => file(name, 'text/csv; charset=utf-8', at);

async function bytesOf(archive: Objects, key: string): Promise<Uint8Array> {
  const file = await archive.parts(key);
  return file.slice(0, file.size);
}
