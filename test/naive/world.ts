/** A cell as a person would write it: dates 'YYYY-MM-DD', instants ISO UTC text, mrr_minor decimal text. */
export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

/** Rows by canonical table name. A table that no source fills has no key. */
export type World = { readonly [table: string]: readonly Row[] };

export function rowsOf(world: World, table: string): readonly Row[] {
  return world[table] ?? [];
}

export function has(world: World, ...tables: readonly string[]): boolean {
  return tables.every((table) => world[table] !== undefined);
}

export function text(row: Row, column: string): string | null {
  const cell = row[column] ?? null;
  return cell === null || cell === '' ? null : String(cell);
}

/** A column that a row cannot be without. */
export function must(row: Row, column: string): string {
  const cell = text(row, column);
  if (cell === null) throw new Error(`the row has no ${column}: ${JSON.stringify(row)}`);
  return cell;
}

export function number(row: Row, column: string): number | null {
  const cell = text(row, column);
  return cell === null ? null : Number(cell);
}

export function isTrue(row: Row, column: string): boolean {
  return row[column] === true;
}

/** The element, or a fault of the test's own code. */
export function known<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new Error('nothing here');
  return value;
}
