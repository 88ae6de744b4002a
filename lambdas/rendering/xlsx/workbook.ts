import type { KpiText } from '../../kpis/kpi.ts';
import type { Report } from '../../reports/model.ts';
import type { Reader } from '../../settings/schema.ts';
import type { Words } from '../languages/words.ts';
import { wordsLocale } from '../view.ts';
import { penFor } from '../writing/pen.ts';
import type { Contents } from './contents.ts';
import { formatsFor } from './formats.ts';
import { accounts } from './sheets/accounts.ts';
import { actions } from './sheets/actions.ts';
import { definitions } from './sheets/definitions.ts';
import { headlines } from './sheets/headlines.ts';
import { history, kpis } from './sheets/kpis.ts';
import type { Table } from './table.ts';
import { writeWorkbook } from './write.ts';

export interface WorkbookOrder {
  readonly report: Report;
  readonly contents: Contents;
  readonly kpis: readonly KpiText[];
  readonly reader: Pick<Reader, 'language' | 'locale'>;
  readonly words: Words;
}

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The report's numbers as a workbook in the reader's language: the same order gives the same bytes. */
export function renderWorkbook(order: WorkbookOrder): Promise<Uint8Array> {
  return writeWorkbook(tablesOf(order), order.words.direction);
}

export function tablesOf({ report, contents, kpis: all, reader, words }: WorkbookOrder): Table[] {
  const { locale } = reader;
  const language = wordsLocale(reader);
  const pen = penFor(locale, report.currency, 4000, language, words);
  const formats = formatsFor(locale, language);
  const texts = new Map(all.map((kpi) => [kpi.id, kpi]));
  const { totals } = contents;
  return [
    headlines(report, pen, formats),
    kpis(totals, report.period.label, texts, pen, formats),
    history(totals, texts, pen, formats),
    accounts(contents.accounts, report.currency, pen, formats),
    actions(contents.actions, pen, formats),
    definitions(all, report.definitions, pen),
  ];
}
