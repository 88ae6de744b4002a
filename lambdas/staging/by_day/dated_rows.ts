import { allColumns } from '../../tables/catalogue.ts';
import type { Table } from '../../tables/column.ts';
import { literal } from '../../tables/relations.ts';
import { followingColumns, identityJoins, landedName } from '../current.ts';
import type { Span } from '../versions.ts';
import { localDayNear } from './part_days.ts';

/**
 * The current rows of some days of a table, each once, every account under its own id, with their day; in an
 * order that leaves none open, so that the same rows are the same bytes. Copies of a row have one day.
 */
export function datedRows(table: Table, timeZone: string, spans: readonly DayRange[]): string {
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
    where ${joined(spans).map(within).join(' or ')}
    group by ${names.join(', ')}, day
)
select ${followingColumns(table).join(', ')}, r.account_id as source_account_id, r.day
from copies as r
${identityJoins(table)}
order by ${[...new Set(order)].join(', ')}, source_account_id`;
}

type DayRange = Pick<Span, 'from' | 'until'>;

/** Days that follow each other as one: an engine compares each row with each range. */
function joined(spans: readonly DayRange[]): readonly DayRange[] {
  const ranges: DayRange[] = [];
  for (const { from, until } of spans) {
    const last = ranges.at(-1);
    if (last?.until === from) ranges.splice(-1, 1, { from: last.from, until });
    else ranges.push({ from, until });
  }
  return ranges;
}

const within = ({ from, until }: DayRange) =>
  `(day >= ${literal('date', from)} and day < ${literal('date', until)})`;
