import type { Report } from '../../reports/model.ts';
import type { Reader } from '../../settings/schema.ts';
import type { Pen } from '../writing/pen.ts';

/** What a report says about its own message. */
export interface Sending {
  readonly reader: Reader;
  readonly run: string;
  /** Names of the attached files. */
  readonly files: readonly string[];
  /** Files that are too large for a message, and where they lie. */
  readonly leftOut: readonly { readonly name: string; readonly at: string }[];
  /** A last line for this reader alone. */
  readonly footnote?: string | undefined;
  /** Rows that a list may show. */
  readonly longest: number;
  /** Letters that one text may have. */
  readonly letters: number;
}

/** What the report covers, on which data, in which money, for whom, and how it can be found again. */
export function footerLines(report: Report, sending: Sending, pen: Pen): string[] {
  const { period, currency } = report;
  const span = pen.span(period.start, period.end);
  const money = currency === null ? '' : ` Money is in ${currency}.`;
  return [
    `Covers ${span}, ${pen.plain(period.time_zone, 40)}. ${knowledge(report, pen)}${money}`,
    ...attachedLine(sending.files),
    ...sending.leftOut.map(
      ({ name, at }) => `${name} is too large for a message; it lies in the archive: ${at}`,
    ),
    `For ${pen.name(sending.reader.name)}. Run ${pen.plain(sending.run, 80)}.`,
    ...(sending.footnote === undefined ? [] : [pen.plain(sending.footnote, 200)]),
  ];
}

function attachedLine(files: readonly string[]): readonly string[] {
  if (files.length === 0) return [];
  return [
    `Attached: ${files.join(', ')}. Every value with its numerator, denominator and sample is in kpis.csv.`,
  ];
}

function knowledge({ as_of, snapshot, quality }: Report, pen: Pen): string {
  const day = pen.date(snapshot);
  return as_of === 'original' || quality.restated.length === 0
    ? `Data as of ${day}.`
    : `A rerun with what is known on ${day}; what changed since is listed under data quality.`;
}
