import type { Feature, Row, Sheet } from 'write-excel-file/universal';
import { clean } from '../writing/clean.ts';
import { cellText } from './cell_text.ts';
import type { Cell, Column, Table } from './table.ts';
import { withoutHours } from './without_hours.ts';

const [ink, rule, paper] = ['#151922', '#b4bac6', '#f1f2f6'];

const font = { fontFamily: 'Calibri', fontSize: 11 };

export async function writeWorkbook(
  tables: readonly Table[],
  direction: 'ltr' | 'rtl',
): Promise<Uint8Array> {
  // Loaded when the first workbook is written: most runs of most functions write none.
  const { default: write } = await import('write-excel-file/universal');
  const sheets = tables.map((table) => sheetOf(table, direction));
  const blob = await write(sheets, { ...font, features: [filtersAndPrint] }).toBlob();
  // The library stamps the hour at which it writes: the same workbook must have the same bytes.
  return withoutHours(new Uint8Array(await blob.arrayBuffer()));
}

function sheetOf(table: Table, direction: 'ltr' | 'rtl'): Sheet<Blob> {
  const styles = table.columns.map((_, n) => stylesOf(table.columns, n));
  const rows = Array.from(table.rows, (row) => {
    const height = heightOf(row, table.columns);
    return row.map((cell, n) => cellOf(cell, styles[n], n === 0 ? height : {}));
  });
  return {
    sheet: sheetName(table.name),
    data: [table.columns.map(headOf), ...rows],
    columns: table.columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    stickyColumnsCount: table.fixed,
    showGridLines: false,
    rightToLeft: direction === 'rtl',
    orientation: 'landscape',
  };
}

function headOf({ title, isNumber }: Column, n: number, columns: readonly Column[]): Row[number] {
  return {
    value: cellText(title),
    type: String,
    fontWeight: 'bold',
    textColor: ink,
    backgroundColor: paper,
    bottomBorderStyle: 'thin',
    bottomBorderColor: rule,
    height: 32,
    align: isNumber ? 'right' : 'left',
    ...(columns[n - 1]?.isNumber && !isNumber ? { indent: 1 } : {}),
    alignVertical: 'bottom',
    wrap: true,
  };
}

interface Styles {
  readonly text: object;
  readonly number: object;
}

function stylesOf(columns: readonly Column[], n: number): Styles {
  const number = columns.some(({ wraps }) => wraps) ? { alignVertical: 'top' } : {};
  const column = columns[n];
  // "never" in a column of days.
  const align = column?.isNumber ? { align: 'right' } : {};
  // Or it would touch the number before it.
  const indent = columns[n - 1]?.isNumber && !column?.isNumber ? { align: 'left', indent: 1 } : {};
  const wrap = column?.wraps ? { wrap: true } : {};
  return { number, text: { ...number, ...align, ...indent, ...wrap } };
}

/** Text is typed as text: Excel runs nothing in it, whatever it begins with. */
function cellOf(cell: Cell, styles: Styles | undefined, height: object): Row[number] {
  if (cell === null) return null;
  return typeof cell === 'string'
    ? { value: cellText(cell), type: String, ...styles?.text, ...height }
    : { value: cell.value, type: Number, format: cell.format, ...styles?.number, ...height };
}

/** Points of a line, and lines of which a row shows at most. */
const [lineHeight, mostLines] = [15, 12];

/** LibreOffice does not make a row higher for a text that goes on in the next line. */
function heightOf(row: readonly Cell[], columns: readonly Column[]): { readonly height?: number } {
  const lines = row.map((cell, n) => {
    const column = columns[n];
    if (typeof cell !== 'string' || !column?.wraps) return 1;
    return Math.ceil((cell.length * 1.1) / column.width);
  });
  const most = Math.min(mostLines, Math.max(1, ...lines));
  return most === 1 ? {} : { height: most * lineHeight };
}

const sheetName = (name: string) => clean(name.replaceAll(/[[\]/\\:*?']/g, ' '), 31);

/**
 * The library has no filters, which follow the rows in the order of a sheet's elements, and prints a wide
 * sheet over several pages.
 */
const filtersAndPrint: Feature<Blob> = {
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml) =>
          xml
            .replace(/<worksheet[^>]*>/, '$&<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
            .replace('</sheetData>', `$&<autoFilter ref="${rangeOf(xml)}"/>`)
            .replace('<pageSetup ', '$&fitToHeight="0" '),
      },
    },
  },
};

/** From A1 to the last column of the header and the last row. */
function rangeOf(xml: string): string {
  const head = xml.slice(0, xml.indexOf('</row>'));
  const column = /([A-Z]+)1"/.exec(head.slice(head.lastIndexOf('<c ')))?.[1] ?? 'A';
  const row = /r="(\d+)"/.exec(xml.slice(xml.lastIndexOf('<row ')))?.[1] ?? '1';
  return `A1:${column}${row}`;
}
