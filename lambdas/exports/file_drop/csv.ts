import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { BadExport } from '../../errors.ts';
import { isFilled, plainRows } from './csv_plain.ts';
import { delimiterOf, type Ending, headerOf, startOf, watchEnding } from './csv_start.ts';
import type { CsvStyle } from './mapping.ts';
import type { Fault, Listener, Position, SourceRecord, SourceRow } from './source_record.ts';

/** Beyond this a quote was opened and never closed, and reading on would fill the memory. */
const longestRow = 1_000_000;

/**
 * Rows of a CSV text with the line that each starts on. `tell` hears of the columns before the
 * first row. Throws BadExport where the file has no header or its quoting breaks, naming the line.
 */
export async function* csvRecords(
  text: AsyncGenerator<string>,
  style: CsvStyle,
  at: Position,
  tell: Listener,
): AsyncGenerator<SourceRecord> {
  let header: readonly string[] | undefined;
  let short: SourceRecord | undefined; // perhaps the last row, cut
  const ending: Ending = { withBreak: false };
  for await (const cells of csvRows(watchEnding(text, ending), style, at)) {
    if (short) yield short;
    short = undefined;
    if (header === undefined) {
      header = headerOf(cells, at.file);
      tell.columns(header);
    } else if (cells.length === header.length) {
      yield { line: at.line, row: named(cells, header) };
    } else {
      const record = { line: at.line, fault: miscounted(cells, header), raw: cells };
      if (cells.length < header.length) short = record;
      else yield record;
    }
  }
  if (!header) throw new BadExport(`${at.file} is empty, without even a header; export it again`);
  if (short) yield ending.withBreak ? short : { ...short, fault: cut };
  else if (!ending.withBreak) tell.doubt(mayBeCut(at));
}

function named(cells: readonly string[], header: readonly string[]): SourceRow {
  const row: Record<string, unknown> = {};
  for (const [at, cell] of cells.entries()) row[header[at] ?? ''] = cell;
  return row;
}

/** For a last row that the file ends in the middle of. */
export const cut: Fault = {
  reason: 'the file ends inside this row; it is cut, export it again',
  text: 'the file ends inside this row; it is cut, export it again',
};

function mayBeCut({ file, line }: Position): string {
  return `${file} does not end with a line break; if its last row (line ${line}) is cut, that cannot be seen`;
}

/** Cells of every row that is not blank; keeps `at` on the line where the row starts. */
async function* csvRows(text: AsyncGenerator<string>, style: CsvStyle, at: Position) {
  const start = await startOf(text);
  const delimiter = style.delimiter ?? delimiterOf(start);
  const rest = yield* plainRows(rejoined(start, text), delimiter, style.quotes, at);
  if (!rest) return;
  const others = rejoined(rest.begun, rest.text);
  yield* quotedRows(others, delimiter, style.quotes, at, rest.line);
}

/** Rows of a text that may quote, from line `first` of the file on. */
async function* quotedRows(
  text: AsyncGenerator<string>,
  delimiter: string,
  quotes: CsvStyle['quotes'],
  at: Position,
  first: number,
) {
  const lines: number[] = [];
  let next = first;
  const parser = parse({
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
    record_delimiter: ['\r\n', '\n', '\r'],
    delimiter,
    quote: quotes === 'none' ? null : '"',
    // Counted here and not where rows are read, for the parser runs ahead and its error names a line.
    on_record: (cells: string[], { empty_lines }) => {
      lines.push(next + empty_lines);
      next += 1 + cells.reduce((breaks, cell) => breaks + breaksIn(cell), 0);
      return cells;
    },
  });
  try {
    for await (const read of pipeline(Readable.from(text), parser, () => {})) {
      const cells: string[] = read;
      at.line = lines.shift() ?? at.line;
      if (isFilled(cells)) yield cells;
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new BadExport(`${at.file}: ${quotingFault(cause, next + Number(cause.empty_lines))}`, {
      cause,
    });
  }
}

async function* rejoined(start: string, rest: AsyncGenerator<string>) {
  yield start;
  yield* rest;
}

function breaksIn(cell: string): number {
  return /[\r\n]/.test(cell) ? (cell.match(/\r\n|\r|\n/g) ?? []).length : 0;
}

function miscounted(cells: readonly string[], header: readonly string[]): Fault {
  return {
    reason: 'the row has another number of cells than the header',
    text: `the row has ${cells.length} cells, the header ${header.length}`,
  };
}

function quotingFault(error: CsvError, line: number): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return `the row that starts at line ${line} opens a quote that is never closed; the file is cut, export it again`;
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return `the row that starts at line ${line} is longer than ${longestRow} characters, probably for a quote that is never closed; export it again`;
  return `a quote stands inside a cell of the row that starts at line ${line} and is not doubled; export it again, or set csv.quotes to "none" in the mapping if the file quotes nothing`;
}
