import { z } from 'zod';
import { compare } from '../../reports/book.ts';
import { prose } from '../../reports/prose.ts';
import { type EditionName, editionName } from '../../settings/schema.ts';
import type { Words } from '../languages/words.ts';
import type { Pen } from '../writing/pen.ts';
import type { Page } from './frame.ts';

/** What a run says of itself to the list of reports; the list is made of all of these and of nothing else. */
export const entry = z.strictObject({
  edition: editionName,
  period: z.string(),
  start: z.iso.date(),
  end: z.iso.date(),
  run: z.string(),
  as_of: z.enum(['original', 'latest']),
  snapshot: z.iso.date(),
  company: z.string(),
  scope: z.string().nullable(),
  headline: prose,
});
export type Entry = z.infer<typeof entry>;

/** First page of a book: every report, newest first. */
export interface ReportsView extends Page {
  readonly lede: string;
  readonly editions: readonly { readonly id: EditionName; readonly text: string }[];
  readonly reports: readonly ReportRow[];
}

interface ReportRow {
  readonly edition: EditionName;
  readonly edition_name: string;
  readonly period: string;
  readonly span: string;
  readonly headline: string;
  readonly data: string;
  readonly href: string;
  /** What the search looks through, in lower case. */
  readonly words: string;
}

export interface ReportsOrder {
  readonly words: Words;
  readonly pen: Pen;
  readonly company: string;
  readonly scope: string | null;
  readonly entries: readonly Entry[];
}

export const editionText = (edition: EditionName, { t }: Words) =>
  ({ weekly: t('Weekly'), monthly: t('Monthly'), quarterly: t('Quarterly') })[edition];

export function reportsView({ words, pen, company, scope, entries }: ReportsOrder): ReportsView {
  const rows = [...entries].sort(newestFirst).map((one) => reportRow(one, words, pen));
  const editions = new Set(rows.map(({ edition }) => edition));
  return {
    words,
    frame: { title: words.t('Reports'), company, scope, home: 'index.html', run: null, nav: [] },
    lede: words.t('{0} {1:report|reports}, newest first.', pen.count(rows.length), rows.length),
    editions: [...editions].sort().map((id) => ({ id, text: editionText(id, words) })),
    reports: rows,
  };
}

const newestFirst = (a: Entry, b: Entry) =>
  compare(b.end, a.end) ||
  compare(a.edition, b.edition) ||
  compare(b.snapshot, a.snapshot) ||
  compare(a.run, b.run);

function reportRow(one: Entry, words: Words, pen: Pen): ReportRow {
  const { edition, run, as_of, snapshot } = one;
  const row = {
    edition,
    edition_name: editionText(edition, words),
    period: pen.period(one.period, 'long'),
    span: pen.span(one.start, one.end),
    headline: pen.prose(one.headline),
    data:
      as_of === 'original'
        ? words.t('As first known, data as of {0}', pen.date(snapshot))
        : words.t('Data as of {0}', pen.date(snapshot)),
    href: `${edition}/${one.period}/${run}/index.html`,
  };
  const said = [edition, row.edition_name, one.period, row.period, row.span, row.headline];
  return { ...row, words: said.join(' ').toLowerCase() };
}
