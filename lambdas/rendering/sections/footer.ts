import type { Report } from '../../reports/model.ts';
import type { Reader } from '../../settings/schema.ts';
import type { Pen } from '../writing/pen.ts';

/** What a report says about its own message, the same for all readers of one language and locale. */
export interface Sending {
  readonly reader: Pick<Reader, 'language' | 'locale'>;
  /** The attached files; where one is a part, the place of the whole. */
  readonly files: readonly { readonly name: string; readonly whole?: string }[];
  /** Files that are too large for a message, and where they lie. */
  readonly leftOut: readonly { readonly name: string; readonly at: string }[];
  /** Rows that a list may show. */
  readonly longest: number;
  /** Letters that one text may have. */
  readonly letters: number;
}

/** Stands alone on its line, where each reader's message has `personalLines`. No text has it: `clean` takes it out. */
export const gap = '\u0001';

/** What the report covers, on which data, in which money, and where its files are; then the gap. */
export function footerLines(report: Report, sending: Sending, pen: Pen): string[] {
  const { period, currency } = report;
  const span = pen.span(period.start, period.end);
  const covered = pen.t('Covers {0}, {1}.', span, pen.plain(period.time_zone, 40));
  const money = currency === null ? [] : [pen.t('Money is in {0}.', currency)];
  return [
    [covered, knowledge(report, pen), ...money].join(' '),
    ...attachedLines(sending.files, pen),
    ...sending.leftOut.map(({ name, at }) =>
      pen.t('{0} is too large for a message; it lies in the archive: {1}', name, at),
    ),
    gap,
  ];
}

export interface Addressee {
  readonly reader: Reader;
  /** A last line for this reader alone. */
  readonly footnote?: string | undefined;
}

/** For whom the message is, and by which run it can be found again. */
export function personalLines({ reader, footnote }: Addressee, run: string, pen: Pen): string[] {
  return [
    pen.t('For {0}. Run {1}.', pen.name(reader.name), pen.plain(run, 80)),
    ...(footnote === undefined ? [] : [pen.plain(footnote, 200)]),
  ];
}

function attachedLines(files: Sending['files'], { t }: Pen): readonly string[] {
  if (files.length === 0) return [];
  const parts = files.flatMap(({ name, whole }) => (whole === undefined ? [] : [{ name, whole }]));
  return [
    t('Attached: {0}.', files.map(({ name }) => name).join(', ')),
    ...parts.map(({ name, whole }) =>
      t(
        '{0} has this period, those that it is compared with, and the history of what this report shows, each value with its numerator, denominator and sample. The complete file lies in the archive: {1}',
        name,
        whole,
      ),
    ),
  ];
}

function knowledge({ as_of, snapshot, quality }: Report, pen: Pen): string {
  const day = pen.date(snapshot);
  return as_of === 'original' || quality.restated.length === 0
    ? pen.t('Data as of {0}.', day)
    : pen.t(
        'A rerun with what is known on {0}; what changed since is listed under data quality.',
        day,
      );
}
