import { join } from 'node:path';
import type { Total } from '../../../kpis/explain/row_totals.ts';
import type { Pen } from '../../../rendering/writing/pen.ts';
import type { WrittenTable } from './files.ts';

/** A name and the lines that stand beside it. */
export type Field = readonly [name: string, lines: readonly string[]];

/** How many rows there are, what they come to, and where they and their queries were written. */
export function rowFields(
  { table, csv, rowsSql, queries }: WrittenTable,
  out: string,
  pen: Pen,
): readonly Field[] {
  const { query, name, rows, totals } = table;
  const count = `${pen.count(rows.length)} ${rows.length === 1 ? 'row' : 'rows'}`;
  const source = query === null ? 'customers at closing' : name;
  const use = query === null ? 'which says what is known of them' : 'which adds them up';
  return [
    ['Rows', [`${count} of ${source}`, ...totalLines(totals, pen)]],
    ['CSV', [join(out, csv)]],
    ...(rowsSql === null ? [] : [['SQL', [`${join(out, rowsSql)}, which gave the rows`]] as const]),
    ...queries.map((one) => ['Query', [`${one.query}, ${use}:`, join(out, one.key)]] as const),
  ];
}

/** Columns on one line, each fact on its own. */
function totalLines(totals: readonly Total[], pen: Pen): readonly string[] {
  const lines = new Map<string, string[]>();
  for (const { at, of, what, value } of totals) {
    const line = what === 'sum' ? at : `${at} ${of}`.trim();
    const words = what === 'sum' ? `${of} ${pen.count(value)}` : counted(what, pen.count(value));
    lines.set(line, [...(lines.get(line) ?? []), words]);
  }
  return [...lines].map(([of, words]) => `${of === '' ? '' : `${of}: `}${words.join(', ')}`);
}

function counted(what: string, value: string): string {
  if (what === 'hits') return `is_hit for ${value}`;
  if (what === 'pending') return `${value} not due yet`;
  if (what === 'negative') return `${value} negative, left out`;
  return what === 'amount' ? `amount ${value}` : `${value} ${what}`;
}
