import { OurBug } from '../errors.ts';
import type { Value } from '../ports.ts';

/** A small table of parameters that a query reads by name: windows, rates, settings. */
export interface Relation {
  readonly name: string;
  /** Column name → SQL type. */
  readonly columns: Readonly<Record<string, SqlType>>;
  readonly rows: readonly Readonly<Record<string, Value>>[];
}

/** A relation that a query makes of literals: what would be too many of them. */
export interface MadeRelation {
  readonly name: string;
  readonly query: string;
}

export type AnyRelation = Relation | MadeRelation;

type SqlType = 'varchar' | 'bigint' | 'double' | 'date' | 'timestamp' | 'boolean' | 'decimal(18,6)';

/**
 * Puts the relations that a query names before its first CTE, as typed literals: the same text runs on
 * Athena and on DuckDB, and nothing but a parsed value ever reaches it.
 */
export function withRelations(sql: string, relations: readonly AnyRelation[]): string {
  return withCtes(sql, relations.filter(({ name }) => names(sql, name)).map(cte));
}

/** Whether a query names the relation, as a word of its own. */
export function names(sql: string, relation: string): boolean {
  return new RegExp(`\\b${relation}\\b`).test(sql);
}

/** What a text reads: tables, relations and its own CTEs, each once. */
export function namesRead(sql: string): readonly string[] {
  const text = sql.replace(/--.*$/gm, '');
  return [
    ...new Set([...text.matchAll(/\b(?:from|join)\s+([a-z_0-9]+)/g)].map(([, name = '']) => name)),
  ];
}

/** The order that a query ends with, by columns of its result; empty where it has none. */
export function orderOf(sql: string): string {
  return /\norder by [\w, ]+$/.exec(sql.trimEnd())?.[0] ?? '';
}

/** Puts CTEs before the first one of a query. */
export function withCtes(sql: string, ctes: readonly string[]): string {
  if (ctes.length === 0) return sql;
  const start = /^(with|select)\b/m.exec(sql);
  if (!start) throw new OurBug('a query must begin with `with` or `select`');
  const [head, rest] = [sql.slice(0, start.index), sql.slice(start.index)];
  const added = ctes.join(',\n');
  return start[1] === 'with'
    ? `${head}with\n${added},${rest.slice('with'.length)}`
    : `${head}with\n${added}\n${rest}`;
}

function cte(relation: AnyRelation): string {
  if ('query' in relation) return `${relation.name} as (${relation.query})`;
  const { name, columns, rows } = relation;
  const names = Object.keys(columns).join(', ');
  if (rows.length === 0) return `${name} as (select ${nulls(columns)} where false)`;
  const tuples = rows.map((row) => `(${literals(columns, row)})`).join(', ');
  return `${name} (${names}) as (values ${tuples})`;
}

function nulls(columns: Relation['columns']): string {
  return Object.entries(columns)
    .map(([name, type]) => `cast(null as ${type}) as ${name}`)
    .join(', ');
}

function literals(columns: Relation['columns'], row: Readonly<Record<string, Value>>): string {
  return Object.entries(columns)
    .map(([name, type]) => literal(type, row[name] ?? null))
    .join(', ');
}

/** A typed literal; the text of a value can end neither its quotes nor its type. */
export function literal(type: SqlType, value: Value): string {
  if (value === null) return `cast(null as ${type})`;
  const text =
    type === 'timestamp' ? String(value).replace('T', ' ').replace('Z', '') : String(value);
  return `cast('${text.replaceAll("'", "''")}' as ${type})`;
}
