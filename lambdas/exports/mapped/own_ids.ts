import { accountColumns } from '../../tables/account_columns.ts';
import type { Cell } from '../source.ts';

type Cells = Readonly<Record<string, Cell>>;

/**
 * Account ids of a source that does not say which accounts there are, so that they cannot be taken for those
 * of one that does: organisation 42 of Zendesk is not company 42 of HubSpot. Ids with letters are nobody else's.
 */
export function withOwnIds(source: string, table: string, row: Cells): Cells {
  const isLink = table === 'account_links';
  const isOwn = (column: string) => (isLink ? column === 'source_id' : accountColumns.has(column));
  const cells = Object.entries(row).map(([column, cell]) => {
    const isNumber = isOwn(column) && cell !== null && /^\d+$/.test(String(cell));
    return [column, isNumber ? `${source}:${cell}` : cell] as const;
  });
  return Object.fromEntries(cells);
}
