import { CsvError, parse } from 'csv-parse/sync';
import { VendorDown } from '../../errors.ts';

/** Beyond this a quote was opened and never closed, and reading on would fill the memory. */
const longestRow = 1_000_000;

/**
 * Rows of a page of results as records, an empty cell null. `where` names the page in errors, which never
 * show content. Throws VendorDown where a row is cut, too short or too long, or a column stands twice.
 */
export function parseResults(
  body: string,
  where: string,
): readonly Record<string, string | null>[] {
  // Long texts hold NUL bytes that no later reader takes.
  const text = body.replaceAll('\0', '');
  if (text === '') return [];
  refuseCut(text, where);
  try {
    return parse(text, {
      bom: true,
      max_record_size: longestRow,
      record_delimiter: ['\r\n', '\n'],
      columns: (header: string[]) => distinct(header, where),
      cast: (cell, { header }) => (cell === '' && !header ? null : cell),
    });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    // The parser's own message shows what stands there, and so must not be its cause either.
    throw new VendorDown(`${where}, line ${Number(cause.lines)}: ${faultOf(cause)}. ${advice}`);
  }
}

/** Throws VendorDown unless these are the columns that were asked for, each once. */
export function checkColumns(body: string, asked: readonly string[], where: string): void {
  const header = body.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
  const found = header.split(',').map((name) => name.replace(/^"(.*)"$/, '$1'));
  if ([...found].sort().join() === [...asked].sort().join()) return;
  throw new VendorDown(
    `${where}, line 1: has ${found.length} columns, other than the ${asked.length} that were asked for. ${advice}`,
  );
}

const advice = 'Nothing of it is used; export again, and tell Salesforce if it stays';

/** A file that ends inside an unquoted last cell looks whole: 20 cut to 2 is a number too. */
function refuseCut(text: string, where: string): void {
  if (/[\n"]$/.test(text)) return;
  const line = text.split('\n').length;
  throw new VendorDown(`${where}, line ${line}: the page ends inside a row. ${advice}`);
}

function distinct(header: readonly string[], where: string): string[] {
  if (new Set(header).size === header.length) return [...header];
  throw new VendorDown(`${where}, line 1: names a column twice. ${advice}`);
}

function faultOf({ code }: CsvError): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote is opened and never closed';
  if (code === 'CSV_MAX_RECORD_SIZE') return `a row is longer than ${longestRow} characters`;
  if (/^CSV_RECORD_INCONSISTENT/.test(code)) return 'a row has another number of cells than line 1';
  return 'a quote stands inside a cell and is not doubled';
}
