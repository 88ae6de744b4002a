import type { EditionName, Reader, Settings } from '../../settings/schema.ts';
import type { Templates } from '../templates.ts';
import { wordsLocale } from '../view.ts';
import { type Pen, penFor } from '../writing/pen.ts';

/** One edition of one period, as the archive names it. */
export interface RunPlace {
  readonly edition: EditionName;
  /** Label of the period. */
  readonly period: string;
  readonly run: string;
}

/** Where the pages of a run lie in its book. */
export const runFolder = (book: string, { edition, period, run }: RunPlace) =>
  `${book}/${edition}/${period}/${run}`;

/** What a run says of itself to the list of reports. */
export const entryFile = (book: string, { edition, period, run }: RunPlace) =>
  `${book}/entries/${edition}/${period}/${run}.json`;

/** Of a report as it was sent: readers of a book who share language and locale read the same words. */
export const sentFile = ({ language, locale }: Pick<Reader, 'language' | 'locale'>) =>
  `report-${language}-${locale}.html`;

export interface SiteLanguage {
  readonly language: string;
  readonly locale: string;
}

const usual: SiteLanguage = { language: 'en', locale: 'en-GB' };

/**
 * Pages are shared by all readers of a book, so the first of them in the settings says how they are written:
 * of whatever edition, so that runs of two editions agree about the list that both write.
 */
export function siteLanguage({ readers }: Settings, isOfBook: (reader: Reader) => boolean) {
  return readers.find(isOfBook) ?? usual;
}

export function sitePen(
  { language, locale }: SiteLanguage,
  { words }: Pick<Templates, 'words'>,
  currency: string | null,
): Pen {
  const around = wordsLocale({ language, locale });
  return penFor(locale, currency, undefined, around, words(language));
}
