/**
 * How often a query reads a relation: Athena reads it anew wherever a CTE that reads it is named. A CTE of the
 * query's own may bear its name and read it; the name then means the CTE.
 */
export function timesRead(sql: string, relation: string): number {
  return inText(sql.replace(/'[^']*'|--.*/g, ''), new Map([[relation, 1]]));
}

/** `known` are the names that read the relation, and how often. */
function inText(text: string, known: ReadonlyMap<string, number>): number {
  const { main, ctes } = parted(text);
  const scope = new Map(known);
  for (const { name, body } of ctes) scope.set(name, inText(body, scope));
  return [...scope].reduce((sum, [name, times]) => sum + naming(main, name) * times, 0);
}

interface Cte {
  readonly name: string;
  readonly body: string;
}

/** A query's CTEs in their order, and what is left of it. */
function parted(sql: string): { readonly main: string; readonly ctes: readonly Cte[] } {
  const ctes: Cte[] = [];
  let [main, at] = ['', 0];
  for (const { 0: opening, 1: name = '', index } of sql.matchAll(/\b(\w+)\s+as\s*\(/g)) {
    if (index < at) continue;
    const start = index + opening.length;
    const end = closing(sql, start);
    ctes.push({ name, body: sql.slice(start, end) });
    main += sql.slice(at, index);
    at = end;
  }
  return { main: main + sql.slice(at), ctes };
}

/** Where the bracket closes that was opened before. */
function closing(sql: string, start: number): number {
  let open = 1;
  for (const { 0: token, index } of sql.slice(start).matchAll(/[()]/g)) {
    open += token === '(' ? 1 : -1;
    if (open === 0) return start + index;
  }
  return sql.length;
}

const naming = (text: string, name: string) =>
  [...text.matchAll(new RegExp(String.raw`\b(?:from|join)\s+${name}\b`, 'g'))].length;
