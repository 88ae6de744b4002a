import { accountColumns } from '../tables/account_columns.ts';
import { allColumns } from '../tables/catalogue.ts';
import type { Table } from '../tables/column.ts';
import { type EngineColumn, sqlColumns } from '../tables/engine_columns.ts';

/** Columns of a landed relation: the table's, and where each row stood in the export. */
export function landedColumns(table: Table): readonly EngineColumn[] {
  return [
    ...sqlColumns(table),
    { name: '_file', type: 'varchar' },
    { name: '_line', type: 'bigint' },
  ];
}

/** Name of the relation that holds a table's landed rows. */
export const landedName = (table: Table) => `landed_${table.name}`;

const names = (table: Table) => Object.keys(allColumns(table));

/** Columns that tell one row from another; some keys name the source themselves. */
const identity = (table: Table) => [...new Set(['source', ...table.key])];

/**
 * CTEs that leave one row per key: identical copies are one row, and of different rows with one key the
 * newest (`recency` 1) stands, unless the table says that both do.
 */
function ranked(table: Table): string {
  const columns = names(table).join(', ');
  return `with
copies as (
    select ${columns}, max(_file) as _file, max(_line) as _line, count(*) as copies
    from ${landedName(table)}
    group by ${columns}
),
ranked as (
    select ${columns}, _file, _line, copies, row_number() over (
        partition by ${identity(table).join(', ')}
        order by source_updated_at desc nulls last, _file desc, _line desc
    ) as recency
    from copies
)`;
}

const stands = (table: Table) => (table.sameKey === 'both' ? 'true' : 'r.recency = 1');
const remains = (table: Table) =>
  table.deleted === 'ended' ? 'true' : 'not coalesce(r.is_deleted, false)';

/** The current rows of a table as its source names accounts. */
export function currentRows(table: Table): string {
  const columns = names(table).map((name) => `r.${name}`);
  return `${ranked(table)}
select ${columns.join(', ')}
from ranked as r
where ${stands(table)} and ${remains(table)}`;
}

/** Rows that lost to a newer one with the same key, and how many identical copies were folded. */
export function supersededRows(table: Table): string {
  const same = identity(table)
    .map((name) => `k.${name} is not distinct from r.${name}`)
    .join(' and ');
  return `${ranked(table)},
kept as (select ${[...identity(table), '_file', '_line'].join(', ')} from ranked where recency = 1)
select r._file as file, r._line as line, k._line as kept_line, k._file as kept_file
from ranked as r
join kept as k on ${same}
where r.recency > 1 and not (${stands(table)})
order by r._file, r._line`;
}

/**
 * The current rows of a table with every account under its own, one id: what another system's link names
 * and what was merged away is followed to the account that it is.
 */
export function stagedRows(table: Table): string {
  if (table.name === 'accounts') return survivors(table);
  if (followedIn(table).length === 0 || table.name === 'account_links') return currentRows(table);
  return `${ranked(table)}
select ${followingColumns(table).join(', ')}
from ranked as r
${identityJoins(table)}
where ${stands(table)} and ${remains(table)}`;
}

/** Columns of rows `r`, every account under its own id; with `identityJoins`. */
export function followingColumns(table: Table): readonly string[] {
  return names(table).map((name) =>
    accountColumns.has(name)
      ? `coalesce(${name}_link.account_id, ${name}_merge.account_id, r.${name}) as ${name}`
      : `r.${name}`,
  );
}

export function identityJoins(table: Table): string {
  return followedIn(table).map(identityJoin).join('\n');
}

const followedIn = (table: Table) => names(table).filter((name) => accountColumns.has(name));

function identityJoin(name: string): string {
  return `left join account_identity as ${name}_link
    on ${name}_link.source = r.source and ${name}_link.source_id = r.${name}
    and ${name}_link.source <> ''
left join account_identity as ${name}_merge
    on ${name}_merge.source = '' and ${name}_merge.source_id = r.${name}`;
}

function survivors(table: Table): string {
  const columns = names(table).map((name) => `r.${name}`);
  return `${ranked(table)}
select ${columns.join(', ')}
from ranked as r
left join account_identity as m on m.source = '' and m.source_id = r.account_id
where ${stands(table)} and ${remains(table)} and m.source_id is null`;
}
