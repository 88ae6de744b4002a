import { catalogue } from '../kpis/catalogue/catalogue.ts';
import type { Objects } from '../ports.ts';
import type { ArchivedFile, Assets } from '../rendering/documents.ts';
import { contents } from '../rendering/xlsx/contents.ts';
import { renderWorkbook, workbookType } from '../rendering/xlsx/workbook.ts';
import type { Report } from '../reports/model.ts';
import type { Reader } from '../settings/schema.ts';
import type { Book } from './composed.ts';
import type { Keeper } from './keeper.ts';

/** One reader's report and where its files lie. */
export interface Attaching {
  readonly report: Report;
  readonly reader: Reader;
  readonly book: Book;
  readonly written: Keeper;
}

/** Makes the files of readers' messages and keeps them for the archive. */
export type Attacher = (order: Attaching) => Promise<readonly ArchivedFile[]>;

/**
 * Readers of one scope, language and locale get the same workbook: it is made for the first of them in this
 * process, and read again for the others rather than held, since a run has many scopes.
 */
export function attacher(archive: Objects, folder: string, assets: Assets): Attacher {
  const made = new Set<string>();
  const read = (file: string) => archive.readText(`${folder}/${file}`);
  const once = async (at: string, written: Keeper, make: () => Promise<Uint8Array>) => {
    if (made.has(at)) return bytesOf(archive, `${folder}/${at}`);
    const body = await make();
    await written.keep(at, body);
    made.add(at);
    return body;
  };
  return async ({ report, reader, book, written }) => {
    const workbook = book.shared(reader, 'xlsx');
    const named = `${report.edition}-${report.period.label}`;
    return [
      {
        ...{ name: `${named}.xlsx`, type: workbookType, at: workbook },
        body: await once(workbook, written, async () =>
          renderWorkbook({
            ...{ report, reader, kpis: catalogue },
            contents: contents.parse(JSON.parse(await read(book.contents))),
            words: assets.templates.words(reader.language),
          }),
        ),
      },
      {
        ...csv('kpis.csv', await read(book.attachedKpis)),
        at: book.attachedKpis,
        whole: book.kpis,
      },
      { ...csv('accounts.csv', await read(book.accounts)), at: book.accounts },
      { ...csv('actions.csv', await read(book.actions)), at: book.actions },
    ];
  };
}

async function bytesOf(archive: Objects, key: string): Promise<Uint8Array> {
  const file = await archive.parts(key);
  return file.slice(0, file.size);
}

const csv = (name: string, body: string) => ({ name, type: 'text/csv; charset=utf-8', body });
