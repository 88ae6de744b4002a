import type { Explanation, Question } from '../../../kpis/explain/explanation.ts';
import type { RowTable } from '../../../kpis/explain/row_table.ts';
import type { Objects } from '../../../ports.ts';
import { excelCsv } from '../../../reports/excel_csv.ts';

/** Where the rows of one table, and the texts behind them, were written, relative to the output folder. */
export interface WrittenTable {
  readonly table: RowTable;
  readonly csv: string;
  /** The text that gave the rows; null for accounts, which are judged in TypeScript. */
  readonly rowsSql: string | null;
  /** Measure queries with where their texts lie: the one that adds the rows up, or those of accounts. */
  readonly queries: readonly { readonly query: string; readonly key: string }[];
}

/** Where accounts stand, and their signals. */
export const ofAccounts = ['account_standing', 'account_signals'] as const;

/** Writes the rows as CSV and, beside them, the queries. */
export async function writeExplanation(
  out: Objects,
  { tables }: Explanation,
  asked: Question & { readonly period: string },
  queries: ReadonlyMap<string, string>,
): Promise<readonly WrittenTable[]> {
  const written: WrittenTable[] = [];
  for (const table of tables) {
    const stem = `explain/${asked.kpi.id}/${stemOf(asked)}${tables.length > 1 ? `.${table.name}` : ''}`;
    await out.write(`${stem}.csv`, excelCsv(table.columns, table.rows));
    const rowsSql = table.sql === null ? null : `${stem}.sql`;
    if (rowsSql !== null) await out.write(rowsSql, table.sql ?? '');
    const names = table.query === null ? ofAccounts : [table.query];
    const kept = names.map((query) => ({
      query,
      key: table.query === null ? `${stem}.${query}.query.sql` : `${stem}.query.sql`,
    }));
    for (const { query, key } of kept) await out.write(key, queries.get(query) ?? '');
    written.push({ table, csv: `${stem}.csv`, rowsSql, queries: kept });
  }
  return written;
}

/** Period, the window unless it is the KPI's first, and the segment, in letters that file names may have. */
function stemOf({ kpi, period, window, segment }: Question & { readonly period: string }): string {
  const parts = [
    period,
    ...(window === kpi.windows[0] ? [] : [window]),
    ...(segment ? [`${segment.dimension}-${segment.value}`] : []),
  ];
  return parts.join('-').replace(/[^\p{L}\p{N}._+-]+/gu, '_');
}
