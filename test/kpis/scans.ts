import { derivedTables } from '../../lambdas/staging/derived.ts';
import { tables } from '../../lambdas/tables/catalogue.ts';

const baseTables = new Set([...tables, ...derivedTables].map(({ name }) => name));

interface Parts {
  readonly ctes: ReadonlyMap<string, string>;
  readonly final: string;
}

/** The CTEs of a text and the select that they end in. */
function partsOf(sql: string): Parts {
  const text = sql.replace(/--.*$/gm, '');
  const ctes = new Map<string, string>();
  let at = text.search(/\S/);
  if (!text.slice(at).startsWith('with')) return { ctes, final: text };
  at += 'with'.length;
  for (;;) {
    const [head = '', name = ''] =
      /^\s*,?\s*(\w+)(?:\s*\([\w\s,]*\))?\s+as\s+\(/.exec(text.slice(at)) ?? [];
    if (name === '') return { ctes, final: text.slice(at) };
    const start = at + head.length;
    const end = closing(text, start);
    ctes.set(name, text.slice(start, end));
    at = end + 1;
  }
}

/** Where the parenthesis that was opened before `start` is closed. */
function closing(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error('a parenthesis is never closed');
}

const namedIn = (sql: string) =>
  [...sql.matchAll(/\b(?:from|join)\s+([a-z_0-9]+)/g)].map(([, name = '']) => name);

/** How often a query reads each base table: an engine may run a CTE anew at every mention. */
export function scansOf(sql: string): ReadonlyMap<string, number> {
  const { ctes, final } = partsOf(sql);
  const counts = new Map<string, number>();
  const visit = (text: string) => {
    for (const name of namedIn(text)) {
      const cte = ctes.get(name);
      if (cte !== undefined) visit(cte);
      else if (baseTables.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  };
  visit(final);
  return counts;
}
