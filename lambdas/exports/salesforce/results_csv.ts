import { CsvError, parse } from 'csv-parse/sync';
import { WrongResults } from './wrong_results.ts';

/** Beyond this a quote was opened and never closed, and reading on would fill the memory. */
const longestRow = 1_000_000;

/** Rows of a page of results: the header, and the cells of every record. */
export interface Results {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Reads a page of results strictly. `where` names the page in errors, which never show content. Throws
 * WrongResults where a row is cut, too short or too long, or a column stands twice.
 */
export function parseResults(body: string, where: string): Results {
  // Long texts hold NUL bytes that no later reader takes.
  const text = body.replaceAll('\0', '');
  if (text === '') return { columns: [], rows: [] };
  refuseCut(text, where);
  const [columns = [], ...rows] = cellsOf(text, where);
  if (new Set(columns).size === columns.length) return { columns, rows };
  throw new WrongResults(`${where}, line 1: names a column twice. ${advice}`);
}

/** Records of a page, an empty cell null. */
export function recordsOf({ columns, rows }: Results): readonly Record<string, string | null>[] {
  return rows.map((cells) => {
    const record: Record<string, string | null> = {};
    for (const [at, column] of columns.entries()) record[column] = cells[at] || null;
    return record;
  });
}

/** Throws WrongResults unless these are the columns that were asked for. */
export function checkColumns({ columns }: Results, asked: readonly string[], where: string): void {
  if ([...columns].sort().join() === [...asked].sort().join()) return;
  throw new WrongResults(
    `${where}, line 1: has ${columns.length} columns, other than the ${asked.length} that were asked for. ${advice}`,
  );
}

function cellsOf(text: string, where: string): readonly string[][] {
  try {
    return parse(text, {
      bom: true,
      max_record_size: longestRow,
      record_delimiter: ['\r\n', '\n'],
    });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    // The parser's own message shows what stands there, and so must not be its cause either.
    throw new WrongResults(`${where}, line ${Number(cause.lines)}: ${faultOf(cause)}. ${advice}`);
  }
}

const advice = 'Nothing of it is used; export again, and tell Salesforce if it stays';

/** A file that ends inside an unquoted last cell looks whole: 20 cut to 2 is a number too. */
function refuseCut(text: string, where: string): void {
  if (/[\n"]$/.test(text)) return;
  const line = text.split('\n').length;
  throw new WrongResults(`${where}, line ${line}: the page ends inside a row. ${advice}`);
}

function faultOf({ code }: CsvError): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote is opened and never closed';
  if (code === 'CSV_MAX_RECORD_SIZE') return `a row is longer than ${longestRow} characters`;
  if (/^CSV_RECORD_INCONSISTENT/.test(code)) return 'a row has another number of cells than line 1';
  return 'a quote stands inside a cell and is not doubled';
}
