/** Rows of a query as both engines give them: `decimal(6)`, `integer`, … and every value as text. */
export interface Answer {
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly (readonly (string | null)[])[];
}

export interface AnswerColumn {
  readonly name: string;
  readonly kind: string;
}

/** The kind of value that a type of either engine holds; decimals differ by scale, nothing else by size. */
export function kindOf(type: string): string {
  const [, name = type, , scale] = /^(\w+)(?:\((\d+)(?:,\s*(\d+))?\))?$/.exec(type) ?? [];
  const plain = name.toLowerCase();
  if (plain === 'decimal') return `decimal(${scale})`;
  return /^(tinyint|smallint|integer|bigint|hugeint)$/.test(plain) ? 'integer' : plain;
}

/** The same rows, sorted, of a query that does not say in which order it gives them. */
export function sorted({ columns, rows }: Answer): Answer {
  const key = (row: Answer['rows'][number]) => JSON.stringify(row);
  return { columns, rows: [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1)) };
}

/** Whether the query itself, not a window or an aggregate of it, orders its rows. */
export function isOrdered(sql: string): boolean {
  return /\border by [^()]*$/.test(sql);
}
