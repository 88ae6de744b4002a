import type { Report } from '../../reports/model.ts';
import type { EditionName } from '../../settings/schema.ts';
import type { Words } from '../languages/words.ts';
import { breakable } from '../writing/clean.ts';
import { type Cut, cut } from '../writing/cut.ts';
import type { Pen } from '../writing/pen.ts';
import { scopeWords } from '../writing/scope.ts';
import type { Sending } from './footer.ts';

/** What the report is, and its conclusion. */
export interface OpeningView {
  readonly words: Words;
  /** Where a line of the language starts and ends. */
  readonly sides: { readonly start: string; readonly end: string; readonly mirrored: boolean };
  readonly language: string;
  readonly subject: string;
  readonly preheader: string;
  /** Seen by nobody: keeps the first words of the report out of the line that lists show beside the subject. */
  readonly filler: string;
  readonly company: string;
  readonly edition: string;
  readonly period: string;
  /** First to last day; null where the period's name says it. */
  readonly span: string | null;
  readonly scope: string | null;
  readonly headline: string;
  /** More than two lines in the large size: set smaller. */
  readonly headline_is_long: boolean;
  readonly summary: Cut<string>;
}

/** Letters of a word in the size of the headline that the page has room for. */
const longestLarge = 28;

/** Sentences of the summary that are never left out for the sake of longer lists. */
const fewestSummed = 6;

function editionWords(edition: EditionName, { t }: Pen): string {
  const names = {
    weekly: t('Weekly customer report'),
    monthly: t('Monthly customer report'),
    quarterly: t('Quarterly customer review'),
  };
  return names[edition];
}

export function openingView(
  report: Report,
  { reader, longest }: Sending,
  words: Words,
  pen: Pen,
): OpeningView {
  const headline = breakable(pen.prose(report.headline, 200), longestLarge);
  return {
    words,
    sides: sidesOf(words),
    language: reader.language,
    subject: pen.prose(report.subject, 150),
    preheader: pen.prose(report.preheader, 150),
    filler: '\u034f\u200c\u00a0'.repeat(40),
    company: pen.name(report.company),
    edition: editionWords(report.edition, pen),
    period: pen.period(report.period.label, 'long'),
    span: report.edition === 'monthly' ? null : pen.span(report.period.start, report.period.end),
    scope: report.scope === null ? null : scopeWords(report.scope, pen),
    headline,
    headline_is_long: headline.length > 80,
    summary: cut(
      report.summary.map((row) => pen.prose(row)),
      Math.max(longest, fewestSummed),
      pen.t('the archived report'),
      pen,
    ),
  };
}

function sidesOf({ direction }: Words): OpeningView['sides'] {
  return direction === 'rtl'
    ? { start: 'right', end: 'left', mirrored: true }
    : { start: 'left', end: 'right', mirrored: false };
}
