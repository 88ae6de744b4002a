import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | boolean | null | undefined;

const rowsAtOnce = 1000;

/**
 * A file for Excel: a byte-order mark, without which it takes UTF-8 for Latin, CRLF, and text that would run as a
 * formula kept as text. Numbers are written as they are, negative ones too. Rows are taken as they are written, so
 * that those of many accounts are never held as cells.
 */
export function excelCsv(header: readonly Cell[], rows: Iterable<readonly Cell[]>): string {
  const written: string[] = [];
  let some: (readonly Cell[])[] = [header];
  const write = () => {
    written.push(
      stringify(some, {
        bom: written.length === 0,
        record_delimiter: 'windows',
        escape_formulas: true,
        cast: { boolean: (value) => `${value}` },
      }),
    );
    some = [];
  };
  for (const row of rows) {
    some.push(row);
    if (some.length === rowsAtOnce) write();
  }
  write();
  return written.join('');
}
