import { names, withCtes } from '../../tables/relations.ts';

/** Relation → the query that gives its rows. */
export type RelationsInUse = ReadonlyMap<string, string>;

/**
 * The query with a CTE for every relation that it names: Athena knows tables, but neither the snapshot nor
 * the run that is meant. A CTE of the query's own may bear the name of a relation and read it; as on
 * DuckDB, the name then means the relation up to where that CTE ends.
 */
export function namingRelations(sql: string, relations: RelationsInUse): string {
  const ctes: string[] = [];
  let text = sql;
  // In an order of their own: begun again, the same query must be the same text.
  for (const name of [...relations.keys()].sort()) {
    if (!names(sql, name)) continue;
    const end = endOfOwn(text, name);
    const outer = end === 0 ? name : `outer_${name}`;
    text = readingFrom(text.slice(0, end), name, outer) + text.slice(end);
    ctes.push(`${outer} as (${relations.get(name)})`);
  }
  return withCtes(text, ctes);
}

/** Where the query's own CTE of that name ends; 0 where there is none. */
function endOfOwn(sql: string, name: string): number {
  const own = new RegExp(`\\b${name}\\s+as\\s*\\(`).exec(sql);
  if (!own) return 0;
  const start = own.index + own[0].length;
  let open = 1;
  for (const { 0: token, index } of sql.slice(start).matchAll(/'[^']*'|--.*|[()]/g)) {
    if (token === '(') open += 1;
    if (token === ')') open -= 1;
    if (open === 0) return start + index;
  }
  return sql.length;
}

function readingFrom(sql: string, name: string, outer: string): string {
  return sql.replaceAll(new RegExp(`\\b(from|join)(\\s+)${name}\\b`, 'g'), `$1$2${outer}`);
}
