import { allColumns } from '../../tables/catalogue.ts';
import type { Table } from '../../tables/column.ts';
import { literal } from '../../tables/relations.ts';
import { followingColumns, identityJoins, landedName } from '../current.ts';
import { localDayNear } from './part_days.ts';

/**
 * The current rows of some days of a table, each once, every account under its own id, with their day; in an
 * order that leaves none open, so that the same rows are the same bytes. Copies of a row have one day.
 */
export function datedRows(
  table: Table,
  timeZone: string,
  spans: readonly { readonly from: string; readonly until: string }[],
): string {
  const names = Object.keys(allColumns(table));
  const clock = String(table.clock);
  const near = { from: spans[0]?.from ?? '', until: spans.at(-1)?.until ?? '' };
  const order = [clock, ...table.key, ...names.filter((name) => name !== clock)];
  return `with
dated as (
    select ${names.join(', ')}, ${localDayNear(clock, timeZone, near)} as day
    from ${landedName(table)}
    where not coalesce(is_deleted, false)
),
copies as (
    select ${names.join(', ')}, day
    from dated
    where ${spans.map(within).join(' or ')}
    group by ${names.join(', ')}, day
)
select ${followingColumns(table).join(', ')}, r.account_id as source_account_id, r.day
from copies as r
${identityJoins(table)}
order by ${[...new Set(order)].join(', ')}, source_account_id`;
}

const within = ({ from, until }: { readonly from: string; readonly until: string }) =>
  `(day >= ${literal('date', from)} and day < ${literal('date', until)})`;
