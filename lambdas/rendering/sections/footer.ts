import type { Report } from '../../reports/model.ts';
import type { Reader } from '../../settings/schema.ts';
import type { Pen } from '../writing/pen.ts';

/** What a report says about its own message. */
export interface Sending {
  readonly reader: Reader;
  readonly run: string;
  /** Names of the attached files. */
  readonly files: readonly string[];
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
    `Attached: ${sending.files.join(', ')}. Every value with its numerator, denominator and sample is in kpis.csv.`,
    `For ${pen.name(sending.reader.name)}. Run ${pen.plain(sending.run, 80)}.`,
  ];
}

function knowledge({ as_of, snapshot, quality }: Report, pen: Pen): string {
  const day = pen.date(snapshot);
  return as_of === 'original' || quality.restated.length === 0
    ? `Data as of ${day}.`
    : `A rerun with what is known on ${day}; what changed since is listed under data quality.`;
}
